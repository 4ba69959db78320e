import { LITERACY, SCHOOL } from "../support/pages/today.ts";
import { Client } from "../support/client.ts";
import { promote, revoke, withdraw } from "../support/screens.ts";
import { demoTest as test, expect } from "../support/test.ts";
import { day } from "../support/wall.ts";

/** The number of an admission that a head approves. */
const APPROVAL = 2;
/** The numbers of a session's states, and of a reason why one was not held. */
const [PLANNED, CANCELLED, WEATHER] = [1, 3, 4];

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
  await expect(samira.inbox.badge).toHaveText("1");
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
  await expect(samira.inbox.badge).toHaveCount(0);
  await expect(youssef.inbox.badge).toHaveCount(0);
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
  await samira.inbox.acceptAll(samira.inbox.about(name));
  await expect(samira.inbox.clear).toBeVisible();
  await samira.allSent();
  await expect.poll(async () => (await hadir.exported()).marks(session).get(name)).toBe("present");

  await hassan.syncNow();
  await hassan.allSent();
  await expect(hassan.sync.inState("sync.held_state")).toHaveCount(0);
  await samira.log.open();
  await expect(samira.log.entries.filter({ hasText: samira.words.text("log.review_taken") }).first()).toContainText(name);
});

test("a head gives what waits to a coordinator, who settles it and nothing else", async ({ phones, hadir }) => {
  const youssef = await phones.of("youssef");
  const samira = await phones.of("samira", "fr");
  await promote(hadir, "khadija");
  const khadija = await phones.of("khadija");
  await youssef.today.openRoll(LITERACY);
  const names = await youssef.roll.names(2);
  const exported = await hadir.exported();
  const people = names.map((name) => exported.all("beneficiary").find(({ id }) => exported.name(id) === name)?.id ?? "");
  await youssef.network(false);
  for (const person of people) {
    await youssef.people.setPhone(person, "0611111111");
    await samira.people.setPhone(person, "0622222222");
  }
  await samira.allSent();
  await youssef.network(true);
  await youssef.syncNow();
  await youssef.allSent();

  await khadija.syncNow();
  await khadija.allSent();
  await khadija.inbox.open();
  await expect(khadija.inbox.about(names[0] ?? "")).toBeVisible();
  await expect(khadija.inbox.value("waits"), "a head's to decide").toHaveCount(0);

  await samira.syncNow();
  await samira.allSent();
  await samira.inbox.open();
  const name = hadir.demo.members.find(({ login }) => login === "khadija")?.name ?? "";
  await samira.inbox.give(names[0] ?? "", name);
  await samira.undo();
  await expect(samira.inbox.about(names[0] ?? "")).not.toContainText(name);
  await samira.inbox.give(names[0] ?? "", name);
  await samira.allSent();

  // She looks at it while it is given to her.
  await khadija.outOfSight();
  await expect(khadija.inbox.value("waits")).toHaveCount(1);
  await khadija.syncNow();
  await khadija.allSent();
  await khadija.today.open();
  await khadija.page.getByRole("link", { name: khadija.words.count("inbox.mine", 1) }).tap();
  await khadija.page.getByRole("button", { name: khadija.words.count("inbox.mine", 1) }).tap();
  await expect(khadija.inbox.about(names[1] ?? "")).toHaveCount(0);
  await khadija.inbox.value("waits").tap();
  await expect(khadija.inbox.about(names[0] ?? "").getByRole("button", { name: khadija.words.text("inbox.take_back") })).toBeVisible();
  await khadija.allSent();
  await samira.syncNow();
  await samira.allSent();
  await samira.log.open();
  await expect(samira.log.entries.filter({ hasText: samira.words.text("log.review_taken") })).toContainText(name);
  await expect(samira.log.entries.filter({ hasText: samira.words.text("log.task_given") }).first()).toContainText(name);
});

test("an application and a request about data are settled where they wait, with a way back that the server follows", async ({ phones, hadir, browser }) => {
  const head = await Client.signIn(hadir, "samira");
  const exported = await hadir.exported();
  const literacy = exported.one("activity", "title", LITERACY);
  // Somebody asks for a place where a head approves, and somebody asks about their data.
  expect(await head.set("activity", literacy.id, { admission: APPROVAL }, literacy.version)).toBe("accepted");
  await head.dispose();
  const youssef = await phones.of("youssef");
  await youssef.today.openRoll(LITERACY);
  const newcomer = "نجاة الوافي";
  await youssef.roll.search.fill(newcomer);
  await youssef.page.getByRole("link", { name: youssef.words.say("roll.named_walk_in", { name: newcomer }) }).tap();
  await youssef.personForm.fill({ sex: "female", birthYear: 1979, consent: "oral" });
  await youssef.personForm.submit();
  await expect(youssef.said(youssef.words.say("person.added_named", { name: newcomer }))).toBeVisible();
  await youssef.allSent();
  const page = await (await browser.newContext({ baseURL: hadir.url })).newPage();
  const samira = await phones.of("samira", "fr");
  await page.goto(`/fr/a/${hadir.demo.association}`);
  await page.getByRole("link", { name: samira.words.text("privacy.link") }).click();
  await page.getByText(samira.words.text("inbox.right_access"), { exact: true }).click();
  await page.getByLabel(samira.words.text("privacy.ask_name"), { exact: true }).fill("Rachid Demandeur");
  // Who asks at once is taken for a program: it is asked again.
  await expect(async () => {
    if (!page.url().includes("number=")) await page.getByRole("button", { name: samira.words.text("privacy.ask_send") }).click();
    await expect(page).toHaveURL(/number=/, { timeout: 2_000 });
  }).toPass({ intervals: [500] });
  await page.context().close();

  await samira.syncNow();
  await samira.allSent();
  await samira.inbox.open();
  for (const [about, action, done] of [
    [newcomer, "seats.approve", "confirmed"],
    ["Rachid Demandeur", "inbox.answered", "done"],
  ] as const) {
    const button = () => samira.inbox.about(about).getByRole("button", { name: samira.words.text(action), exact: true });
    await samira.network(false);
    await button().tap();
    await expect(button(), done).toHaveCount(0);
    await samira.undo();
    await expect(button(), `${done} taken back`).toBeVisible();
    await samira.network(true);
    await samira.allSent();
    await expect(button(), "the server agrees").toBeVisible();
    await button().tap();
    // Before it is recorded, everything is sent as well.
    await expect(button()).toHaveCount(0);
    await samira.allSent();
  }
  const after = await hadir.exported();
  expect(after.all("request").every(({ fields }) => fields["done"] !== undefined)).toBe(true);
  expect(after.all("registration").filter(({ fields }) => fields["status"] === "applied")).toHaveLength(0);
});

