import type { Page } from "@playwright/test";

import { still, violations } from "../support/look.ts";
import { demoTest as test, expect } from "../support/test.ts";
import { Words } from "../support/words.ts";

/** The activity of the demo that people register themselves in. */
async function activity(page: Page, association: string): Promise<string> {
  await page.goto(`/a/${association}`);
  const link = await page.locator("a.button--primary[href*='/r/']").first().getAttribute("href");
  return new URL(link ?? "", page.url()).pathname;
}

for (const lang of ["ar", "fr"] as const) {
  const words = new Words(lang);

  test(`axe finds nothing on any public page, in ${lang}, and none is wider than a small phone with large letters`, async ({ context, page, hadir }) => {
    test.setTimeout(120_000);
    await page.setViewportSize({ width: 320, height: 740 });
    const register = await activity(page, hadir.demo.association);
    const { association } = hadir.demo;
    const places = ["/", "/?region=06&province=06.141", `/a/${association}`, register, `/privacy/${association}`, "/t/7K3M-9QWX-0RTE-4HJN", "/r/nothing"];
    for (const [at, place] of places.entries()) {
      const page = await context.newPage();
      await page.setViewportSize({ width: 320, height: 740 });
      await page.goto(`${place}${place.includes("?") ? "&" : "?"}lang=${lang}`);
      for (const size of ["100%", "200%"]) {
        const wide = await page.locator("html").evaluate((html, size) => {
          html.style.fontSize = size;
          return html.scrollWidth;
        }, size);
        expect.soft(wide, `${place} fits at ${size}`).toBeLessThanOrEqual(320);
        if (size === "100%") expect.soft(await violations(page), place).toEqual([]);
        await still(page, "site", `${at}-${lang}-${size.slice(0, 3)}`);
      }
      await page.close();
    }
    // A form that comes back with everything wrong.
    await page.goto(`${register}?lang=${lang}`);
    await page.getByRole("button", { name: words.text("public.send") }).click();
    await expect(page.getByText(words.text("public.agree_needed"))).toBeVisible();
    expect(await violations(page)).toEqual([]);
  });

  test(`a question that hangs on an answer is shown once it was given, without scripts, in ${lang}`, async ({ browser, hadir }) => {
    const context = await browser.newContext({ baseURL: hadir.url, javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    await page.goto(`${await activity(page, hadir.demo.association)}?lang=${lang}`);
    const bus = page.getByText("مع حافلة الجمعية", { exact: true });
    const stop = page.getByLabel(/من أي محطة/);
    await bus.scrollIntoViewIfNeeded();
    await expect(stop).toBeHidden();
    await bus.click();
    await expect(stop).toBeVisible();
    await still(page, "site", `questions-${lang}`);
    await page.getByText("مشيا", { exact: true }).click();
    await expect(stop).toBeHidden();
    await context.close();
  });

  test(`an association is found by where it is, without scripts, in ${lang}`, async ({ browser, hadir }) => {
    const context = await browser.newContext({ baseURL: hadir.url, javaScriptEnabled: false, viewport: { width: 360, height: 740 } });
    const page = await context.newPage();
    await page.goto(`/?lang=${lang}`);
    await still(page, "site", `home-${lang}`);
    for (const [list, code] of [["region", "06"], ["province", "06.141"], ["commune", "06.141.01.53"]]) {
      await page.locator(`#field-${list}`).selectOption(code ?? "");
      await page.getByRole("button", { name: words.text("directory.search") }).click();
      await expect(page.locator(`#field-${list}`)).toHaveValue(code ?? "");
    }
    await page.locator("#found").scrollIntoViewIfNeeded();
    await still(page, "site", `found-${lang}`);
    // Another language keeps what was looked for.
    await page.locator(`.site__languages a[lang=${lang === "ar" ? "fr" : "ar"}]`).click();
    await expect(page.locator("#field-commune")).toHaveValue("06.141.01.53");
    await page.goBack();
    await page.locator("#found a").first().click();
    await expect(page).toHaveURL(new RegExp(`/a/${hadir.demo.association}`));
    await context.close();
  });
}

test("a shared link shows a picture of its own", async ({ page, hadir }) => {
  const register = await activity(page, hadir.demo.association);
  for (const place of [`/a/${hadir.demo.association}`, register]) {
    await page.goto(`${place}?lang=ar`);
    const address = await page.locator("meta[property='og:image']").getAttribute("content");
    const answer = await page.request.get(address ?? "");
    expect(answer.headers()["content-type"]).toBe("image/png");
    const png = await answer.body();
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
  }
});

test("each public page comes in sixty kilobytes, with all it needs", async ({ browser, hadir }) => {
  const places = ["/", "/?region=06&province=06.141", `/a/${hadir.demo.association}`, `/privacy/${hadir.demo.association}`];
  for (const place of places) {
    const context = await browser.newContext({ baseURL: hadir.url });
    const page = await context.newPage();
    const sizes: Promise<number>[] = [];
    page.on("requestfinished", (request) => sizes.push(request.sizes().then((size) => size.responseBodySize + size.responseHeadersSize)));
    await page.goto(place, { waitUntil: "networkidle" });
    expect((await Promise.all(sizes)).reduce((sum, size) => sum + size, 0), place).toBeLessThan(60 * 1024);
    await context.close();
  }
});
