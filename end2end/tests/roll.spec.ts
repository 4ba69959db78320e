import { idOf } from "../support/exported.ts";
import { still } from "../support/look.ts";
import { LITERACY, SCHOOL } from "../support/pages/today.ts";
import { demoTest as test, expect } from "../support/test.ts";
import { time } from "../support/wall.ts";

test("a tap goes round unmarked, present, absent, and each is kept", async ({ phones, hadir }) => {
  const app = await phones.of("youssef");
  const session = await app.today.openRoll(LITERACY);
  const [name] = (await app.roll.names(1)) as [string];
  await app.roll.mark(name, "absent");
  await app.roll.tap(name);
  await app.roll.shows(name, "unmarked");
  await app.roll.choose(name, "excused", "roll.reason_school");
  await expect(app.roll.row(name)).toContainText(app.words.text("roll.reason_school"));
  await app.allSent();
  expect((await hadir.exported()).marks(session).get(name)).toBe("excused");
});

test("a long press opens the four states and marks nothing by itself", async ({ phones }) => {
  const app = await phones.of("youssef");
  await app.today.openRoll(LITERACY);
  const [name] = (await app.roll.names(1)) as [string];
  const person = app.roll.row(name).getByRole("button").first();
  await person.dispatchEvent("pointerdown", { pointerType: "touch" });
  await expect(app.sheet).toBeVisible();
  await person.dispatchEvent("pointerup", { pointerType: "touch" });
  await app.roll.shows(name, "unmarked");
  await app.roll.action("roll.late").tap();
  await app.roll.shows(name, "late");
});

test("everyone else absent closes the sheet, and undo brings every mark back", async ({ phones, hadir }) => {
  const app = await phones.of("hassan");
  const session = await app.today.openRoll(SCHOOL);
  const [name] = (await app.roll.names(1)) as [string];
  await app.roll.mark(name, "present");
  const before = await app.roll.counts();

  await app.roll.everyoneElseAbsent();
  await expect(app.said(app.words.count("roll.made_absent", before.unmarked))).toBeVisible();
  await expect(app.roll.count("absent")).toHaveText(String(before.unmarked));
  await expect(app.button("roll.everyone_else_absent")).toBeHidden();
  await app.undo();

  await expect(app.roll.count("unmarked")).toHaveText(String(before.unmarked));
  expect(await app.roll.counts()).toEqual(before);
  await app.allSent();
  const marks = [...(await hadir.exported()).marks(session)].filter(([, mark]) => mark !== "unmarked");
  expect(marks).toEqual([[name, "present"]]);
});

test("a search finds the same person in either script", async ({ phones, hadir }) => {
  const app = await phones.of("youssef");
  await app.today.openRoll(LITERACY);
  const names = await app.roll.names(8);
  const people = (await hadir.exported()).all("beneficiary");
  const known = people.find(({ fields }) => names.includes(`${fields["given_ar"]} ${fields["family_ar"]}`) && fields["given_la"]);
  const arabic = `${known?.fields["given_ar"]} ${known?.fields["family_ar"]}`;
  const latin = `${known?.fields["given_la"]} ${known?.fields["family_la"]}`.toLowerCase();

  for (const query of [arabic, latin]) {
    await app.roll.search.fill(query);
    await expect(app.roll.row(arabic)).toBeVisible();
    await expect(app.roll.rows).toHaveCount(1);
  }
  await app.button("common.clear_search").tap();
  await expect(app.roll.rows.nth(5)).toBeAttached();
});

