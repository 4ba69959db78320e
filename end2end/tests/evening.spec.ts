import type { Locator } from "@playwright/test";

import { Client } from "../support/client.ts";
import { idOf, type Exported, type Exportee } from "../support/exported.ts";
import { LITERACY, SCHOOL } from "../support/pages/today.ts";
import { demoTest as test, expect, keptOnPhone } from "../support/test.ts";
import { day, instant } from "../support/wall.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;


interface Told {
  report: {
    total: { people: number; participations: number };
    sessions: { held: number };
    by_sex_and_age: { sex: string; people: number }[];
  };
}

test("at night a head reads one roll call in one line, what nobody marked, and a report that the server counts the same", async ({ phones, hadir }) => {
  const youssef = await phones.of("youssef");
  const samira = await phones.of("samira", "fr");
  const session = await youssef.today.openRoll(LITERACY);
  const names = await youssef.roll.names(5);
  for (const name of names.slice(0, 4)) await youssef.roll.mark(name, "present");
  await youssef.roll.mark(names[4] ?? "", "absent");
  await youssef.allSent();
  await samira.syncNow();
  await samira.allSent();

  // From here on the phone has no network: all of it is the phone's own.
  await samira.network(false);
  await samira.log.open();
  const call = samira.log.entries.filter({ hasText: samira.words.count("log.marked", 5) });
  await expect(call).toHaveCount(1);
  await expect(call).toContainText(`4 ${samira.words.text("roll.presents")}`);
  const each = samira.page.locator("details").filter({ hasText: samira.words.text("log.each_mark") }).first();
  await each.locator("summary").tap();
  // Being absent takes two taps, and both are kept, the second with what the first said.
  await expect(each.getByRole("article")).toHaveCount(6);
  const corrected = each.getByRole("article").first().locator(".log-entry__change").first();
  await expect(corrected.locator("del")).toContainText(samira.words.text("roll.present"));
  await expect(corrected.locator("ins")).toContainText(samira.words.text("roll.absent"));

  await samira.link("evening.title").tap();
  await expect(samira.figures.big("evening.held").locator("strong")).toHaveText("1");
  await expect(samira.figures.big("evening.people").locator("strong")).toHaveText("4");
  for (const [key, list] of [["evening.people", "all"], ["evening.held", "held"]] as const) {
    await expect(samira.figures.big(key)).toHaveAttribute("href", `/app/report?from=${day()}&to=${day()}&of=${list}`);
  }
  const held = samira.figures.under("evening.held").getByRole("link");
  await expect(held).toHaveCount(1);
  await expect(held).toHaveAttribute("href", `/app/roll/${session}`);

  await samira.figures.open(day(-90), day(1));
  const told = JSON.parse(
    await hadir.tell("report", "--association", hadir.demo.association, "--from", day(-90), "--to", day(1), "--json"),
  ) as Told;
  expect(told.report.total.people, "the demo has weeks of sessions").toBeGreaterThan(10);
  expect(await samira.figures.number("figures.people")).toBe(told.report.total.people);
  expect(await samira.figures.number("figures.participations")).toBe(told.report.total.participations);
  expect(await samira.figures.number("figures.held")).toBe(told.report.sessions.held);
  const numbers = async (cells: Locator) =>
    (await cells.allTextContents()).map((cell) => Number(cell.replace(/\D/g, "")));
  const sum = (all: number[]) => all.reduce((sum, one) => sum + one, 0);
  const bySex = await numbers(samira.figures.sums);
  expect(bySex.pop(), "the corner is all who came").toBe(told.report.total.people);
  expect(sum(bySex)).toBe(told.report.total.people);
  expect(sum(await numbers(samira.figures.cells)), "every cell is shown").toBe(told.report.total.people);
  const rows = await samira.figures.ages.all();
  for (const row of rows) {
    const [all, ...of] = (await numbers(row.locator("td"))).reverse();
    expect(sum(of), "a row's sum is its own").toBe(all);
  }

  // Every number opens the list behind it, and back leads back.
  await samira.figures.big("figures.people").tap();
  await expect(samira.title).toHaveText(samira.words.count("figures.came", told.report.total.people));
  await samira.page.getByRole("main").getByRole("link").first().tap();
  await samira.page.waitForURL("**/app/person/*");
  await samira.page.goBack();
  await samira.page.goBack();
  await expect(samira.title).toHaveText(samira.words.text("figures.title"));
  const cell = samira.figures.ages.getByRole("link").first();
  const count = Number(await cell.textContent());
  await cell.tap();
  await expect(samira.title).toHaveText(samira.words.count("figures.came", count));
  await expect(samira.page.getByRole("main").getByRole("listitem").getByRole("link")).toHaveCount(Math.min(count, 20));
  await samira.page.goBack();

  for (const figure of await samira.figures.numbers.all()) {
    const said = (await figure.textContent()) ?? "";
    if (!said.startsWith("0")) await expect(figure, said).toHaveAttribute("href", /&of=/);
  }
  await samira.figures.big("figures.rate").tap();
  await expect(samira.title).toHaveText(samira.words.text("figures.rate"));
  await samira.page.goBack();
  const volunteer = samira.figures.under("figures.volunteers").getByRole("link").first();
  const named = await volunteer.locator(".row__title").textContent();
  await volunteer.tap();
  await expect(samira.title).toHaveText(named ?? "");
  await samira.page.goBack();
  await expect(samira.figures.under("figures.by_group").getByRole("link").first()).toBeVisible();
  await samira.figures.under("figures.by_month").locator("a.months__days").first().tap();
  await expect(samira.title).toHaveText(samira.words.text("figures.sessions"));
  await expect(samira.page.locator(".row").first()).toBeVisible();
  await samira.page.goBack();

  // For outside nobody can be recognised: no number under five is left, and none leads to names.
  await samira.page.locator(".fold summary").tap();
  await samira.page.getByText(samira.words.text("figures.outside"), { exact: true }).tap();
  await expect(samira.page.getByText(samira.words.text("figures.outside_hint"))).toBeVisible();
  await expect(samira.figures.ages.getByRole("link")).toHaveCount(0);
  for (const text of await samira.figures.under("figures.by_age").locator("td").allTextContents()) {
    const people = Number(text);
    expect(Number.isNaN(people) || people === 0 || people >= 5, text).toBe(true);
  }

  // What goes to WhatsApp says the same: each cell as it stands in the table, what is small hidden.
  const sent = await samira.link("figures.whatsapp").getAttribute("href");
  const lines = decodeURIComponent((sent ?? "").split("text=")[1] ?? "").split("\n").filter((line) => line.startsWith("- "));
  const cellsSent = lines.map((line) => line.slice(line.lastIndexOf(":") + 1).trim());
  expect(cellsSent.length).toBeGreaterThan(4);
  const hidden = samira.words.text("figures.hidden");
  expect(cellsSent).toContain(hidden);
  for (const text of cellsSent) expect(text === hidden || Number(text.replace(/\D/g, "")) >= 5, text).toBe(true);

  // Nor is any member named, or whoever was counted without a name: they are no part of what goes outside.
  const members = (await hadir.exported()).all("member").map(({ fields }) => String(fields["name"]));
  expect(members.length).toBeGreaterThan(3);
  const outside = samira.page.getByRole("main");
  for (const member of members) await expect(outside).not.toContainText(member);
  await expect(samira.figures.under("figures.volunteers")).toHaveCount(0);
  await expect(samira.figures.big("figures.unnamed")).toHaveCount(0);

  // What the server makes of the same report is one tap away.
  await samira.network(true);
  for (const [key, begins] of [["figures.as_pdf", "%PDF"], ["figures.as_csv", "\u{FEFF}"]] as const) {
    const file = await samira.papers.fetch(samira.button(key));
    expect(file.bytes.toString().startsWith(begins), file.name).toBe(true);
  }
});

