import { LITERACY, SCHOOL } from "../support/pages/today.ts";
import { demoTest as test, expect, keptOnPhone } from "../support/test.ts";
import { day } from "../support/wall.ts";

interface Told {
  report: { volunteers: Record<string, { sessions: number; minutes: number; by_hand: number }> };
}

test("who is new undertakes confidentiality in one tap, with no network, and a head reads since when", async ({ phones }) => {
  const head = await phones.of("samira", "fr");
  await head.team.open();
  const link = await head.team.invite({ name: "Noura", activities: [SCHOOL] });

  const noura = await phones.fresh("fr");
  await noura.undertaking.byHand();
  await noura.join.accept(link, { login: "noura", password: "trois mots suffisent" });
  await expect(noura.undertaking.asked).toBeVisible();
  await expect(noura.page.getByText(noura.words.text("volunteering.secrecy"))).toBeVisible();
  await expect(noura.page.getByText(noura.words.say("volunteering.text_number", { n: 1 }))).toBeVisible();

  await test.step("whoever says not now goes on working, and is asked again when the app is opened", async () => {
    await noura.button("volunteering.not_now").tap();
    await noura.today.openRoll(SCHOOL);
    const [name] = (await noura.roll.names(1)) as [string];
    await noura.roll.mark(name, "present");
    await noura.allSent();
    await noura.today.open();
    await expect(noura.undertaking.asked).toBeVisible();
  });

  await head.team.open();
  const row = head.page.getByRole("button", { name: "Noura" });
  await expect(row).toContainText(head.words.text("volunteering.not_yet"));

  await keptOnPhone(noura.page);
  await noura.network(false);
  await noura.undertaking.asked.tap();
  await expect(noura.said(noura.words.text("volunteering.undertaken"))).toBeVisible();
  await noura.page.reload();
  await expect(noura.today.card(SCHOOL)).toBeVisible();
  await expect(noura.undertaking.asked).toHaveCount(0);
  await noura.network(true);
  await noura.syncNow();
  await noura.allSent();

  await head.syncNow();
  await head.allSent();
  await head.team.open();
  await expect(row).not.toContainText(head.words.text("volunteering.not_yet"));
  await head.hours.of("Noura");
  const which = head.words.say("volunteering.text_number", { n: 1 });
  await expect(head.page.getByRole("definition").filter({ hasText: which })).toBeVisible();
  await head.log.open();
  await expect(head.log.of("Noura", head.words.text("log.confidentiality_undertaken"))).toHaveCount(1);
});

test("hours written down with no network count beside those at sessions, are taken back, and stand in the register", async ({ phones, hadir }) => {
  const name = hadir.demo.members.find(({ login }) => login === "youssef")?.name ?? "";
  const youssef = await phones.of("youssef", "fr");
  const samira = await phones.of("samira", "fr");
  await youssef.network(false);
  await youssef.hours.open();
  await youssef.hours.writeDown({ hours: "2", minutes: "30", activity: LITERACY, what: "Photocopies" });
  await youssef.hours.writeDown({ hours: "1", what: "Ménage" });
  await expect(youssef.hours.sum("volunteering.by_hand")).toHaveText(youssef.hours.lasting(3, 30));
  await youssef.hours.takeBack("Ménage");
  await expect(youssef.hours.sum("volunteering.by_hand")).toHaveText(youssef.hours.lasting(2, 30));
  await youssef.network(true);
  await youssef.syncNow();
  await youssef.allSent();

  await samira.syncNow();
  await samira.allSent();
  await samira.hours.of(name);
  await expect(samira.hours.sum("volunteering.by_hand")).toHaveText(samira.hours.lasting(2, 30));
  await samira.hours.writeDown({ hours: "4", what: "Caravane" });
  await expect(samira.hours.sum("volunteering.by_hand")).toHaveText(samira.hours.lasting(6, 30));
  await samira.allSent();
  await samira.figures.day();
  const gave = samira.figures.under("evening.hours").getByRole("link").filter({ hasText: name });
  await expect(gave).toContainText(samira.hours.lasting(6, 30));

  const today = day();
  const said = await hadir.tell("report", "--association", hadir.demo.association, "--from", today, "--to", today, "--json");
  const member = (await hadir.exported()).one("member", "name", name).id;
  expect((JSON.parse(said) as Told).report.volunteers[member]?.by_hand).toBe(390);

  await samira.team.open();
  await samira.link("volunteering.register").tap();
  await samira.printed.is("volunteering.register");
  await expect(samira.printed.paper.getByRole("row").filter({ hasText: name })).toContainText("6,5");
  const paper = await samira.papers.fetch(samira.button("paper.as_file"));
  expect([paper.name, paper.bytes.subarray(0, 4).toString()]).toEqual(["hadir-volunteers.pdf", "%PDF"]);
});

