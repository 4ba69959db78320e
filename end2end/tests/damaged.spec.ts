import { copied, damage } from "../support/damage.ts";
import type { Phone } from "../support/phone.ts";
import { App } from "../support/pages/app.ts";
import { PASSWORD } from "../support/pages/sign_in.ts";
import { LITERACY } from "../support/pages/today.ts";
import { demoTest as test, expect, keptOnPhone } from "../support/test.ts";

test.describe.configure({ retries: 0 });

for (const how of ["gone", "overwritten", "cut short"] as const) {
  test(`IndexedDB's files are ${how} at the next start: unsent work is there and is sent, and the person is told`, async ({ handset, hadir }) => {
    const first = new App(await (await handset.open()).newPage());
    const { session, name: sent } = await sentTwice(first);
    const [, waits] = (await first.roll.names(2)) as [string, string];
    await first.network(false);
    const before = await copied(first.page);
    await first.roll.mark(waits, "present");
    await expect.poll(() => copied(first.page)).toBeGreaterThan(before);
    await handset.close();
    await damage(handset.profile, how);

    const again = await openAgain(handset, session, "lock.recovered");
    await again.roll.open(session);
    await again.roll.shows(waits, "present");
    await again.roll.choose(sent, "late");
    await again.allSent();
    const exported = await hadir.exported();
    expect(exported.marks(session)).toEqual(new Map([[sent, "late"], [waits, "present"]]));
    const lines = exported.attendance(session).map(({ id }) => exported.entriesOf(id).length);
    expect(lines.sort(), "one line a tap").toEqual([1, 3]);
  });
}

test("IndexedDB's files are gone and nothing waited: the person is told, and what is recorded then counts as later", async ({ handset, hadir }) => {
  const first = new App(await (await handset.open()).newPage());
  const { session, name } = await sentTwice(first);
  await handset.close();
  await damage(handset.profile, "gone");

  const again = await openAgain(handset, session, "lock.erased");
  await again.roll.open(session);
  await again.roll.shows(name, "absent");
  await again.roll.choose(name, "late");
  await again.allSent();
  expect((await hadir.exported()).marks(session)).toEqual(new Map([[name, "late"]]));
});

/** Signs in, and marks someone as present and then as absent; both are sent, and the second copy has heard of it. */
async function sentTwice(app: App): Promise<{ session: string; name: string }> {
  await app.signIn.as("youssef");
  await keptOnPhone(app.page);
  const session = await app.today.openRoll(LITERACY);
  const [name] = (await app.roll.names(1)) as [string];
  await app.network(false);
  await app.roll.mark(name, "absent");
  await expect.poll(() => copied(app.page)).toBeGreaterThan(100);
  await app.network(true);
  await app.allSent();
  await expect.poll(() => copied(app.page)).toBeLessThan(100);
  return { session, name };
}

/** Opens the app on what is left, with the PIN or, where that is lost, the password; reads what it says, and closes it. */
async function openAgain(handset: Phone, session: string, key: string): Promise<App> {
  const app = new App(await (await handset.open()).newPage());
  const told = app.page.getByText(app.words.say(key, {}));
  await app.page.goto(`/app/roll/${session}`);
  await expect(app.field("login").or(told)).toBeVisible();
  if (await app.field("login").isVisible()) {
    await app.signIn.submit("youssef", PASSWORD);
    await app.today.ready();
  }
  await expect(told).toBeVisible();
  await app.button("common.close").tap();
  return app;
}