test("a head chooses several activities and the bands of age, and the server counts the same", async ({ phones, hadir }) => {
  const samira = await phones.of("samira", "fr");
  const exported = await hadir.exported();
  const ids = [LITERACY, SCHOOL].map((title) => exported.one("activity", "title", title).id);
  await samira.figures.open(day(-90), day(1));
  await samira.page.locator(".fold summary").tap();
  for (const title of [LITERACY, SCHOOL]) await samira.page.locator("#field-activities").getByText(title, { exact: true }).tap();
  await samira.field("bands").fill("0, 18");
  await expect(samira.page).toHaveURL(/&activity=[^&]+,[^&]+&bands=0,18/);
  const of = ids.flatMap((id) => ["--activity", id]);
  const told = JSON.parse(
    await hadir.tell(
      "report", "--association", hadir.demo.association, "--from", day(-90), "--to", day(1), ...of, "--bands", "0,18", "--json",
    ),
  ) as Told;
  expect(told.report.total.people).toBeGreaterThan(5);
  await expect.poll(() => samira.figures.number("figures.people")).toBe(told.report.total.people);
  const shown = await samira.figures.cells.allTextContents();
  const counts = shown.map(Number).filter((people) => people > 0);
  expect(counts.sort()).toEqual(told.report.by_sex_and_age.map(({ people }) => people).sort());
  await samira.figures.ages.getByRole("link").first().tap();
  await expect(samira.page).toHaveURL(/&bands=0,18&of=cell/);
  await expect(samira.title).toHaveText(samira.words.count("figures.came", Number(shown.find((people) => Number(people) > 0))));
  await samira.page.goBack();

  // What is no bands is said beside the field, and the report stays.
  await samira.page.locator(".fold summary").tap();
  await samira.field("bands").fill("6, 3");
  await expect(samira.page.getByText(samira.words.text("figures.bad_bands"))).toBeVisible();
  await expect(samira.page).toHaveURL(/&bands=0,18/);
  expect(await samira.figures.cells.allTextContents()).toEqual(shown);
});

