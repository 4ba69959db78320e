import { App } from "../support/pages/app.ts";
import { LITERACY } from "../support/pages/today.ts";
import { demoTest as test, expect, keptOnPhone, strangersTo } from "../support/test.ts";

test("the app opens cold with the server stopped, and takes a roll", async ({ handset, hadir }) => {
  const before = await handset.open();
  const strangers = strangersTo(before, hadir.url);
  const first = new App(await before.newPage());
  await first.signIn.as("youssef");
  await keptOnPhone(first.page);
  await handset.close();
  await hadir.stop();

  const again = new App(await (await handset.open()).newPage());
  await again.today.open();
  const session = await again.today.openRoll(LITERACY);
  const [name] = (await again.roll.names(1)) as [string];
  await again.roll.mark(name, "present");
  await again.offline();
  await again.page.reload();
  await again.roll.shows(name, "present");

  await hadir.start();
  await again.syncNow();
  await again.allSent();
  expect((await hadir.exported()).marks(session)).toEqual(new Map([[name, "present"]]));
  expect(strangers).toEqual([]);
});

test("a mark shown as saved survives the browser's SIGKILL, each time", async ({ handset, hadir }) => {
  test.slow();
  const first = new App(await (await handset.open()).newPage());
  await first.signIn.as("khadija");
  await keptOnPhone(first.page);
  const session = await first.today.openRoll(LITERACY);
  const names = await first.roll.names(4);
  await handset.close();
  await hadir.stop();

  for (const [at, name] of names.entries()) {
    const app = new App(await (await handset.open()).newPage());
    await app.roll.open(session);
    for (const saved of names.slice(0, at)) await app.roll.shows(saved, "present");
    await app.roll.shows(name, "unmarked");
    const { strike, gone } = await handset.aim();
    await app.page.exposeFunction("shown", strike);
    await app.roll.row(name).evaluate(killWhenItChanges);
    // The tap's own answer may not come back from a browser that is gone.
    await app.roll.tap(name).catch(() => undefined);
    await gone;
  }

  const last = new App(await (await handset.open()).newPage());
  await last.roll.open(session);
  for (const name of names) await last.roll.shows(name, "present");

  await hadir.start();
  await last.syncNow();
  await last.allSent();
  const exported = await hadir.exported();
  expect(exported.marks(session)).toEqual(new Map(names.map((name) => [name, "present"])));
  for (const attendance of exported.attendance(session)) expect(exported.entriesOf(attendance.id)).toHaveLength(1);
});

/** Runs in the page: the first thing a person could read of the change is the moment. */
function killWhenItChanges(row: Element): void {
  const { shown } = window as unknown as { shown: () => void };
  new MutationObserver(() => shown()).observe(row, { attributes: true, characterData: true, childList: true, subtree: true });
}
