import { LITERACY } from "../support/pages/today.ts";
import { demoTest as test, expect, keptOnPhone } from "../support/test.ts";
import { update } from "../support/update.ts";

test.describe.configure({ retries: 0 });

const SYNC = "**/api/v1/sync";

test("an update leaves what waits to be sent where it is, and it arrives once", async ({ phones, hadir }) => {
  const app = await phones.of("youssef");
  await keptOnPhone(app.page);
  const session = await app.today.openRoll(LITERACY);
  const [name] = (await app.roll.names(1)) as [string];
  // The new version can be fetched, and nothing can be sent.
  await app.page.route(SYNC, (route) => route.abort());
  await app.roll.mark(name, "present");
  await app.offline();
  await update(hadir);

  await app.page.reload();
  const html = app.page.locator("html");
  await expect(html).toHaveAttribute("data-update", "waiting");
  await app.button("shell.update_now").tap();
  await expect(html).toHaveAttribute("data-build", "next");
  await app.roll.shows(name, "present");
  await app.sync.open();
  await expect(app.sync.inState("sync.waiting_state")).not.toHaveCount(0);
  expect((await hadir.exported()).marks(session).size).toBe(0);

  await app.page.unroute(SYNC);
  await app.syncNow();
  await app.allSent();
  const exported = await hadir.exported();
  expect(exported.marks(session)).toEqual(new Map([[name, "present"]]));
  for (const attendance of exported.attendance(session)) expect(exported.entriesOf(attendance.id)).toHaveLength(1);
});
