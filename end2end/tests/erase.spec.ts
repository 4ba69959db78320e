import { LITERACY } from "../support/pages/today.ts";
import { demoTest as test, expect } from "../support/test.ts";
import { day } from "../support/wall.ts";


test("who asks to be erased has no name left on any phone, in the log or on the server, and every number stays", async ({ phones, hadir }) => {
  const youssef = await phones.of("youssef");
  const samira = await phones.of("samira");
  const session = await youssef.today.openRoll(LITERACY);
  const [name, other] = (await youssef.roll.names(2)) as [string, string];
  await youssef.roll.mark(name, "present");
  await youssef.allSent();
  const exported = await hadir.exported();
  const person = exported.all("beneficiary").find(({ id }) => exported.name(id) === name)?.id ?? "";
  const numbers = () => hadir.tell("report", "--association", hadir.demo.association, "--from", day(-90), "--to", day(1), "--json");
  const before = await numbers();

  // A mark of theirs is still on its way when the head erases them.
  await youssef.network(false);
  await youssef.roll.choose(name, "late");
  await youssef.roll.mark(other, "present");
  await samira.syncNow();
  await samira.allSent();
  await samira.page.goto(`/app/person/${person}`);
  await samira.button("erasure.erase").tap();
  await expect(samira.sheet).toContainText(samira.words.text("erasure.warning"));
  await samira.button("erasure.sure").tap();
  await expect(samira.page.getByText(samira.words.text("erasure.erased"))).toBeVisible();
  await samira.allSent();
  expect(JSON.parse(await numbers())).toEqual(JSON.parse(before));

  await youssef.network(true);
  await youssef.syncNow();
  await youssef.allSent();
  await youssef.roll.open(session);
  await expect(youssef.roll.count("late")).toHaveText("1");
  await expect(youssef.roll.count("present")).toHaveText("1");
  await expect(youssef.page.getByText(name, { exact: true })).toHaveCount(0);

  await samira.page.goto(`/app/log?about=${person}`);
  await expect(samira.log.entries).not.toHaveCount(0);
  await expect(samira.log.entries.filter({ hasText: name })).toHaveCount(0);
  const after = await hadir.exported();
  const [kept] = after.all("beneficiary").filter(({ id }) => id === person);
  expect(Object.keys(kept?.fields ?? {}).filter((field) => /given|family|phone|guardian|father|douar|birth_day|card/.test(field))).toEqual([]);
  // The log follows from its first line to its last all the same.
  await hadir.tell("verify-log");
});
