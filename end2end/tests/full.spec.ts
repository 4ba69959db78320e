import { LITERACY } from "../support/pages/today.ts";
import { demoTest as test, expect } from "../support/test.ts";

test.describe.configure({ retries: 0 });

test("the server's disk is full: what was answered is there, the rest is told so and arrives once there is room", async ({ phones, hadir }) => {
  const app = await phones.of("youssef");
  const session = await app.today.openRoll(LITERACY);
  const [answered, refused, later] = (await app.roll.names(3)) as [string, string, string];
  const marks = async () => (await hadir.exported()).marks(session);
  await app.roll.mark(answered, "present");
  await app.allSent();

  const refusals: unknown[] = [];
  await app.page.route("**/api/v1/sync", async (route) => {
    const response = await route.fetch();
    if (!response.ok()) refusals.push({ status: response.status(), ...((await response.json()) as object) });
    await route.fulfill({ response });
  });
  await hadir.fillDisk();
  await app.roll.mark(refused, "present");
  await app.offline();
  expect(refusals[0]).toMatchObject({ status: 507, code: "no_room", retry_after: 60 });
  await app.page.unroute("**/api/v1/sync");
  expect(await marks(), "what was answered").toEqual(new Map([[answered, "present"]]));

  // Whoever tries again and again on a full disk is refused again and again, and takes nothing with them.
  for (let tries = 0; tries < 3; tries++) {
    const answer = app.page.waitForResponse("**/api/v1/sync");
    await app.syncNow();
    expect((await answer).status()).toBe(507);
  }
  await expect(app.page.getByText(app.words.text("problem.no_room"))).toBeVisible();
  // The power goes while nothing can be written: the file is as it was.
  await hadir.kill();
  await hadir.start();
  await hadir.fillDisk();
  await app.roll.open(session);
  await app.roll.mark(later, "absent");
  await app.syncNow();
  await app.offline();
  expect(await marks(), "what was answered").toEqual(new Map([[answered, "present"]]));

  await hadir.freeDisk();
  await app.syncNow();
  await app.allSent();
  expect(await marks()).toEqual(new Map([[answered, "present"], [refused, "present"], [later, "absent"]]));
  // What is answered from now on is on the disk too.
  await app.roll.open(session);
  await app.roll.choose(answered, "late");
  await app.allSent();
  await hadir.kill();
  await hadir.start();
  expect(await marks()).toEqual(new Map([[answered, "late"], [refused, "present"], [later, "absent"]]));
  const exported = await hadir.exported();
  const lines = exported.attendance(session).map(({ id }) => exported.entriesOf(id).length);
  expect(lines.sort(), "one line a tap").toEqual([1, 2, 2]);
  await hadir.tell("verify-log");
});
