import { LITERACY } from "../support/pages/today.ts";
import { demoTest as test, expect } from "../support/test.ts";

test("who is added though likely here is asked about, counts once when a head says so, and twice when that is taken back", async ({ phones, hadir }) => {
  const youssef = await phones.of("youssef", "fr");
  const samira = await phones.of("samira", "fr");
  const session = await youssef.today.openRoll(LITERACY);
  const [name] = (await youssef.roll.names(1)) as [string];
  await youssef.roll.mark(name, "present");
  const known = (await hadir.exported()).all("beneficiary").find(({ fields }) => `${fields["given_la"]} ${fields["family_la"]}` === name)?.fields ?? {};

  // At the door, without a network, somebody adds her again. She is shown first, with why, and nothing is in the way.
  await youssef.network(false);
  await youssef.page.goto(`/app/add?session=${session}`);
  await youssef.personForm.fill({
    given: String(known["given_la"]),
    family: String(known["family_la"]).toLowerCase(),
    sex: Number(known["sex"]) === 1 ? "female" : "male",
    birthYear: Number(known["birth_year"] ?? String(known["birth_day"]).slice(0, 4)),
    consent: "not_given",
  });
  await expect(youssef.page.getByRole("heading", { name: youssef.words.text("twice.likely"), exact: true })).toBeVisible();
  const likely = youssef.page.getByRole("button").filter({ hasText: name });
  await expect(likely).toContainText(youssef.words.text("twice.same_name"));
  await expect(likely).toContainText(youssef.words.text("twice.birth_year"));
  await youssef.personForm.submit();
  await youssef.page.waitForURL(`**/app/roll/${session}`);
  await expect(youssef.roll.count("present")).toHaveText("2");
  await youssef.network(true);
  await youssef.syncNow();
  await youssef.allSent();

  await samira.syncNow();
  await samira.allSent();
  await samira.today.open();
  await samira.inbox.link(1).tap();
  const asked = samira.inbox.about(name);
  await expect(asked).toContainText(samira.words.text("twice.birth_year"));
  await samira.link("twice.compare").tap();
  await expect(samira.title).toHaveText(samira.words.text("twice.title"));
  await samira.button("twice.one_person").tap();
  await samira.page.waitForURL("**/app/person/*");
  await samira.roll.open(session);
  await expect(samira.roll.row(name)).toHaveCount(1);
  await expect(samira.roll.count("present")).toHaveText("1");

  // The volunteer's phone follows, and what is tapped there is what is shown.
  await samira.allSent();
  await youssef.syncNow();
  await youssef.allSent();
  await youssef.roll.open(session);
  await expect(youssef.roll.count("present")).toHaveText("1");
  await youssef.roll.tap(name);
  await youssef.roll.shows(name, "absent");
  await youssef.roll.choose(name, "present");

  await samira.inbox.open();
  await expect(samira.inbox.clear).toBeVisible();
  await samira.button("twice.split").tap();
  await expect(samira.said(samira.words.text("twice.undone"))).toBeVisible();
  await expect(asked.getByRole("link")).toHaveCount(1);
  await samira.button("twice.two_people").tap();
  await expect(samira.inbox.clear).toBeVisible();
  await samira.allSent();
  await youssef.syncNow();
  await youssef.allSent();
  await youssef.roll.open(session);
  await expect(youssef.roll.count("present")).toHaveText("2");
  await samira.page.reload();
  await expect(samira.inbox.clear).toBeVisible();
  await expect(asked.filter({ hasText: samira.words.text("twice.is_two") })).toHaveCount(1);
});
