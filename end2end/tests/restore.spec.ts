import { join } from "node:path";

import type { Hadir } from "../support/hadir.ts";
import type { App } from "../support/pages/app.ts";
import { PASSWORD } from "../support/pages/sign_in.ts";
import { SCHOOL } from "../support/pages/today.ts";
import { demoTest as test, expect } from "../support/test.ts";

test.describe.configure({ retries: 0 });

test("what was marked after the backup is on the restored server as soon as the phone is opened with its PIN, without a tap more", async ({ phones, hadir }) => {
  const app = await phones.of("hassan", "ar");
  const session = await app.today.openRoll(SCHOOL);
  const [before, after, newest] = (await app.roll.names(3)) as [string, string, string];
  const backup = await backedUpBetween(app, hadir, before, after);
  await hadir.stop();
  await app.roll.mark(newest, "present");
  await app.offline();

  await hadir.tell("restore", "--from", backup, "--replace");
  await hadir.start();
  expect((await hadir.exported()).marks(session)).toEqual(new Map([[before, "present"]]));
  await app.page.goto("/app");
  await expect(app.page.getByRole("banner")).toBeVisible();

  const truth = new Map([[before, "present"], [after, "late"], [newest, "present"]]);
  await expect.poll(async () => (await hadir.exported()).marks(session)).toEqual(truth);
  await app.allSent();
  await app.page.goto("/app/sync");
  await expect(app.sync.items).toHaveCount(0);
  const exported = await hadir.exported();
  for (const attendance of exported.attendance(session)) expect(exported.entriesOf(attendance.id)).toHaveLength(1);
  expect(await hadir.tell("verify-log")).toContain("whole");
});

test("who signed out after the backup brings what it lacks when they sign in again", async ({ phones, hadir }) => {
  const app = await phones.of("hassan", "ar");
  const session = await app.today.openRoll(SCHOOL);
  const [before, after] = (await app.roll.names(2)) as [string, string];
  const backup = await backedUpBetween(app, hadir, before, after);
  await app.settings.signOut();
  await hadir.stop();

  await hadir.tell("restore", "--from", backup, "--replace");
  await hadir.start();
  expect((await hadir.exported()).marks(session)).toEqual(new Map([[before, "present"]]));
  await app.signIn.submit("hassan", PASSWORD);
  await app.today.ready();

  const truth = new Map([[before, "present"], [after, "late"]]);
  await expect.poll(async () => (await hadir.exported()).marks(session)).toEqual(truth);
  expect(await hadir.tell("verify-log")).toContain("whole");
});

/** Marks one person before a backup and another after it, all of it sent; resolves to the backup. */
async function backedUpBetween(app: App, hadir: Hadir, before: string, after: string): Promise<string> {
  await app.roll.mark(before, "present");
  await app.allSent();
  const backup = join(hadir.folder, "night.db");
  await hadir.tell("backup", "--to", backup);
  await app.roll.choose(after, "late");
  await app.allSent();
  return backup;
}
