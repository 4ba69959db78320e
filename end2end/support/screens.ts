import { expect } from "@playwright/test";

import { Client } from "./client.ts";
import { idOf } from "./exported.ts";
import { PEOPLE, type Hadir } from "./hadir.ts";
import type { App } from "./pages/app.ts";
import type { Holder } from "./pages/cards.ts";
import { pdf } from "./pages/association_file.ts";
import { PIN } from "./pages/pin.ts";
import { LITERACY, SCHOOL } from "./pages/today.ts";
import type { Phones } from "./test.ts";
import type { Lang } from "./words.ts";
import { day } from "./wall.ts";

/** A screen, arranged and in sight. */
type Screen = [name: string, app: App];

/** Every screen there is, in walks; a screen stands still until the next is asked for. */
export const WALKS: Record<string, (phones: Phones, hadir: Hadir, lang: Lang) => AsyncGenerator<Screen>> = {
  "at the door": async function* (phones, hadir, lang) {
    yield* doors(await phones.fresh(lang), hadir);
  },
  "of a day": async function* (phones, _, lang) {
    yield* days(await phones.of("samira", lang));
  },
  "of people and activities": async function* (phones, hadir, lang) {
    yield* people(await phones.of("samira", lang), hadir);
  },
  "of a head's office": async function* (phones, _, lang) {
    yield* office(await phones.of("samira", lang));
  },
  "of the team and of what is set": async function* (phones, _, lang) {
    yield* team(await phones.of("samira", lang));
  },
  "of what a head decides": async function* (phones, hadir, lang) {
    yield* decisions(phones, hadir, lang);
  },
  "of cards, scanning and papers": async function* (phones, hadir, lang) {
    yield* cards(await phones.of("samira", lang), hadir);
  },
  "without a network, and without rights": async function* (phones, hadir, lang) {
    yield* apart(await phones.of("hassan", lang), await phones.of("amina", lang), hadir);
  },
};

