import { LITERACY, SCHOOL } from "../support/pages/today.ts";
import { withdraw } from "../support/screens.ts";
import { demoTest as test, expect } from "../support/test.ts";

test("two phones set one person's number offline, and the head's swap reaches both", async ({ phones, hadir }) => {
  const youssef = await phones.of("youssef");
  const khadija = await phones.of("khadija");
  const samira = await phones.of("samira", "fr");
  await youssef.today.openRoll(LITERACY);
  const [name] = (await youssef.roll.names(1)) as [string];
  const exported = await hadir.exported();
  const person = exported.all("beneficiary").find(({ id }) => exported.name(id) === name)?.id ?? "";
  for (const app of [youssef, khadija]) await app.network(false);
  await youssef.people.setPhone(person, "0611111111");
  await khadija.people.setPhone(person, "0622222222");
  for (const app of [khadija, youssef]) {
    await app.network(true);
    await app.syncNow();
    await app.allSent();
  }

  // Volunteers are not told of what is not theirs to decide.
  await youssef.today.open();
  await expect(youssef.inbox.link(1)).toHaveCount(0);
  await samira.syncNow();
  await samira.allSent();
  await samira.today.open();
  await samira.inbox.link(1).tap();
  await expect(samira.inbox.value("stands")).toContainText("06 22 22 22 22");
  await expect(samira.inbox.value("waits")).toContainText("06 11 11 11 11");

  // Deciding needs no network, and can be taken back.
  await samira.network(false);
  await samira.inbox.value("stands").tap();
  await expect(samira.inbox.clear).toBeVisible();
  await samira.undo();
  await samira.inbox.value("waits").tap();
  await expect(samira.inbox.clear).toBeVisible();
  await samira.network(true);
  await samira.syncNow();
  await samira.allSent();
  for (const app of [samira, youssef, khadija]) {
    await app.syncNow();
    await app.allSent();
    await app.page.goto(`/app/person/${person}`);
    await expect(app.page.getByText("06 11 11 11 11")).toBeVisible();
  }
  await samira.log.open();
  const taken = samira.log.entries.filter({ hasText: samira.words.text("log.review_taken") });
  await expect(taken).toHaveCount(1);
  await expect(samira.inbox.link(1)).toHaveCount(0);
});

test("what was held because a right was withdrawn is accepted by a head, and its phone hears of it", async ({ phones, hadir }) => {
  const hassan = await phones.of("hassan");
  const samira = await phones.of("samira");
  const session = await hassan.today.openRoll(SCHOOL);
  const [name] = (await hassan.roll.names(1)) as [string];
  await hassan.network(false);
  await hassan.roll.mark(name, "present");

  await withdraw(hadir, "hassan", SCHOOL);
  await hassan.network(true);
  await hassan.syncNow();
  await expect(hassan.sync.inState("sync.held_state")).not.toHaveCount(0);

  await samira.syncNow();
  await samira.allSent();
  await samira.log.open();
  const held = await hassan.sync.inState("sync.held_state").count();
  await samira.inbox.link(held).tap();
  await expect(samira.inbox.about(name)).toContainText(samira.words.text("inbox.right_withdrawn"));
  if (held > 1) await samira.button("inbox.accept_all").tap();
  else await samira.button("inbox.accept").tap();
  await expect(samira.inbox.clear).toBeVisible();
  await samira.allSent();
  await expect.poll(async () => (await hadir.exported()).marks(session).get(name)).toBe("present");

  await hassan.syncNow();
  await hassan.allSent();
  await expect(hassan.sync.inState("sync.held_state")).toHaveCount(0);
  await samira.log.open();
  await expect(samira.log.entries.filter({ hasText: samira.words.text("log.review_taken") }).first()).toContainText(name);
});