test("a session that nobody marked is on the day's page from the minute it is over, and only for those who run the association", async ({ phones, hadir }) => {
  const hassan = await phones.of("hassan", "fr");
  const samira = await phones.fresh("fr");
  await samira.page.clock.install();
  await samira.signIn.as("samira");
  await keptOnPhone(samira.page);
  const session = await samira.today.openRoll(SCHOOL);
  const [name] = (await samira.roll.names(1)) as [string];
  const planned = (await hadir.exported()).all("session").find(({ id }) => id === session)?.fields ?? {};
  const end = Number(planned["slot"]) + Number(planned["minutes"]);
  const under = (key: string) => samira.figures.under(key).locator(`a[href="/app/roll/${session}"]`);
  await samira.figures.day(day(1));
  await expect(samira.figures.under("evening.to_come").getByRole("link").first()).toBeVisible();
  await samira.network(false);
  for (const [minute, stands, not] of [
    [end - 1, "evening.to_come", "evening.unmarked"],
    [end + 1, "evening.unmarked", "evening.to_come"],
  ] as const) {
    await samira.page.clock.setSystemTime(instant(minute));
    await samira.figures.day();
    await expect(under(stands), `${minute - end} minute after it was over`).toHaveCount(1);
    await expect(under(not)).toHaveCount(0);
  }
  await samira.page.clock.setSystemTime(Date.now());
  await samira.network(true);
  await samira.roll.open(session);
  await samira.roll.mark(name, "present");
  await samira.figures.day();
  await expect(under("evening.held")).toHaveCount(1);
  await expect(under("evening.unmarked").or(under("evening.to_come"))).toHaveCount(0);

  await hassan.figures.day();
  await expect(hassan.page.getByText(hassan.words.text("evening.for_heads"))).toBeVisible();
  await hassan.page.goto("/app/report");
  await expect(hassan.page.getByText(hassan.words.text("figures.for_heads"))).toBeVisible();
});