async function* doors(app: App, hadir: Hadir): AsyncGenerator<Screen> {
  await app.page.goto(`/?lang=${app.lang}`);
  yield ["01-front-door", app];
  await app.signIn.open();
  await expect(app.field("login")).toBeVisible();
  yield ["02-sign-in", app];
  await app.signIn.submit("samira", "wrong");
  await expect(app.page.getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
  yield ["03-sign-in-refused", app];
  await app.page.goto(hadir.demo.invitation);
  await expect(app.field("name")).toBeVisible();
  yield ["04-invitation", app];
  await app.page.goto("about:blank");
  const renewed = await hadir.tell("member", "renew", "--login", "youssef", "--json");
  await app.page.goto((JSON.parse(renewed) as { link: string }).link);
  await expect(app.page.getByLabel(app.words.text("field.login"))).toHaveValue("youssef");
  yield ["04-new-password", app];
  await app.page.goto("/app/join#not-a-token");
  await app.page.reload();
  await expect(app.page.getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
  yield ["05-invitation-shut", app];
  await app.pin.byHand();
  await app.signIn.open();
  await app.signIn.submit("samira", "hadir-demo");
  await expect(app.pin.asked("choose")).toBeVisible();
  yield ["05-pin-chosen", app];
  await app.pin.say(PIN, "choose");
  await app.pin.say(PIN, "choose");
  await app.page.waitForURL(/\/app\/?$/);
  await app.pin.coldStart();
  yield ["05-pin-asked", app];
  await app.pin.say("111111");
  await expect(app.page.getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
  yield ["05-pin-wrong", app];
  await app.pin.byItself();
  await app.settings.signOut();
  // From one link to another only the fragment differs: no page would be opened.
  await app.page.goto("about:blank");
  await app.undertaking.byHand();
  await app.join.accept(await newcomers(hadir), { login: "nadia", password: "trois mots suffisent" });
  yield ["06-undertaking", app];
  await app.undertaking.byItself();
  await app.undertaking.soon();
  await app.today.ready();
  yield ["06-empty-today", app];
  await app.people.open();
  yield ["07-empty-people", app];
  await app.activities.open();
  yield ["08-empty-activities", app];
}

/** The invitation of the first head of an association that has nothing yet. */
async function newcomers(hadir: Hadir): Promise<string> {
  const added = await hadir.tell("association", "add", "--name-la", "Nouvelle", "--name-ar", "الجديدة", "--json");
  const { association } = JSON.parse(added) as { association: string };
  const invited = await hadir.tell("member", "invite", "--association", association, "--name", "Nadia", "--json");
  return (JSON.parse(invited) as { link: string }).link;
}

/** Takes an activity away from a member, as a head does. */
export async function withdraw(hadir: Hadir, login: string, title: string): Promise<void> {
  const exported = await hadir.exported();
  const name = hadir.demo.members.find((member) => member.login === login)?.name;
  const member = exported.one("member", "name", name);
  const activity = exported.one("activity", "title", title).id;
  const left = (member.fields["activities"] as unknown[]).map(idOf).filter((id) => id !== activity);
  const head = await Client.signIn(hadir, "samira");
  expect(await head.set("member", member.id, { activities: left }, member.version)).toBe("accepted");
  await head.dispose();
}

/** A head withdraws the access of a member's phone. */
export async function revoke(hadir: Hadir, login: string): Promise<void> {
  const exported = await hadir.exported();
  const name = hadir.demo.members.find((member) => member.login === login)?.name;
  const member = exported.one("member", "name", name).id;
  const theirs = exported.all("device").find(({ fields }) => idOf(fields["member"]) === member);
  const head = await Client.signIn(hadir, "samira");
  expect(await head.set("device", theirs?.id ?? "", { revoked: true }, theirs?.version ?? 0)).toBe("accepted");
  await head.dispose();
}

/** The number of a coordinator's role. */
const COORDINATOR = 3;

/** Makes a member a coordinator, as a head does. */
export async function promote(hadir: Hadir, login: string): Promise<void> {
  const name = hadir.demo.members.find((member) => member.login === login)?.name;
  const member = (await hadir.exported()).one("member", "name", name);
  const head = await Client.signIn(hadir, "samira");
  expect(await head.set("member", member.id, { role: COORDINATOR }, member.version)).toBe("accepted");
  await head.dispose();
}

/** What a day is made of: today's sessions and a roll call. */
async function* days(app: App): AsyncGenerator<Screen> {
  await expect(app.today.card(LITERACY)).toBeVisible();
  yield ["10-today", app];
  await app.today.openRoll(LITERACY);
  const names = (await app.roll.names(8)) as [string, string, string, string];
  yield ["11-roll-fresh", app];
  for (const name of names.slice(3, 7)) await app.roll.mark(name, "present");
  await app.roll.choose(names[0], "late");
  await app.roll.choose(names[1], "excused", "roll.reason_family");
  await app.roll.mark(names[2], "absent");
  yield ["12-roll-marked", app];
  await app.roll.state(names[0]).tap();
  yield ["13-roll-states", app];
  await app.roll.action("roll.excused").tap();
  yield ["14-roll-reasons", app];
  await app.page.keyboard.press("Escape");
  await app.button("roll.more_actions").tap();
  yield ["15-roll-more", app];
  await app.roll.action("roll.head_count").tap();
  yield ["16-roll-head-count", app];
  await app.page.keyboard.press("Escape");
  await app.roll.more("session.did_not_happen");
  yield ["17-roll-why-not", app];
  await app.page.keyboard.press("Escape");
  await app.roll.search.fill(app.lang === "ar" ? "فاطمة" : "fatima");
  yield ["18-roll-search", app];
  await app.roll.search.fill("");
  await app.roll.everyoneElseAbsent();
  yield ["19-roll-closed", app];
  await app.today.open();
  await app.today.openRoll(SCHOOL);
  await app.roll.more("session.did_not_happen");
  await app.roll.action("session.reason_weather").tap();
  await expect(app.button("session.reopen")).toBeVisible();
  yield ["20-roll-cancelled", app];
  }

/** Cards, from giving them to scanning them. */
async function* cards(app: App, hadir: Hadir): AsyncGenerator<Screen> {
  const activity = (await hadir.exported()).one("activity", "title", LITERACY).id;
  await app.cards.open(activity);
  yield ["70-cards-none", app];
  await app.cards.give();
  yield ["71-cards", app];
  await app.today.open();
  const session = await app.today.openRoll(LITERACY);
  const [one, other] = (await app.cards.holders(await hadir.exported())) as [Holder, Holder];
  yield ["72-roll-scan", app];
  await app.scan.open();
  await expect(app.page.locator(".notice")).toBeVisible();
  yield ["73-scan-without-camera", app];
  await app.scan.type(one.code);
  await app.scan.says(app.scan.present, one.name);
  yield ["74-scan-present-roll", app];
  await app.scan.type(one.code);
  await app.scan.says(app.scan.already, one.name);
  yield ["75-scan-already", app];
  await app.scan.type("28T5-CY4T-QKFF-M7TD");
  await app.scan.says(app.words.text("scan.unknown"));
  yield ["76-scan-unknown", app];
  await app.button("scan.type_code").tap();
  await app.field("code").fill(other.code.slice(0, 12));
  await app.sheet.getByRole("button", { name: app.words.text("scan.check"), exact: true }).tap();
  yield ["77-scan-typed", app];
  await app.page.goto(`/app/person/${other.id}`);
  await expect(app.button("cards.replace")).toBeVisible();
  yield ["78-person-card", app];
  await app.link("figures.certificate").first().tap();
  await app.printed.is("paper.certificate");
  yield ["79-certificate", app];
  const group = (await hadir.exported()).all("group").find(({ fields }) => idOf(fields["activity"]) === activity)?.id;
  for (const [name, place, title] of [
    ["79-register", `register/${group}`, "paper.register"],
    ["79-volunteers", `volunteers/${new Date().getFullYear()}`, "volunteering.register"],
    ["79-attendance", `attendance/${session}`, "paper.attendance"],
  ] as const) {
    await app.page.goto(`/app/paper/${place}`);
    await app.printed.is(title);
    yield [name, app];
  }
}

/** Who the association serves, and what it offers them. */
async function* people(app: App, hadir: Hadir): AsyncGenerator<Screen> {
  await app.people.open();
  await expect(app.people.rows.first()).toBeVisible();
  yield ["30-people", app];
  await app.people.find("zzzz");
  await expect(app.people.rows).toHaveCount(0);
  yield ["31-people-none", app];
  await app.people.find("");
  await app.people.rows.first().tap();
  await expect(app.button("person.history")).toBeVisible();
  yield ["32-person", app];
  await app.page.getByRole("button", { name: app.words.text("person.purpose_photo") }).tap();
  await expect(app.sheet).toContainText(app.words.text("consents.ask_photo"));
  yield ["32-person-agreement", app];
  await app.page.keyboard.press("Escape");
  await app.button("delivery.hand_over").tap();
  await expect(app.field("item")).toBeVisible();
  yield ["32-person-hand-over", app];
  await app.page.keyboard.press("Escape");
  await app.page.getByRole("link", { name: app.words.text("consents.kept") }).tap();
  await expect(app.title).toHaveText(app.words.text("consents.kept"));
  yield ["32-person-kept", app];
  await app.page.goBack();
  await expect(app.button("person.history")).toBeVisible();
  for (const [name, tab] of [["33-person-history", "person.history"], ["34-person-receipts", "person.receipts"]] as const) {
    await app.button(tab).tap();
    yield [name, app];
  }
  await app.link("common.edit").tap();
  await expect(app.field("given_name")).toBeVisible();
  yield ["35-person-edit", app];
  const [one, other] = (await hadir.exported()).all("beneficiary");
  await app.page.goto(`/app/person/${one?.id}`);
  await app.button("erasure.erase").tap();
  await expect(app.sheet).toContainText(app.words.text("erasure.warning"));
  yield ["35-erase", app];
  await app.page.keyboard.press("Escape");
  await app.page.goto(`/app/twice/${one?.id}/${other?.id}`);
  await expect(app.button("twice.one_person")).toBeVisible();
  yield ["35-two-beside", app];
  await app.handing.openIn((await hadir.exported()).one("activity", "title", LITERACY).id);
  const [receiver] = (await app.handing.people(1)) as [string];
  await app.field("item").fill("قفة رمضان");
  await app.handing.person(receiver).tap();
  await expect(app.handing.person(receiver)).toHaveAttribute("aria-pressed", "true");
  yield ["35-hand-over", app];
  await app.page.goto("/app/add");
  await app.personForm.fill({ given: app.lang === "ar" ? "مريم" : "Maryam", sex: "female", birthYear: new Date().getFullYear() - 9 });
  yield ["36-newcomer", app];
  await app.personForm.fill({ given: "", sex: "female" });
  await app.personForm.submit();
  await expect(app.page.getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
  yield ["37-newcomer-refused", app];
  await app.activities.open();
  yield ["40-activities", app];
  await app.page.goto(`/app/activity/${(await hadir.exported()).one("activity", "title", LITERACY).id}`);
  await expect(app.button("activity.link")).toBeVisible();
  yield ["41-activity", app];
  for (const [name, tab] of [["42-activity-people", "activity.people"], ["43-activity-link", "activity.link"]] as const) {
    await app.button(tab).tap();
    yield [name, app];
  }
  await app.button("questions.change").tap();
  await app.questions.add({ text: "Transport", kind: "choice", required: true, choices: ["À pied", "Bus"] });
  await app.questions.rows.last().scrollIntoViewIfNeeded();
  yield ["43-activity-questions", app];
  await app.page.goto("/app/new-activity");
  await expect(app.field("title")).toBeVisible();
  yield ["44-new-activity", app];
  await app.page.goto("/app/new-session");
  await expect(app.field("activity")).toBeVisible();
  yield ["45-new-session", app];
  await app.page.getByText(app.words.text("session.weekly"), { exact: true }).tap();
  yield ["46-new-sessions-weekly", app];
  await app.page.goto("/app/calendar");
  await expect(app.page.locator(".month [aria-current]")).toBeVisible();
  yield ["47-calendar", app];
  await app.page.goto("/app/calendar?on=2027-03-10");
  await expect(app.page.locator(".month__holiday")).toBeVisible();
  yield ["47-calendar-of-a-holiday", app];
  await app.today.open();
  await app.today.openRoll(LITERACY);
  await app.button("roll.more_actions").tap();
  await app.link("calendar.series").tap();
  await expect(app.field("from")).toBeVisible();
  yield ["48-series", app];
  await app.page.getByText(app.words.text("calendar.call_off"), { exact: true }).tap();
  yield ["48-series-called-off", app];
}

/** What a head does: the log, the team, a list brought in, settings. */
async function* office(app: App): AsyncGenerator<Screen> {
  await app.log.open();
  await expect(app.log.entries.first()).toBeVisible();
  yield ["50-log", app];
  await app.button("common.filter").tap();
  await expect(app.field("filter-day")).toBeVisible();
  yield ["50-log-filters", app];
  await app.field("filter-day").fill("2001-01-01");
  await expect(app.button("log.clear_filters").first()).toBeVisible();
  await expect(app.log.entries).toHaveCount(0);
  yield ["50-log-none", app];
  await app.figures.day();
  yield ["50-day", app];
  await app.figures.day(day(-7));
  yield ["50-day-of-last-week", app];
  await app.figures.open(day(-60), day(0));
  yield ["50-report", app];
  await app.figures.big("figures.people").tap();
  await expect(app.page.getByRole("main").getByRole("link").first()).toBeVisible();
  yield ["50-report-people", app];
  await app.page.goto(`/app/report?from=${day(-60)}&to=${day(0)}&outside`);
  await expect(app.figures.ages.first()).toBeVisible();
  yield ["50-report-for-outside", app];
  await app.page.goto("/app/report?from=2001-01-01&to=2001-01-31");
  await app.page.locator(".fold summary").tap();
  await expect(app.field("from")).toBeVisible();
  yield ["50-report-nothing", app];
  await app.projects.open();
  yield ["50-projects-none", app];
  await app.projects.fill({
    name: "Lire au douar", donor: "مؤسسة الأطلس", agreement: "CV-2026/7", from: day(-60), to: day(60), people: 40,
    budget: ["Formatrices", "45.000,00", "12.000,50"],
  });
  yield ["50-project-form", app];
  await app.button("project.create").tap();
  await app.page.waitForURL(/\/app\/project\//);
  yield ["50-project", app];
  await app.button("project.choose_activities").tap();
  await expect(app.field("funded")).toBeVisible();
  yield ["50-project-activities", app];
  await app.button("common.save").tap();
  await app.projects.put(LITERACY);
  const project = app.page.url();
  yield ["50-project-funded", app];
  await app.link("project.report").tap();
  await expect(app.figures.ages.first()).toBeVisible();
  yield ["50-report-of-project", app];
  await app.projects.open();
  yield ["50-projects", app];
  await app.file.open();
  yield ["50-file", app];
  await app.file.mandateEnds(day(-3));
  await expect(app.said(app.words.text("file.saved"))).toBeVisible();
  await app.file.fill("اتفاقية الشراكة مع Fondation Atlas", pdf("convention.pdf", "convention"));
  yield ["50-file-adding", app];
  await app.file.send();
  await expect(app.file.rows).toHaveCount(1);
  yield ["50-file-filled", app];
  await app.file.rows.tap();
  await expect(app.button("file.download")).toBeVisible();
  yield ["50-file-document", app];
  await app.figures.open(day(-60), day(0));
  await app.button("kept.keep").tap();
  await expect(app.page.getByText(app.words.text("kept.kept"))).toBeVisible();
  await app.page.goto("/app/report/kept");
  await expect(app.page.locator("button.row")).toHaveCount(1);
  yield ["50-reports-kept", app];
  await app.page.locator("button.row").tap();
  await expect(app.button("figures.as_pdf")).toBeVisible();
  yield ["50-report-kept", app];
  await app.page.setViewportSize({ width: 1280, height: 800 });
  for (const [name, place] of [["60-wide-today", "/app"], ["61-wide-log", "/app/log"], ["61-wide-report", `/app/report?from=${day(-60)}&to=${day(0)}`], ["61-wide-project", project], ["62-wide-people", "/app/people"], ["62-wide-inbox", "/app/inbox"], ["62-wide-day", "/app/day"], ["62-wide-team", "/app/team"], ["62-wide-calendar", "/app/calendar"], ["62-wide-settings", "/app/settings"], ["62-wide-file", "/app/file"], ["62-wide-activities", "/app/activities"]] as const) {
    await app.page.goto(place);
    await expect(app.page.getByRole("banner")).toBeVisible();
    expect((await app.page.getByRole("main").boundingBox())?.width, `${place} uses the width`).toBeGreaterThan(900);
    yield [name, app];
  }
}

async function* team(app: App): AsyncGenerator<Screen> {
  await app.team.open();
  yield ["51-team", app];
  await app.page.locator("button.row").nth(1).tap();
  await expect(app.button("team.close_account").or(app.sheet.getByText(app.words.text("team.close_account")))).toBeVisible();
  yield ["51-team-member", app];
  await app.page.keyboard.press("Escape");
  await app.button("team.devices").tap();
  await expect(app.page.locator("button.row").first()).toBeVisible();
  yield ["51-team-devices", app];
  await app.team.invite({ name: "نورة", activities: [SCHOOL] });
  yield ["52-invitation-ready", app];
  await app.page.keyboard.press("Escape");
  await expect(app.page.getByText("نورة")).toBeVisible();
  yield ["52-invitations", app];
  await app.hours.open();
  await app.hours.writeDown({ hours: "2", minutes: "15", activity: LITERACY, what: "تحضير القاعة" });
  yield ["52-hours", app];
  await app.button("volunteering.write_down").tap();
  await expect(app.field("what_for")).toBeVisible();
  yield ["52-hours-asked", app];
  await app.page.keyboard.press("Escape");
  await app.page.goto("/app/undertaking");
  await expect(app.page.getByText(app.words.text("volunteering.secrecy"))).toBeVisible();
  yield ["52-undertaking", app];
  await app.import.open();
  yield ["53-import", app];
  await app.import.choose(PEOPLE);
  await expect(app.import.line("import.known", 250)).toBeVisible();
  yield ["54-import-preview", app];
  await app.sync.open();
  yield ["55-sync", app];
  await app.settings.open();
  yield ["56-settings", app];
  await app.button("programs.add").tap();
  await app.field("program").fill("Excel");
  await app.sheet.getByText(app.words.text("programs.people"), { exact: true }).tap();
  yield ["56-token-asked", app];
  await app.button("programs.make").tap();
  await expect(app.sheet.locator(".team-link").first()).toHaveText(/^hadir_/);
  yield ["56-token", app];
  await app.page.goto("/app/account");
  await expect(app.button("account.change")).toBeVisible();
  await expect(app.page.getByText(app.words.text("team.this_phone"), { exact: true })).toBeVisible();
  await expect(app.button("factor.switch_on")).toBeVisible();
  yield ["56-account", app];
  await app.settings.open();
  await app.button("settings.sign_out").tap();
  yield ["57-sign-out", app];
  await app.page.goto("/app/nowhere");
  await expect(app.link("shell.go_today")).toBeVisible();
  yield ["58-nowhere", app];
}

/** Two who contradict each other, one whose right was withdrawn, and the head who decides. */
async function* decisions(phones: Phones, hadir: Hadir, lang: Lang): AsyncGenerator<Screen> {
  const [youssef, khadija, hassan] = [await phones.of("youssef"), await phones.of("khadija"), await phones.of("hassan", lang)];
  for (const app of [youssef, khadija]) await app.today.openRoll(LITERACY);
  const [person, other] = (await youssef.roll.names(2)) as [string, string];
  const exported = await hadir.exported();
  const id = exported.all("beneficiary").find((record) => exported.name(record.id) === person)?.id ?? "";
  for (const app of [youssef, khadija]) await app.network(false);
  await youssef.roll.choose(other, "late");
  await khadija.roll.choose(other, "absent");
  await youssef.people.setPhone(id, "0611111111");
  await khadija.people.setPhone(id, "0622222222");
  await hassan.today.openRoll(SCHOOL);
  await hassan.network(false);
  for (const name of await hassan.roll.names(3)) await hassan.roll.mark(name, "present");
  await withdraw(hadir, "hassan", SCHOOL);
  for (const app of [youssef, khadija, hassan]) {
    await app.network(true);
    await app.syncNow();
  }
  await expect(hassan.sync.inState("sync.held_state").first()).toBeVisible();
  yield ["80-sync-held", hassan];
  await youssef.allSent();
  await khadija.allSent();
  const samira = await phones.of("samira", lang);
  await expect(samira.page.locator(".inbox-link")).toBeVisible();
  yield ["81-today-to-decide", samira];
  await samira.inbox.open();
  await expect(samira.inbox.value("stands").first()).toBeVisible();
  yield ["82-inbox", samira];
  await samira.inbox.value("waits").first().tap();
  await samira.button("inbox.accept").first().tap();
  await expect(samira.button("inbox.take_back").first()).toBeVisible();
  yield ["83-inbox-decided", samira];
  await samira.log.open();
  yield ["84-log-decided", samira];
}

/** A volunteer without a network, and a member who only looks. */
async function* apart(volunteer: App, viewer: App, hadir: Hadir): AsyncGenerator<Screen> {
  await volunteer.today.openRoll(SCHOOL);
  await volunteer.network(false);
  const [one, other] = (await volunteer.roll.names(2)) as [string, string];
  await volunteer.roll.mark(one, "present");
  await volunteer.roll.mark(other, "absent");
  await volunteer.offline();
  yield ["70-roll-offline", volunteer];
  await volunteer.sync.open();
  await expect(volunteer.sync.items.first()).toBeVisible();
  yield ["71-sync-waiting", volunteer];
  await volunteer.today.open();
  yield ["72-volunteer-today", volunteer];
  await viewer.today.openRoll(LITERACY);
  yield ["73-roll-read-only", viewer];
  // What was recorded before a right was withdrawn is held, what came after is refused.
  await withdraw(hadir, "hassan", SCHOOL);
  await volunteer.today.openRoll(SCHOOL);
  const names = (await volunteer.roll.names(3)) as [string, string, string];
  await volunteer.roll.mark(names[2], "present");
  await volunteer.network(true);
  await volunteer.syncNow();
  await expect(volunteer.sync.inState("sync.refused_state").first()).toBeVisible();
  yield ["74-sync-refused", volunteer];
}