test("a contract needs a volunteer of age, and past its last day an assignment leaves the phone", async ({ phones, hadir }) => {
  const name = hadir.demo.members.find(({ login }) => login === "khadija")?.name ?? "";
  const khadija = await phones.of("khadija");
  const samira = await phones.of("samira", "fr");
  await samira.team.open();
  await samira.page.getByRole("button", { name }).tap();
  await samira.sheet.getByText(samira.words.text("team.contractual"), { exact: true }).tap();
  await samira.field("contract").fill("2026/12");
  await samira.sheet.getByText(samira.words.text("volunteering.days"), { exact: true }).tap();
  const of = (activity: string) => samira.sheet.getByRole("group", { name: activity });
  await of(LITERACY).getByLabel(samira.words.text("volunteering.last_day")).fill(day(-1));
  await samira.sheet.getByRole("button", { name: samira.words.text("common.save"), exact: true }).tap();
  await expect(samira.sheet.getByRole("alert")).toContainText(samira.words.text("volunteering.of_age_missing"));
  await samira.sheet.getByText(samira.words.text("volunteering.of_age_check"), { exact: true }).tap();
  await samira.sheet.getByRole("button", { name: samira.words.text("common.save"), exact: true }).tap();
  await expect(samira.said(samira.words.text("common.saved"))).toBeVisible();
  await samira.allSent();

  await expect(khadija.today.card(LITERACY)).toBeVisible();
  await khadija.syncNow();
  await khadija.today.open();
  await expect(khadija.today.card(LITERACY)).toHaveCount(0);
  await khadija.page.goto("/app/activities");
  await expect(khadija.page.getByRole("link", { name: SCHOOL })).toBeVisible();
  await expect(khadija.page.getByRole("link", { name: LITERACY })).toHaveCount(0);
  await samira.hours.of(name);
  await expect(samira.page.getByRole("definition").filter({ hasText: "2026/12" })).toBeVisible();
  const [year, month, date] = day(-1).split("-") as [string, string, string];
  await expect(samira.page.getByRole("definition").filter({ hasText: LITERACY })).toContainText(`${date}/${month}/${year}`);
});

test("before its first day each assignment is on no phone, and that day it comes; a last day before it is told", async ({ phones, hadir }) => {
  const name = hadir.demo.members.find(({ login }) => login === "khadija")?.name ?? "";
  const khadija = await phones.of("khadija", "fr");
  await expect(khadija.today.card(LITERACY)).toBeVisible();
  const samira = await phones.of("samira", "fr");
  const row = samira.page.getByRole("button", { name });
  const save = samira.sheet.getByRole("button", { name: samira.words.text("common.save"), exact: true });
  await samira.team.open();
  const of = (activity: string, word: "first_day" | "last_day") =>
    samira.sheet.getByRole("group", { name: activity }).getByLabel(samira.words.text(`volunteering.${word}`));
  await row.tap();
  await samira.sheet.getByText(samira.words.text("volunteering.days"), { exact: true }).tap();
  await of(LITERACY, "first_day").fill(day(20));
  await of(LITERACY, "last_day").fill(day(10));
  await of(SCHOOL, "first_day").fill(day(25));
  await save.tap();
  await expect(samira.sheet.getByText(samira.words.text("volunteering.ends_before"))).toHaveCount(1);
  await of(LITERACY, "last_day").fill(day(30));
  await save.tap();
  await expect(samira.said(samira.words.text("common.saved"))).toBeVisible();
  await samira.allSent();
  const [year, month, date] = day(20).split("-") as [string, string, string];
  await expect(row).toContainText(`${date}/${month}/${year}`);

  await khadija.syncNow();
  await khadija.today.open();
  await expect(khadija.today.card(LITERACY)).toHaveCount(0);
  await khadija.page.goto("/app/activities");
  await expect(khadija.page.locator("main")).toContainText(`${date}/${month}/${year}`);

  await row.tap();
  await expect(samira.said(samira.words.text("common.saved"))).toHaveCount(0);
  await of(LITERACY, "first_day").fill(day(0));
  await save.tap();
  await expect(samira.said(samira.words.text("common.saved"))).toBeVisible();
  await samira.allSent();
  await khadija.syncNow();
  await khadija.today.open();
  await expect(khadija.today.card(LITERACY)).toBeVisible();
});
