import { LITERACY } from "../support/pages/today.ts";
import { PASSWORD } from "../support/pages/sign_in.ts";
import { demoTest as test, expect } from "../support/test.ts";

test.describe.configure({ retries: 0 });

test("where the browser empties storage under the open app, no tap is called saved, and what waited comes back", async ({ phones, hadir }) => {
  const app = await phones.of("youssef");
  const session = await app.today.openRoll(LITERACY);
  const [saved, lost] = (await app.roll.names(2)) as [string, string];
  await app.network(false);
  await app.roll.mark(saved, "present");
  await expect.poll(() => app.page.evaluate(copied)).toBeGreaterThan(100);
  await app.page.evaluate(erase, ["hadir"]);
  await app.roll.tap(lost);
  await expect(app.said(app.words.text("problem.storage_erased"))).toBeVisible();
  await app.roll.shows(lost, "unmarked");

  await app.network(true);
  await app.page.goto("/app");
  await expect(app.page.getByText(app.words.say("lock.recovered", {}))).toBeVisible();
  await app.button("common.close").tap();
  await app.allSent();
  expect((await hadir.exported()).marks(session)).toEqual(new Map([[saved, "present"]]));
});

test("where the browser lost everything, the door says so before anybody signs in", async ({ phones }) => {
  const app = await phones.of("youssef", "fr");
  const said = app.page.getByText(app.words.text("problem.phone_erased"));
  await app.page.goto("/healthz");
  await app.page.evaluate(erase, []);
  await app.page.goto("/app");
  await expect(said).toBeVisible();
  await app.signIn.submit("youssef", PASSWORD);
  await expect(app.field("login")).toHaveCount(0);
  await app.endSession();
  await app.signIn.open();
  await expect(said).toHaveCount(0);
});

/** How large the second copy of the outbox is. */
async function copied(): Promise<number> {
  const root = await navigator.storage.getDirectory();
  const file = await root.getFileHandle("hadir.outbox").catch(() => undefined);
  return (await file?.getFile())?.size ?? 0;
}

/** The browser throws databases away: these, or all. */
async function erase(some: string[]): Promise<void> {
  const all = (await indexedDB.databases()).map(({ name }) => name ?? "");
  for (const name of some.length > 0 ? some : all) {
    await new Promise((resolve) => (indexedDB.deleteDatabase(name).onsuccess = resolve));
  }
}
