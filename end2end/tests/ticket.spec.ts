import { demoTest as test, expect } from "../support/test.ts";
import { Words } from "../support/words.ts";

const words = new Words("ar");

test("a ticket opened once shows without a network, and nothing else of the site is kept", async ({ page, hadir }) => {
  await page.goto(`/ar/a/${hadir.demo.association}`);
  await page.getByRole("link", { name: words.text("public.register") }).first().click();
  await page.getByLabel(words.text("field.given_name"), { exact: true }).fill("فاطمة");
  await page.getByLabel(words.text("field.family_name"), { exact: true }).fill("بنعلي");
  await page.getByText(words.text("person.female"), { exact: true }).click();
  await page.getByLabel(words.text("public.birth")).fill("1985");
  await page.getByRole("combobox", { name: words.text("public.commune") }).fill("Sidi Moumen");
  await page.getByLabel(words.text("public.agree_taking_part")).check();
  await expect(async () => {
    if (!/\/t\//.test(page.url())) await page.getByRole("button", { name: words.text("public.send") }).click();
    await expect(page).toHaveURL(/\/t\//, { timeout: 2_000 });
  }).toPass({ intervals: [500] });

  const ticket = page.url();
  const held = async () => (await caches.keys()).length > 0 && (await (await caches.open("tickets")).keys()).length;
  await expect.poll(() => page.evaluate(held)).toBeGreaterThan(1);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await page.context().setOffline(true);
  await page.goto(ticket);
  await expect(page.getByRole("img", { name: /QR/ })).toBeVisible();
  await expect(page.getByText(words.text("public.kept"))).toBeVisible();
  // Drawn as it should be: the stylesheet was kept with it.
  await expect(page.locator(".site__code")).toHaveCSS("direction", "ltr");
  expect(await page.evaluate(() => document.styleSheets.length)).toBeGreaterThan(0);
  const kept = await page.evaluate(async () => (await (await caches.open("tickets")).keys()).map(({ url }) => new URL(url).pathname));
  expect(kept.filter((path) => !/^\/(t|pkg|icons|fonts)\/|^\/ticket\.js$/.test(path))).toEqual([]);

  await page.context().setOffline(false);
  await page.goto(ticket);
  await expect(page.getByText(words.text("public.kept"))).toBeHidden();
});
