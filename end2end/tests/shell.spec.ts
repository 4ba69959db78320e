import { appendFile } from "node:fs/promises";
import { join } from "node:path";

import { demoTest, expect, inUse, keptOnPhone, strangersTo, test } from "../support/test.ts";
import { PASSWORD } from "../support/pages/sign_in.ts";
import { update } from "../support/update.ts";

test("the front door is small, runs nothing and speaks the browser's language", async ({ page }) => {
  const problems: string[] = [];
  page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
  const sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => sizes.push(request.sizes().then((size) => size.responseBodySize)));

  await page.goto("/", { waitUntil: "networkidle" });

  await expect(page.locator("html")).toHaveAttribute("dir", "rtl");
  await expect(page.getByRole("link", { name: "الدخول إلى حاضر" })).toBeVisible();
  expect(await page.locator("script").count()).toBe(0);
  expect((await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)).toBeLessThan(60 * 1024);
  expect(problems).toEqual([]);

  await page.getByRole("link", { name: "Français" }).click();
  await expect(page.locator("html")).toHaveAttribute("lang", "fr");
  await expect(page.locator("html")).toHaveAttribute("dir", "ltr");
});

test("the app opens with the server stopped, at any of its places", async ({ page, hadir }) => {
  await inUse(page);
  await page.goto("/app");
  await keptOnPhone(page);
  await hadir.stop();

  for (const place of ["/app", "/app/", "/app/activities/7"]) {
    await page.goto(place);
    await expect(page.locator("#root .splash__mark")).toHaveCount(0);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
});

test("the app opens after the browser was killed and the server stopped", async ({ handset, hadir }) => {
  const before = await handset.open();
  const strangers = strangersTo(before, hadir.url);
  const page = await before.newPage();
  await inUse(page);
  await page.goto("/app");
  await keptOnPhone(page);
  expect(strangers).toEqual([]);
  await handset.kill();
  await hadir.kill();

  const reopened = await (await handset.open()).newPage();
  await reopened.goto("/app");
  await expect(reopened.locator("#root .splash__mark")).toHaveCount(0);
});

demoTest("what is on its way for the first time is said to be, and nothing is called empty meanwhile", async ({ phones }) => {
  const app = await phones.fresh("fr");
  const { page, words } = app;
  let pass = () => {};
  const held = new Promise<void>((done) => (pass = done));
  await page.route("**/api/v1/sync", async (route) => {
    await held;
    await route.continue();
  });
  await app.signIn.open();
  await app.signIn.submit("samira", PASSWORD);
  await expect(page.getByRole("heading", { name: words.text("sync.receiving_title") })).toBeVisible();
  await expect(page.getByText(words.text("sync.receiving"), { exact: true })).toBeVisible();
  await expect(page.getByText(words.text("today.first_title"))).toHaveCount(0);
  await app.people.open();
  await expect(page.getByRole("heading", { name: words.text("sync.receiving_title") })).toBeVisible();
  await expect(page.getByRole("heading", { name: words.text("person.empty_title") })).toHaveCount(0);
  pass();
  await expect(page.getByRole("heading", { name: words.text("sync.receiving_title") })).toHaveCount(0);
  await app.allSent();
});

test("the language chosen is there before the first paint", async ({ page }) => {
  await page.goto("/");
  await page.evaluate(() => localStorage.setItem("hadir.lang", "fr"));
  await page.goto("/app", { waitUntil: "commit" });
  await page.waitForSelector("body", { state: "attached" });
  expect(await page.evaluate(() => [document.documentElement.lang, document.documentElement.dir])).toEqual(["fr", "ltr"]);
});

test("a start that fails says so, and that nothing is lost", async ({ page }) => {
  await page.route("**/*.wasm", (route) => route.fulfill({ status: 500 }));
  await page.goto("/app");
  await expect(page.getByRole("alert")).toContainText("ما سجلتموه محفوظ في هذا الهاتف");
});

demoTest("a new phone fetches the door, and the rest when someone comes in", async ({ phones }) => {
  const app = await phones.fresh("fr");
  const fetched: string[] = [];
  app.page.on("request", (request) => fetched.push(new URL(request.url()).pathname));
  const rest = () => fetched.filter((path) => path.includes("split_inside"));

  await app.signIn.open();
  await expect(app.field("login")).toBeVisible();
  await app.page.waitForLoadState("networkidle");
  expect([rest(), await app.page.evaluate(async () => (await navigator.serviceWorker.getRegistrations()).length)]).toEqual([[], 0]);

  await app.signIn.submit("youssef", PASSWORD);
  await app.today.ready();
  expect(rest()).toHaveLength(1);
  await keptOnPhone(app.page);
});

demoTest("a line that breaks between the door and the rest leaves the door, and the next try comes in", async ({ phones }) => {
  const app = await phones.fresh("fr");
  await app.page.route("**/split_inside*", (route) => route.abort());
  await app.signIn.open();
  await app.signIn.submit("youssef", PASSWORD);
  await expect(app.page.getByRole("alert")).toContainText(app.words.text("problem.needs_network"));

  await app.page.unroute("**/split_inside*");
  await app.button("entry.sign_in").tap();
  await app.today.ready();
  // The loader tells the app that a piece did not come, and lets the broken request go unheard besides.
  phones.forgive("Failed to fetch");
});

test("a new version waits, is offered, and starts when it is asked for", async ({ page, hadir }) => {
  await inUse(page);
  await page.goto("/app");
  await keptOnPhone(page);
  await update(hadir);

  await page.reload();
  const html = page.locator("html");
  await expect(html).toHaveAttribute("data-update", "waiting");
  await expect(html).not.toHaveAttribute("data-build", "next");

  await page.evaluate(() => window.dispatchEvent(new Event("hadir:apply-update")));
  await expect(html).toHaveAttribute("data-build", "next");
  await expect(html).not.toHaveAttribute("data-update", "waiting");
  expect(await page.evaluate(() => caches.keys())).toHaveLength(1);
});

test("a new version starts by itself when the app is opened again", async ({ context, page, hadir }) => {
  await inUse(page);
  await page.goto("/app");
  await keptOnPhone(page);
  await update(hadir);
  await page.reload();
  await expect(page.locator("html")).toHaveAttribute("data-update", "waiting");
  await page.close();

  const opened = await context.newPage();
  await expect(async () => {
    await opened.goto("about:blank");
    await opened.goto("/app");
    await expect(opened.locator("html")).toHaveAttribute("data-build", "next", { timeout: 500 });
  }).toPass();
});

test("a version that cannot be kept whole is not kept at all", async ({ page, hadir }) => {
  await inUse(page);
  await page.goto("/app");
  await keptOnPhone(page);
  const failed = page.context().waitForEvent("response", (answer) => answer.url().endsWith("/missing.svg"));
  await update(hadir, (site) => appendFile(join(site, "sw.js"), '\nFILES.push({ url: "/icons/missing.svg", hashed: false });\n'));

  await page.reload();
  expect((await failed).status()).toBe(404);
  await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.ready).installing)).toBeNull();
  expect(await page.evaluate(() => caches.keys())).toHaveLength(1);
  await hadir.stop();
  await page.goto("/app");
  await expect(page.locator("html")).not.toHaveAttribute("data-build", "next");
  await expect(page.locator("#root .splash__mark")).toHaveCount(0);
});
