import { idOf, markOf } from "../support/exported.ts";
import { read } from "../support/pages/printed.ts";
import { LITERACY } from "../support/pages/today.ts";
import { demoTest as test, expect } from "../support/test.ts";
import { day } from "../support/wall.ts";


/** A4 in points. */
const A4 = [595, 842];

/** The sides of a page, whole. */
const whole = (sides: [number, number]): number[] => sides.map(Math.round);

/** A paper's words in Latin letters and its numbers, sorted. Arabic ones are whole on paper, and cut by who reads the browser's PDF. */
const words = (text: string): string[] => (text.match(/[\p{Script=Latin}\d]{2,}/gu) ?? []).sort();

test("with no network a volunteer prints the sheet of a session, filled and blank", async ({ phones }) => {
  const youssef = await phones.of("youssef", "fr");
  const { page, printed } = youssef;
  await youssef.today.openRoll(LITERACY);
  const [present, absent] = (await youssef.roll.names(2)) as [string, string];
  await youssef.network(false);
  await youssef.roll.mark(present, "present");
  await youssef.roll.mark(absent, "absent");
  await youssef.roll.moreLink("figures.sheet");
  await printed.is("paper.attendance");

  const rows = await printed.rows();
  const state = (name: string): string | undefined => rows.find((row) => row[1] === name)?.[3];
  expect([state(present), state(absent)]).toEqual([youssef.words.text("roll.present"), youssef.words.text("roll.absent")]);
  const paper = await printed.print();
  expect(whole(paper.sides)).toEqual(A4);
  for (const name of rows.map((row) => row[1] ?? "").filter((name) => /^\p{Script=Latin}/u.test(name))) expect(paper.text).toContain(name);
  expect(paper.text).toContain(youssef.words.text("paper.leader_signs"));
  expect(paper.text).not.toContain(youssef.words.text("paper.from_here"));
  expect(paper.text).toMatch(new RegExp(`\\b1 ?/ ?${paper.pages}\\b`));
  // The head of the table is on each page.
  const heads = paper.text.split(youssef.words.text("paper.signature")).length - 1;
  expect(heads - 1).toBe(paper.pages);

  await youssef.link("paper.blank").tap();
  await expect(youssef.link("paper.blank")).toHaveAttribute("aria-current", "page");
  const blank = await printed.rows();
  expect(blank).toHaveLength(rows.length + 5);
  expect(blank.every((row) => row[3] === "")).toBe(true);
  // Printing is asked of the browser by a tap.
  await page.evaluate(() => Object.assign(window, { print: () => document.body.setAttribute("data-printed", "") }));
  await youssef.button("paper.print").tap();
  await expect(page.locator("body[data-printed]")).toHaveCount(1);
  // Who does not plan makes no assembly's list; and the way back leads to the roll.
  await expect(youssef.link("paper.assembly_short")).toHaveCount(0);
  await youssef.link("common.back").tap();
  await expect(youssef.roll.list).toBeVisible();
});

test("what a phone prints and what the server makes say the same, word by word", async ({ phones, hadir }) => {
  const samira = await phones.of("samira", "fr");
  const { page, printed } = samira;
  const session = await samira.today.openRoll(LITERACY);
  const [name] = (await samira.roll.names(1)) as [string];
  await samira.roll.mark(name, "present");
  await samira.allSent();
  const exported = await hadir.exported();
  const group = idOf(exported.all("session").find(({ id }) => id === session)?.fields["group"]);
  const mark = exported.all("attendance").find(({ fields }) => markOf(fields["status"]) === "present");
  const person = idOf(mark?.fields["beneficiary"]);
  const of = idOf(exported.all("session").find(({ id }) => id === idOf(mark?.fields["session"]))?.fields["activity"]);
  const belongs = ({ fields }: { fields: Record<string, unknown> }) => idOf(fields["beneficiary"]) === person && idOf(fields["activity"]) === of;
  const registration = exported.all("registration").find(belongs)?.id;
  for (const [place, title, wide] of [
    [`attendance/${session}`, "paper.attendance", false],
    [`assembly/${session}`, "paper.assembly", false],
    [`register/${group}`, "paper.register", true],
    [`certificate/${registration}`, "paper.certificate", true],
    [`volunteers/${new Date().getFullYear()}`, "volunteering.register", true],
  ] as const) {
    await page.goto(`/app/paper/${place}`);
    await printed.is(title);
    const [here, made] = [await printed.print(), await read((await samira.papers.fetch(samira.button("paper.as_file"))).bytes)];
    expect(whole(here.sides), place).toEqual(wide ? [...A4].reverse() : A4);
    expect(whole(made.sides), place).toEqual(whole(here.sides));
    const numbering = new Set(words(samira.words.text("paper.page")));
    expect(words(here.text).filter((word) => !numbering.has(word)), place).toEqual(words(made.text).filter((word) => !numbering.has(word)));
  }
});

test("a register is turned to the month before, and whoever may not read a paper is told that there is none", async ({ phones }) => {
  const samira = await phones.of("samira", "ar");
  const { page, printed } = samira;
  await samira.activities.open();
  await samira.activities.rows.filter({ hasText: LITERACY }).tap();
  await page.getByRole("link", { name: samira.words.text("figures.register") }).first().tap();
  await printed.is("paper.register");
  const today = new Date(day());
  const month = (moved: number): string => new Date(Date.UTC(today.getUTCFullYear(), today.getUTCMonth() + moved, 1)).toISOString().slice(0, 7);
  await page.getByRole("navigation").getByRole("link").first().tap();
  await expect(page).toHaveURL(new RegExp(`month=${month(-1)}$`));
  await page.getByRole("navigation").getByRole("link").last().tap();
  await expect(page).toHaveURL(new RegExp(`month=${month(0)}$`));

  const youssef = await phones.of("youssef", "fr");
  await youssef.page.goto(`/app/paper/volunteers/${today.getUTCFullYear()}`);
  await expect(youssef.page.getByText(youssef.words.text("paper.none_title"))).toBeVisible();
  await youssef.page.goto("/app/paper/attendance/nothing");
  await expect(youssef.page.getByText(youssef.words.text("paper.none_title"))).toBeVisible();
});

test("a report that is printed with no network says whose it is and under which agreement", async ({ phones }) => {
  const samira = await phones.of("samira", "fr");
  const { page, printed, words } = samira;
  await samira.projects.open();
  await samira.projects.fill({ name: "Lire au douar", donor: "Fondation Atlas", agreement: "CV-2026/7", from: day(-60), to: day(60), people: 40, budget: ["Formatrices", "45000", "12000"] });
  await samira.button("project.create").tap();
  await page.waitForURL(/\/app\/project\//);
  await samira.projects.put(LITERACY);
  await samira.network(false);
  await samira.link("project.report").tap();
  await expect(samira.figures.ages.first()).toBeVisible();
  await expect(page.getByText(words.text("paper.president_signs"))).toBeHidden();
  const paper = await printed.print();
  expect(whole(paper.sides)).toEqual(A4);
  for (const said of ["Association Al Amal", "2026/114", "Lire au douar", "Fondation Atlas", "CV-2026/7", words.text("paper.president_signs")]) {
    expect(paper.text).toContain(said);
  }
  // What only a screen is for is left out.
  for (const key of ["common.skip_to_content", "figures.every_activity", "figures.as_pdf"]) {
    expect(paper.text).not.toContain(words.text(key));
  }
});
