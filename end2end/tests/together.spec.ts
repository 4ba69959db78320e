import type { BrowserContext } from "@playwright/test";

import { App } from "../support/pages/app.ts";
import { LITERACY } from "../support/pages/today.ts";
import { demoTest as test, expect } from "../support/test.ts";

test.describe.configure({ retries: 0 });

for (const order of ["in the order they were made", "the other way round"] as const) {
  test(`two volunteers marking one session offline meet in one attendance a person, sent ${order}`, async ({ phones, hadir }) => {
    const youssef = await phones.of("youssef");
    const khadija = await phones.of("khadija");
    const session = await youssef.today.openRoll(LITERACY);
    await khadija.today.openRoll(LITERACY);
    const [both, differ, his, hers] = (await youssef.roll.names(4)) as [string, string, string, string];

    await youssef.network(false);
    await khadija.network(false);
    await youssef.roll.mark(both, "present");
    await youssef.roll.choose(differ, "absent");
    await youssef.roll.mark(his, "present");
    await khadija.roll.mark(both, "present");
    await khadija.roll.choose(differ, "late");
    await khadija.roll.mark(hers, "absent");

    const sending = order === "the other way round" ? [khadija, youssef] : [youssef, khadija];
    for (const app of sending) {
      await app.network(true);
      await app.syncNow();
      await app.allSent();
    }
    await sending[0]?.syncNow();

    // What was said later, by the clock on the wall, stands: whoever reaches the server first.
    const truth = { [both]: "present", [differ]: "late", [his]: "present", [hers]: "absent" } as const;
    const exported = await hadir.exported();
    expect(Object.fromEntries(exported.marks(session))).toEqual(truth);
    expect(exported.attendance(session)).toHaveLength(4);
    for (const app of sending) {
      await app.roll.open(session);
      for (const [name, mark] of Object.entries(truth)) await app.roll.shows(name, mark);
    }

    const head = await phones.of("samira");
    await head.roll.open(session);
    for (const [name, mark] of Object.entries(truth)) await head.roll.shows(name, mark);
    await head.log.open();
    const [he, she] = ["youssef", "khadija"].map((login) => hadir.demo.members.find((member) => member.login === login)?.name ?? "");
    for (const who of [he, she] as string[]) {
      await expect(head.log.of(who, both)).not.toHaveCount(0);
      await expect(head.log.of(who, differ)).not.toHaveCount(0);
    }
    await expect(head.log.entries.filter({ hasText: head.words.text("log.conflict") })).toHaveCount(1);
  });
}

test("a mark made on one phone appears on another that looks at the same roll", async ({ phones }) => {
  const youssef = await phones.of("youssef");
  const khadija = await phones.of("khadija");
  await youssef.today.openRoll(LITERACY);
  await khadija.today.openRoll(LITERACY);
  const [name] = (await youssef.roll.names(1)) as [string];

  await youssef.roll.mark(name, "present");
  await youssef.allSent();
  await khadija.comesToFront();

  await khadija.roll.shows(name, "present");
});

test("two windows on one phone show each other's marks, and each is sent once", async ({ phones, hadir }) => {
  const one = await phones.of("youssef");
  const session = await one.today.openRoll(LITERACY);
  const other = new App(await one.page.context().newPage());
  await other.roll.open(session);
  const [first, second] = (await one.roll.names(2)) as [string, string];
  await one.roll.mark(first, "present");
  await other.roll.shows(first, "present");
  await other.roll.mark(second, "present");
  await one.roll.shows(second, "present");
  await one.allSent();
  await other.allSent();

  const exported = await hadir.exported();
  expect(exported.marks(session)).toEqual(new Map([[first, "present"], [second, "present"]]));
  for (const attendance of exported.attendance(session)) expect(exported.entriesOf(attendance.id)).toHaveLength(1);
});

test("of two windows on one phone one asks the server at a time, and the other's mark goes once it is answered", async ({ phones, hadir }) => {
  const one = await phones.of("youssef");
  const session = await one.today.openRoll(LITERACY);
  const other = new App(await one.page.context().newPage());
  const turnedAway = await countRefusals(other);
  await other.roll.open(session);
  await one.allSent();
  await other.allSent();
  const [first, second] = (await one.roll.names(2)) as [string, string];
  const line = await heldLine(one.page.context());

  await one.roll.mark(first, "present");
  await expect.poll(() => line.asked).toBe(1);
  await other.roll.mark(second, "present");
  await expect.poll(turnedAway, "the other window wanted to send, and wanted to again").toBeGreaterThan(1);
  expect(line.asked, "while nothing is answered nothing more is asked").toBe(1);

  line.letGo();
  await one.allSent();
  await other.allSent();
  expect(line.asked).toBeGreaterThan(1);
  expect(line.atOnce, "at once").toBe(1);
  expect((await hadir.exported()).marks(session)).toEqual(new Map([[first, "present"], [second, "present"]]));
});

/** How often a window, from its next page on, is told that another one is at work. */
async function countRefusals(app: App): Promise<() => Promise<number>> {
  await app.page.addInitScript(() => {
    const [counting, request] = [window as unknown as { refused: number }, navigator.locks.request.bind(navigator.locks)];
    counting.refused = 0;
    navigator.locks.request = ((name: string, options: LockOptions, held: LockGrantedCallback<unknown>) =>
      request(name, options, (lock) => {
        if (!lock) counting.refused += 1;
        return held(lock);
      })) as LockManager["request"];
  });
  return () => app.page.evaluate(() => (window as unknown as { refused: number }).refused);
}

/** A line on which the first sync stays under way until it is let go: how many were asked, and how many at once at most. */
async function heldLine(context: BrowserContext): Promise<{ asked: number; atOnce: number; letGo: () => void }> {
  let letGo = () => {};
  const free = new Promise<void>((resolve) => (letGo = resolve));
  const line = { asked: 0, atOnce: 0, letGo: () => letGo() };
  let underWay = 0;
  await context.route("**/api/v1/sync", async (route) => {
    line.asked += 1;
    line.atOnce = Math.max(line.atOnce, ++underWay);
    await free;
    const answer = await route.fetch();
    underWay -= 1;
    await route.fulfill({ response: answer });
  });
  return line;
}