test("a session that nobody marked waits in the inbox until a head says why it was not held, and comes back by undo", async ({ phones, hadir }) => {
  const samira = await phones.of("samira", "fr");
  const activity = await samira.activities.create("Atelier de chant");
  const yesterday = day(-1);
  const session = await samira.activities.createSession(activity, yesterday);
  await samira.allSent();
  const of = async () => (await hadir.exported()).all("session").find(({ id }) => id === session)?.fields ?? {};
  await samira.inbox.open();
  const card = samira.inbox.about("Atelier de chant").filter({ hasText: samira.words.text("inbox.unsaid") });
  await expect(card).toContainText(samira.words.text("inbox.unsaid_hint"));
  await expect(card.getByRole("link", { name: samira.words.text("today.open_roll") })).toHaveAttribute("href", `/app/roll/${session}`);

  const weather = samira.words.text("session.reason_weather");
  const notHeld = async () => {
    await card.getByRole("button", { name: samira.words.text("session.did_not_happen"), exact: true }).tap();
    await samira.sheet.getByRole("button", { name: weather, exact: true }).tap();
    await expect(samira.said(samira.words.say("session.cancelled_because", { reason: weather }))).toBeVisible();
    await expect(card).toHaveCount(0);
  };
  await notHeld();
  await samira.undo();
  await expect(card).toBeVisible();
  await samira.allSent();
  expect(await of()).toMatchObject({ status: PLANNED });
  await notHeld();
  await samira.syncNow();
  await samira.allSent();
  expect(await of()).toMatchObject({ status: CANCELLED, reason: WEATHER });
  await samira.inbox.open();
  await expect(samira.inbox.about("Atelier de chant")).toHaveCount(0);
});

test("a held entry that makes a person is accepted in one tap, with a way back before it is recorded", async ({ phones, hadir }) => {
  const hassan = await phones.of("hassan");
  const samira = await phones.of("samira", "fr");
  const session = await hassan.today.openRoll(SCHOOL);
  await hassan.network(false);
  const newcomer = "نجاة الوافي";
  await hassan.roll.search.fill(newcomer);
  await hassan.page.getByRole("link", { name: hassan.words.say("roll.named_walk_in", { name: newcomer }) }).tap();
  await hassan.personForm.fill({ sex: "female", birthYear: 2012, consent: "oral", guardian: "حليمة الوافي" });
  await hassan.personForm.submit();
  await expect(hassan.said(hassan.words.say("person.added_named", { name: newcomer }))).toBeVisible();
  await revoke(hadir, "hassan");
  await hassan.network(true);
  await hassan.page.waitForURL(/\/app\/sign-in/);
  const known = async () => {
    const exported = await hadir.exported();
    return exported.all("beneficiary").filter(({ id }) => exported.name(id) === newcomer).length;
  };

  await samira.syncNow();
  await samira.allSent();
  await samira.inbox.open();
  const held = samira.inbox.about(samira.words.text("inbox.right_withdrawn"));
  await samira.inbox.acceptAll(held);
  await expect(held).toHaveCount(0);
  await samira.undo();
  await expect(held).toBeVisible();
  // Once the toast that says so went, that of the decision would have gone too.
  await expect(samira.said(samira.words.text("common.undone"))).toHaveCount(0);
  await samira.syncNow();
  await samira.allSent();
  expect(await known(), "nothing was recorded").toBe(0);

  // What is decided next is recorded after it: a mark is of somebody who is there.
  await samira.inbox.open();
  const accept = (entry: string) =>
    held.locator(".verdict__one", { hasText: entry }).getByRole("button", { name: samira.words.text("inbox.accept"), exact: true }).tap();
  await accept(samira.words.text("field.given_name_ar"));
  await accept(samira.words.text("roll.present"));
  await expect.poll(known).toBe(1);
  await samira.allSent();
  await expect.poll(async () => (await hadir.exported()).marks(session).get(newcomer)).toBe("present");

  // The rest is recorded once the app goes out of sight, as the system may end it there.
  await samira.inbox.acceptAll(held);
  await expect(held).toHaveCount(0);
  const soon = { timeout: 3_000 };
  await samira.outOfSight();
  await expect(samira.button("common.undo")).toHaveCount(0, soon);
  await expect.poll(async () => (await hadir.exported()).all("review_item").filter(({ fields }) => fields["by"] === undefined), soon).toEqual([]);
  await expect(samira.inbox.about(newcomer).first()).toContainText(samira.words.text("inbox.accepted"));
});