test("someone known who is not on the sheet comes in as a walk-in", async ({ phones, hadir }) => {
  const app = await phones.of("samira");
  const session = await app.today.openRoll(LITERACY);
  const exported = await hadir.exported();
  const literacy = exported.one("activity", "title", LITERACY).id;
  const registered = exported.all("registration").filter(({ fields }) => idOf(fields["activity"]) === literacy);
  const names = exported.all("beneficiary").map(({ id }) => exported.name(id));
  const sheet = new Set(registered.map(({ fields }) => exported.name(idOf(fields["beneficiary"]))));
  const alone = (name: string) => names.filter((other) => other === name).length === 1;
  const stranger = names.find((name) => !sheet.has(name) && alone(name) && /^[\u0621-\u064a ]+$/.test(name)) ?? "";

  // The session is open already and no answer comes: nothing but the mark brings the walk-in onto the sheet.
  const [expected] = (await app.roll.names(1)) as [string];
  await app.roll.mark(expected, "present");
  await app.allSent();
  await app.network(false);
  const before = await app.roll.counts();
  await app.roll.search.fill(stranger);
  // Those whose guardian bears the name are found by it too.
  const found = app.page.getByRole("button", { name: new RegExp(`^${stranger} `) });
  await found.filter({ hasText: app.words.text("roll.walk_in") }).tap();
  await app.button("common.clear_search").tap();
  await app.roll.search.fill(stranger);
  await app.roll.shows(stranger, "present");
  await expect(app.roll.row(stranger)).toContainText(app.words.text("roll.walk_in"));
  expect(await app.roll.counts()).toEqual({ ...before, present: before.present + 1 });
  await app.network(true);
  await app.syncNow();
  await app.allSent();
  expect((await hadir.exported()).marks(session).get(stranger)).toBe("present");
});

test("a newcomer at the door is added and present, with no network", async ({ phones, hadir }) => {
  const app = await phones.of("youssef");
  const session = await app.today.openRoll(LITERACY);
  await app.network(false);
  await app.roll.search.fill("نجاة الوافي");
  await app.page.getByRole("link", { name: app.words.say("roll.named_walk_in", { name: "نجاة الوافي" }) }).tap();
  await expect(app.field("given_name")).toHaveValue("نجاة");
  await expect(app.field("family_name")).toHaveValue("الوافي");
  await app.personForm.fill({ sex: "female", birthYear: 1979 });
  await app.personForm.submit();
  await expect(app.page.getByRole("alert").filter({ hasText: app.words.text("problem.refused_required") })).toBeVisible();
  await app.personForm.fill({ sex: "female", consent: "oral" });
  await app.personForm.submit();
  await expect(app.said(app.words.say("person.added_named", { name: "نجاة الوافي" }))).toBeVisible();
  await app.roll.search.fill("نجاة");
  await app.roll.shows("نجاة الوافي", "present");

  await app.network(true);
  await app.syncNow();
  await app.allSent();
  const exported = await hadir.exported();
  expect(exported.marks(session).get("نجاة الوافي")).toBe("present");
  const person = exported.one("beneficiary", "given_ar", "نجاة");
  expect(exported.all("consent").some(({ fields }) => (fields["beneficiary"] as { id: string }).id === person.id)).toBe(true);
});

test("a newcomer is asked what the activity asks, with no network, and what stays open is written down later", async ({ phones, hadir }) => {
  const app = await phones.of("samira");
  const { page } = app;
  await page.goto(`/a/${hadir.demo.association}`);
  const register = await page.locator("a.button--primary[href*='/r/']").first().getAttribute("href");
  const activity = new URL(register ?? "", page.url()).pathname.split("/").at(-1);
  await app.today.open();
  await app.network(false);
  await page.goto(`/app/add?activity=${activity}`);
  await app.personForm.fill({ given: "تسنيم", family: "الوافي", sex: "female", birthYear: 1990, consent: "oral" });
  const bus = page.getByText("مع حافلة الجمعية", { exact: true });
  const stop = page.getByLabel(/من أي محطة/);
  await expect(stop).toBeHidden();
  await bus.tap();
  await expect(stop).toBeVisible();
  await still(page, "ar", "add-questions");
  await app.personForm.submit();
  await expect(app.said(app.words.say("person.added_named", { name: "تسنيم الوافي" }))).toBeVisible();

  await app.network(true);
  await app.syncNow();
  await app.allSent();
  const exported = await hadir.exported();
  const person = exported.one("beneficiary", "given_ar", "تسنيم");
  const registered = exported.all("registration").filter(({ fields }) => (fields["beneficiary"] as { id: string }).id === person.id);
  expect(JSON.stringify(registered.map(({ fields }) => fields["answers"]))).toContain("مع حافلة الجمعية");
  await page.goto(`/app/person/${person.id}`);
  await expect(page.getByText("مع حافلة الجمعية", { exact: true })).toBeVisible();
  await expect(page.getByText(app.words.text("questions.no_answer")).first()).toBeVisible();
});