test("who was absent three times running is on the day's page from the third time on, with how often and to what", async ({ phones, hadir }) => {
  const samira = await phones.of("samira", "fr");
  const today = await samira.today.openRoll(SCHOOL);
  const names = await samira.roll.names(8);
  const before = await hadir.exported();
  const [last, one] = sessionsBefore(before, today);
  if (!last || !one) throw new Error("the demo has weeks of sessions");
  const came = names.find((name) => [last, one].every((session) => before.marks(session).get(name) === "present")) ?? "";
  const person = before.all("beneficiary").find(({ id }) => before.name(id) === came)?.id;
  const away = samira.figures.under("evening.away").locator(`a[href="/app/person/${person}"]`);
  const absent = async (session: string) => {
    await samira.roll.open(session);
    await samira.roll.search.fill(came);
    await samira.roll.choose(came, "absent");
  };

  for (const session of [today, last]) await absent(session);
  await samira.figures.day();
  await expect(samira.figures.under("evening.held")).toBeVisible();
  await expect(away, "twice is not three times").toHaveCount(0);

  await absent(one);
  await samira.allSent();
  const after = await hadir.exported();
  const back = [today, ...sessionsBefore(after, today)].map((session) => after.marks(session).get(came));
  const times = back.findIndex((mark) => mark !== "absent");
  expect(times).toBeGreaterThanOrEqual(3);
  await samira.figures.day();
  await expect(away).toHaveCount(1);
  await expect(away).toContainText(came);
  await expect(away).toContainText(SCHOOL);
  await expect(away).toContainText(samira.words.say("evening.running", { times }));
});

/** The sessions of a session's group before it, the last first. */
function sessionsBefore(exported: Exported, session: string): string[] {
  const all = exported.all("session");
  const its = all.find(({ id }) => id === session)?.fields ?? {};
  const at = ({ fields }: Exportee) => `${String(fields["day"])} ${String(fields["slot"]).padStart(4, "0")}`;
  const group = all.filter(({ fields }) => idOf(fields["group"]) === idOf(its["group"]));
  const before = group.filter(({ fields }) => String(fields["day"]) < String(its["day"]));
  return before.sort((one, other) => at(other).localeCompare(at(one))).map(({ id }) => id);
}

test("a province on the map opens those who are from there, and for outside none does", async ({ phones }) => {
  const samira = await phones.of("samira", "fr");
  await samira.figures.open(day(-90), day(1));
  const province = samira.figures.under("figures.map").getByRole("link").first();
  const [name, number] = ((await province.getAttribute("aria-label")) ?? "").split(" · ");
  const people = Number((number ?? "").replace(/\D/g, ""));
  expect(people).toBeGreaterThan(0);
  await province.tap();
  await expect(samira.title).toHaveText(samira.words.count("figures.came", people));
  await expect(samira.page.getByRole("banner")).toContainText(name ?? "");
  await samira.page.goBack();
  await expect(samira.title).toHaveText(samira.words.text("figures.title"));
  await samira.page.locator(".fold summary").tap();
  await samira.page.getByText(samira.words.text("figures.outside"), { exact: true }).tap();
  await expect(samira.page.getByText(samira.words.text("figures.outside_hint"))).toBeVisible();
  await expect(samira.figures.under("figures.map").getByRole("link")).toHaveCount(0);
});

test("what was said of one person is one tap away in the log, older than the phone holds too", async ({ phones, hadir }) => {
  const samira = await phones.of("samira");
  await samira.today.openRoll(LITERACY);
  const [name] = (await samira.roll.names(1)) as [string];
  await samira.roll.mark(name, "present");
  await samira.allSent();
  const exported = await hadir.exported();
  const person = exported.all("beneficiary").find(({ id }) => exported.name(id) === name)?.id ?? "";
  await samira.page.goto(`/app/person/${person}`);
  await samira.link("log.in_the_log").tap();
  await expect(samira.title).toHaveText(samira.words.text("log.title"));
  await expect(samira.log.looksFor(name)).toBeVisible();
  await expect(samira.log.entries.first()).toContainText(name);
  for (const entry of await samira.log.entries.all()) await expect(entry).toContainText(name);
  // The phone holds what was received in the last thirty days; what is further back is asked of the server.
  // As its end comes near it grows, and nobody needs to ask.
  await samira.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await expect(samira.page.getByText(samira.words.text("log.the_end"))).toBeVisible();
  for (const entry of await samira.log.entries.all()) await expect(entry).toContainText(name);
  await samira.button("common.filter").tap();
  await samira.field("filter-only").selectOption("corrections");
  await expect(samira.log.entries).toHaveCount(0);
});

