import { App } from "../support/pages/app.ts";
import { LITERACY } from "../support/pages/today.ts";
import { demoTest as test, expect, keptOnPhone, strangersTo } from "../support/test.ts";

const DAY_MS = 86_400_000;

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

test("a mark is not shown before the phone's database says that it is kept", async ({ phones }) => {
  const app = await phones.of("youssef");
  await app.today.openRoll(LITERACY);
  const [name] = (await app.roll.names(1)) as [string];
  await app.page.evaluate(holdRecording);
  await app.roll.tap(name);
  await app.page.evaluate(async () => {
    await (window as unknown as Held).kept;
    // Two frames: what was to be drawn is drawn.
    for (const _ of "ab") await new Promise(requestAnimationFrame);
  });
  expect(await app.roll.state(name).textContent()).toBe(app.words.text("roll.unmarked"));
  await app.page.evaluate(() => (window as unknown as Held).say());
  await app.roll.shows(name, "present");
});

for (const how of ["looked at again in the morning", "left open over midnight"] as const) {
  test(`a phone without a network, ${how}, shows the new day`, async ({ phones }) => {
    const app = await phones.fresh();
    await app.page.clock.install();
    await app.signIn.as("youssef");
    // It is not to lock meanwhile: the screen under test is the one that was left.
    await app.page.evaluate(() => localStorage.setItem("hadir.lock", "2880"));
    await app.network(false);
    const shown = (await app.today.day.textContent()) ?? "";
    const tomorrow = new Date(Date.now() + DAY_MS);
    if (how === "left open over midnight") {
      await app.page.clock.fastForward(DAY_MS);
    } else {
      await app.page.clock.setSystemTime(tomorrow);
      await app.comesToFront();
    }
    await expect(app.today.day).not.toHaveText(shown);
    await expect(app.today.day).toContainText(String(tomorrow.getUTCDate()));
  });
}

test("a phone whose clock went back warns of it and takes the roll all the same", async ({ phones }) => {
  const app = await phones.fresh();
  await app.page.clock.install();
  await app.signIn.as("youssef");
  await app.today.openRoll(LITERACY);
  const [name] = (await app.roll.names(1)) as [string];
  await app.network(false);
  await app.page.clock.setSystemTime(new Date(Date.now() - 3 * DAY_MS));
  await app.comesToFront();
  await expect(app.page.getByText(app.words.text("roll.not_yet"))).toBeVisible();
  await app.roll.mark(name, "present");
});

/** What `holdRecording` leaves in the page: `kept` once a recording is, `say` to let the app hear of it. */
interface Held {
  kept: Promise<void>;
  say: () => void;
}

/** Runs in the page: the database keeps what is recorded from now on, and does not say so. */
function holdRecording(): void {
  const held = window as unknown as Held;
  const said = new Promise<void>((resolve) => (held.say = resolve));
  held.kept = new Promise((kept) => {
    const own = Object.getOwnPropertyDescriptor(IDBTransaction.prototype, "oncomplete");
    Object.defineProperty(IDBTransaction.prototype, "oncomplete", {
      ...own,
      set(this: IDBTransaction, heard: ((event: Event) => void) | null) {
        const stores = this.objectStoreNames;
        const records = this.mode === "readwrite" && stores.contains("outbox") && !stores.contains("journal");
        const later = (event: Event) => {
          kept();
          void said.then(() => heard?.call(this, event));
        };
        own?.set?.call(this, records ? later : heard);
      },
    });
  });
}

/** Runs in the page: the first thing a person could read of the change is the moment. */
function killWhenItChanges(row: Element): void {
  const { shown } = window as unknown as { shown: () => void };
  new MutationObserver(() => shown()).observe(row, { attributes: true, characterData: true, childList: true, subtree: true });
}
