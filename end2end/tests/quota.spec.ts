import type { Page } from "@playwright/test";

import { kept } from "../support/kept.ts";
import { LITERACY } from "../support/pages/today.ts";
import { demoTest as test, expect, keptOnPhone } from "../support/test.ts";
import { LANGS } from "../support/words.ts";

test.describe.configure({ retries: 0 });

test("on a full phone what can be fetched again goes, the tap is kept, and the person is told", async ({ phones, hadir }) => {
  const app = await phones.of("youssef");
  await keptOnPhone(app.page);
  const { session, name } = await app.markOffline(LITERACY);
  const [, second] = (await app.roll.names(2)) as [string, string];
  const files = await cached(app.page);
  expect(files.some((file) => file.startsWith("/fonts/"))).toBe(true);
  await app.page.evaluate(fill, true);

  await app.roll.mark(second, "present");
  await expect(app.page.getByText(app.words.text("problem.made_room"))).toBeVisible();
  await app.button("common.close").tap();
  const left = await cached(app.page);
  expect(left.length).toBeLessThan(files.length);
  expect(left.filter((file) => !file.startsWith("/pkg/"))).toEqual(["/app", expect.stringMatching(/^\/boot\/[0-9a-f]+\.js$/)]);

  // What is left opens with no network, and has both.
  await app.roll.open(session);
  for (const saved of [name, second]) await app.roll.shows(saved, "present");
  await app.network(true);
  await app.syncNow();
  await app.allSent();
  expect((await hadir.exported()).marks(session)).toEqual(new Map([name, second].map((saved) => [saved, "present"])));
});

for (const lang of LANGS) {
  test(`on a phone with nothing to spare a tap is shown as not saved, and unsent work stays (${lang})`, async ({ phones, hadir }) => {
    const app = await phones.of("youssef", lang);
    const { session } = await app.markOffline(LITERACY);
    const [, second] = (await app.roll.names(2)) as [string, string];
    const before = (await kept(app.page)).rows["outbox"];
    await app.page.evaluate(fill, false);
    await app.roll.tap(second);
    await expect(app.said(app.words.text("problem.storage_full"))).toBeVisible();
    await app.roll.shows(second, "unmarked");
    expect((await kept(app.page)).rows["outbox"]).toBe(before);

    await app.roll.open(session);
    await app.roll.mark(second, "present");
    await app.network(true);
    await app.syncNow();
    await app.allSent();
    expect((await hadir.exported()).attendance(session)).toHaveLength(2);
  });
}

/**
 * Runs in the page: its database takes no recording, as on a full phone; until something is taken out of a cache, where
 * that makes room. The browser's own quota is no use here: it looks at it anew after half a minute only.
 */
function fill(cachesMakeRoom: boolean): void {
  let full = true;
  const [add, remove] = [IDBObjectStore.prototype.add, Cache.prototype.delete];
  IDBObjectStore.prototype.add = function (this: IDBObjectStore, ...row: Parameters<typeof add>) {
    if (full && this.name === "outbox") throw new DOMException("full", "QuotaExceededError");
    return add.apply(this, row);
  };
  Cache.prototype.delete = function (this: Cache, ...which: Parameters<typeof remove>) {
    full &&= !cachesMakeRoom;
    return remove.apply(this, which);
  };
}

/** What the service worker keeps, by address. */
async function cached(page: Page): Promise<string[]> {
  const found = await page.evaluate(async () => {
    const caches = await Promise.all((await window.caches.keys()).map((name) => window.caches.open(name)));
    const requests = (await Promise.all(caches.map((cache) => cache.keys()))).flat();
    return requests.map(({ url }) => new URL(url).pathname);
  });
  return found.sort();
}