test("a word sifts the log, and what it may mean is looked for in all of it, by phone and session too", async ({ phones, hadir }) => {
  const youssef = await phones.of("youssef");
  const samira = await phones.of("samira");
  const session = await youssef.today.openRoll(LITERACY);
  const [name, other] = (await youssef.roll.names(2)) as [string, string];
  await youssef.roll.mark(name, "present");
  await youssef.roll.mark(other, "present");
  await youssef.allSent();
  await samira.syncNow();
  await samira.allSent();
  await samira.log.open();
  await samira.log.type(name);
  await expect(samira.page.getByText(samira.words.text("log.search_hint"))).toBeVisible();
  await expect(samira.log.entries.first()).toContainText(name);
  await samira.log.proposed(name).first().tap();
  await expect(samira.log.looksFor(name)).toBeVisible();
  for (const entry of await samira.log.entries.all()) await expect(entry).toContainText(name);

  // This person, in this activity, at this session, from that phone.
  const exported = await hadir.exported();
  const mark = exported.attendance(session).find(({ fields }) => exported.name(idOf(fields["beneficiary"])) === name);
  const lines = exported.entriesOf(mark?.id ?? "");
  expect(lines.length).toBeGreaterThan(0);
  await samira.button("common.filter").tap();
  await samira.field("filter-activity").selectOption(exported.one("activity", "title", LITERACY).id);
  await samira.field("filter-session").selectOption(session);
  await expect(samira.log.entries).toHaveCount(lines.length);
  await samira.field("filter-device").selectOption(idOf(lines[0]?.fields["device"]));
  await expect(samira.log.entries).toHaveCount(lines.length);
  await samira.button("log.clear_filters").tap();
  await expect(samira.log.looksFor(name)).toHaveCount(0);
});

test("each filter of the log, chosen alone, leaves of a session's entries those that the server's log has", async ({ phones, hadir }) => {
  const youssef = await phones.of("youssef");
  const samira = await phones.of("samira", "fr");
  const session = await youssef.today.openRoll(LITERACY);
  const [first, second] = (await youssef.roll.names(2)) as [string, string];
  await youssef.roll.mark(first, "present");
  await youssef.roll.choose(first, "late");
  await youssef.roll.mark(second, "present");
  await youssef.allSent();
  // A head moved it yesterday, on a phone that had no network until today.
  const head = await Client.signIn(hadir, "samira");
  const known = (await hadir.exported()).all("session").find(({ id }) => id === session);
  expect(await head.set("session", session, { place: "Salle 2", minutes: 95 }, known?.version ?? 0, Date.now() - DAY_MS)).toBe("accepted");
  await head.dispose();
  await samira.syncNow();
  await samira.allSent();

  const exported = await hadir.exported();
  const kinds = new Map(exported.records.map(({ id, kind }) => [id, kind]));
  const marks = new Set(exported.attendance(session).map(({ id }) => id));
  const about = exported.log.filter(({ fields }) => {
    const record = idOf(fields["record"]);
    return record === session || marks.has(record);
  });
  const wall = ({ fields }: Exportee, instant: string) =>
    new Date(Number(fields[instant]) + Number(fields["offset_min"]) * MINUTE_MS).toISOString().slice(0, 10);
  const is = (field: string, id: string) => ({ fields }: Exportee) => fields[field] !== undefined && idOf(fields[field]) === id;
  const member = exported.one("member", "name", hadir.demo.members.find(({ login }) => login === "youssef")?.name).id;
  const device = exported.one("device", "name", "client").id;

  await samira.page.goto(`/app/log?about=${session}`);
  const shows = async (entries: Exportee[], why: string) => {
    const numbers = entries.map(({ version }) => version).sort((one, other) => other - one);
    await expect(async () => {
      await samira.log.toTheEnd();
      expect(await samira.log.numbers(), why).toEqual(numbers);
    }).toPass({ timeout: 20_000 });
  };
  await shows(about, "nothing is chosen");
  await samira.button("common.filter").tap();
  for (const [filter, value, passes] of [
    ["member", member, is("member", member)],
    ["device", device, is("device", device)],
    ["kind", "session", ({ fields }: Exportee) => kinds.get(idOf(fields["record"])) === "session"],
    // A second tap of one roll call is none, nor is a session that came to be held: that it lasts so long, by number.
    ["only", "corrections", ({ fields }: Exportee) =>
      kinds.get(idOf(fields["record"])) === "session" && "#5" in ((fields["before"] as object | undefined) ?? {})],
    ["only", "late", (entry: Exportee) => wall(entry, "received") > wall(entry, "corrected")],
    ["day", day(-1), (entry: Exportee) => wall(entry, "corrected") === day(-1)],
  ] as const) {
    const left = about.filter(passes);
    expect(left.length, `${filter} ${value} takes something away`).toBeLessThan(about.length);
    expect(left.length, `${filter} ${value} leaves something`).toBeGreaterThan(0);
    await samira.log.choose(filter, value);
    await shows(left, `${filter} ${value}`);
    await samira.log.choose(filter, "");
    await shows(about, `any ${filter}`);
  }
});