test("a nameless newcomer is not added, and a minor's guardian is asked for and kept", async ({ phones, hadir }) => {
  const app = await phones.of("youssef");
  await app.today.openRoll(LITERACY);
  await app.link("roll.add_walk_in").tap();
  await expect(app.field("guardian")).toHaveCount(0);
  await app.personForm.fill({ sex: "female", birthYear: new Date().getFullYear() - 9, guardian: "نجاة الوافي", consent: "paper" });
  await app.personForm.submit();
  await expect(app.page.getByRole("alert").filter({ hasText: app.words.text("problem.refused_required") })).toBeVisible();
  await app.personForm.fill({ given: "تسنيم", family: "الوافي", sex: "female" });
  await app.personForm.submit();
  await expect(app.said(app.words.say("person.added_named", { name: "تسنيم الوافي" }))).toBeVisible();
  await app.allSent();
  expect((await hadir.exported()).one("beneficiary", "given_ar", "تسنيم").fields["guardian"]).toBe("نجاة الوافي");
});

test("people who give no name are counted apart", async ({ phones, hadir }) => {
  const app = await phones.of("khadija");
  await app.today.openRoll(LITERACY);
  const before = await app.roll.counts();
  await app.roll.countHeads({ women: 3, boys: 2 });
  await expect(app.page.getByRole("button", { name: app.words.count("roll.unnamed", 5), exact: true })).toBeVisible();
  expect(await app.roll.counts()).toEqual(before);
  await app.allSent();
  const [count] = (await hadir.exported()).all("headcount");
  expect([count?.fields["women"] ?? 0, count?.fields["men"] ?? 0, count?.fields["girls"] ?? 0, count?.fields["boys"] ?? 0]).toEqual([3, 0, 0, 2]);
});

test("a mark says that it waits to be sent, then under which number the server received it, and when", async ({ phones, hadir }) => {
  const app = await phones.of("youssef", "fr");
  const { session, name } = await app.markOffline(LITERACY);
  await app.roll.state(name).tap();
  const receipt = app.sheet.locator(".receipt");
  await expect(receipt).toHaveText(app.words.text("sync.waiting_state"));
  await app.network(true);
  await expect(receipt).toContainText(app.words.say("sync.received", {}));

  const exported = await hadir.exported();
  const [mark] = exported.attendance(session);
  const entries = exported.entriesOf(mark?.id ?? "");
  expect(entries).toHaveLength(1);
  const at = time(Number(entries[0]?.fields["received"]));
  await expect(receipt).toHaveText(app.words.say("sync.received", { number: entries[0]?.version ?? 0 }));
  await expect(receipt).toContainText(at);
  // It stays so, whatever else is sent, and after the app is opened again.
  const [, other] = (await app.roll.open(session).then(() => app.roll.names(2))) as [string, string];
  await app.roll.mark(other, "present");
  await app.allSent();
  await app.roll.state(name).tap();
  await expect(receipt).toHaveText(app.words.say("sync.received", { number: entries[0]?.version ?? 0 }));
  await expect(receipt).toContainText(at);
});

test("a session that did not take place says why, and can be opened again", async ({ phones, hadir }) => {
  const app = await phones.of("khadija");
  const session = await app.today.openRoll(LITERACY);
  const status = async () => (await hadir.exported()).records.find(({ id }) => id === session)?.fields["status"];
  await app.roll.more("session.did_not_happen");
  await app.roll.action("session.reason_weather").tap();
  const because = app.words.say("session.cancelled_because", { reason: app.words.text("session.reason_weather") });
  await expect(app.page.getByRole("main").getByText(because).first()).toBeVisible();
  await expect(app.button("roll.everyone_else_absent")).toBeHidden();
  await app.allSent();
  expect(await status()).toBe(3);
  await app.today.open();
  await expect(app.today.card(LITERACY)).toContainText(because);

  await app.today.openRoll(LITERACY);
  await app.button("session.reopen").tap();
  const [name] = (await app.roll.names(1)) as [string];
  await app.roll.mark(name, "present");
  await app.allSent();
  expect(await status()).toBe(2);
});