test("a head puts back what an entry of the log altered, as a new entry, and the phones follow", async ({ phones, hadir }) => {
  const youssef = await phones.of("youssef");
  const samira = await phones.of("samira");
  const session = await youssef.today.openRoll(LITERACY);
  const [name] = (await youssef.roll.names(1)) as [string];
  await youssef.roll.mark(name, "present");
  await youssef.roll.choose(name, "late");
  await youssef.allSent();
  const exported = await hadir.exported();
  const person = exported.all("beneficiary").find(({ id }) => exported.name(id) === name)?.id ?? "";
  await samira.syncNow();
  await samira.allSent();
  await samira.page.goto(`/app/log?about=${person}`);
  for (const folded of await samira.page.locator(".log-entry__each > summary").all()) await folded.tap();
  const back = samira.page.getByRole("button", { name: samira.words.text("log.put_back") });
  await back.first().tap();
  await expect(samira.said(samira.words.text("log.was_put_back"))).toBeVisible();
  await samira.allSent();
  await youssef.syncNow();
  await youssef.allSent();
  await youssef.roll.open(session);
  await youssef.roll.shows(name, "present");
  const after = await hadir.exported();
  expect(after.log.length).toBe(exported.log.length + 1);
  await hadir.tell("verify-log");
});

test("a roll call that was opened in the log stays open while more is recorded", async ({ phones, hadir }) => {
  const youssef = await phones.of("youssef");
  const samira = await phones.of("samira");
  const session = await youssef.today.openRoll(LITERACY);
  const names = await youssef.roll.names(4);
  for (const name of names) await youssef.roll.mark(name, "present");
  await youssef.allSent();
  await samira.syncNow();
  await samira.allSent();
  await samira.page.goto(`/app/log?about=${session}`);
  const each = samira.page.locator("details").filter({ hasText: samira.words.text("log.each_mark") });
  await each.locator("summary").tap();
  const back = each.getByRole("button", { name: samira.words.text("log.put_back") });
  await expect(back).toHaveCount(4);
  await back.nth(1).tap();
  // The entry that puts it back comes from the server, on top; what was put back cannot be again.
  await samira.allSent();
  const head = hadir.demo.members.find(({ login }) => login === "samira")?.name ?? "";
  await expect(samira.log.of(head, names[2] ?? "")).toHaveCount(1);
  await expect(back).toHaveCount(3);
  await expect(each).toHaveAttribute("open", "");
  await expect(back.first()).toBeVisible();

  // The rest of it is taken back in one tap, and comes back in one.
  await each.getByRole("button", { name: samira.words.text("log.put_back_whole") }).tap();
  await expect(samira.said(samira.words.text("log.was_put_back"))).toBeVisible();
  await expect(back).toHaveCount(0);
  const marks = async () => [...(await hadir.exported()).marks(session).values()].filter((mark) => mark === "present").length;
  await samira.allSent();
  expect(await marks()).toBe(0);
  await samira.undo();
  await expect(back).toHaveCount(3);
  await samira.allSent();
  expect(await marks()).toBe(3);
});
