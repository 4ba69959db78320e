import { Exported } from "../support/exported.ts";
import { LITERACY } from "../support/pages/today.ts";
import { demoTest as test, expect } from "../support/test.ts";
import { day } from "../support/wall.ts";

const REPORT = "**/api/v1/report?*";


test("a paper is seen to be made, can be stopped, and comes when it is asked for again", async ({ phones }) => {
  const samira = await phones.of("samira", "fr");
  const { page, words } = samira;
  await samira.figures.open(day(-30), day());
  // An answer that does not come.
  let asked = 0;
  await page.route(REPORT, () => void asked++);
  const button = samira.button("figures.as_workbook");
  await button.tap();
  await expect(page.getByText(words.text("fetching.making"))).toBeVisible();
  await expect(samira.papers.underWay).toBeVisible();
  await expect.poll(() => asked).toBe(1);
  // A second tap asks for nothing more.
  await button.tap();
  await samira.button("common.stop").tap();
  await expect(samira.said(words.text("fetching.stopped"))).toBeVisible();
  await expect(samira.papers.underWay).toHaveCount(0);
  expect(asked).toBe(1);

  await page.unroute(REPORT);
  const workbook = await samira.papers.fetch(button);
  expect(workbook.name).toBe(`hadir-${day(-30)}-${day()}.xlsx`);
  expect(workbook.bytes.subarray(0, 2).toString()).toBe("PK");
  await expect(samira.said(words.text("fetching.stopped"))).toHaveCount(0);
});

test("a file under way goes on while somebody records what the report counts", async ({ phones }) => {
  const youssef = await phones.of("youssef");
  const samira = await phones.of("samira", "fr");
  await samira.figures.open(day(-30), day());
  const before = await samira.figures.number("figures.participations");
  await samira.page.route(REPORT, () => undefined);
  await samira.button("figures.as_workbook").tap();
  await expect(samira.papers.underWay).toBeVisible();

  await youssef.today.openRoll(LITERACY);
  const [name] = (await youssef.roll.names(1)) as [string];
  await youssef.roll.mark(name, "present");
  await youssef.allSent();
  await samira.comesToFront();
  await expect.poll(() => samira.figures.number("figures.participations")).toBe(before + 1);
  await expect(samira.papers.underWay).toBeVisible();
});

test("what the server refuses, and what finds no network, is a sentence, and nothing is lost", async ({ phones }) => {
  const samira = await phones.of("samira", "ar");
  const { page, words } = samira;
  await samira.figures.open(day(-30), day());
  const envelope = { code: "unavailable", message: "busy" };
  await page.route(REPORT, (route) => route.fulfill({ status: 503, json: envelope }));
  const alert = page.getByRole("alert");
  await samira.button("figures.as_csv").tap();
  await expect(alert).toBeVisible();
  await expect(alert).not.toContainText("unavailable");
  await page.unroute(REPORT);

  await samira.network(false);
  await samira.button("figures.as_csv").tap();
  await expect(alert.filter({ hasText: words.text("fetching.needs_network") })).toBeVisible();
  await samira.network(true);
  const table = await samira.papers.fetch(samira.button("figures.as_csv"));
  expect(table.bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  await expect(alert).toHaveCount(0);
});

test("a PDF that came is saved under its name, and can be opened from the page", async ({ phones }) => {
  const samira = await phones.of("samira", "fr");
  await samira.figures.open(day(-30), day());
  const report = await samira.papers.fetch(samira.button("figures.as_pdf"));
  expect(report.name).toBe("hadir-report.pdf");
  await expect(samira.link("fetching.open")).toHaveAttribute("href", /^blob:/);
  // Another file of the same page has nothing to do with it, and a table cannot be opened here.
  await samira.papers.fetch(samira.button("figures.as_csv"));
  await expect(samira.link("fetching.open")).toHaveCount(1);
  const again = samira.page.waitForEvent("download");
  await samira.button("fetching.again").first().tap();
  expect((await again).suggestedFilename()).toBe(report.name);
});

test("a table comes with the separator that was chosen, which the phone remembers", async ({ phones }) => {
  const samira = await phones.of("samira", "fr");
  const rows = async (): Promise<string> => {
    await samira.figures.open(day(-30), day());
    return (await samira.papers.fetch(samira.button("figures.as_csv"))).bytes.toString();
  };
  await samira.figures.open(day(-30), day());
  await expect(samira.field("separator")).toHaveValue("semicolon");
  expect(await rows()).toMatch(/^Personnes;\d+\r$/m);
  await samira.field("separator").selectOption("comma");
  expect(await rows()).toMatch(/^Personnes,\d+\r$/m);
  await expect(samira.field("separator")).toHaveValue("comma");
  await samira.field("separator").selectOption("tab");
  expect(await rows()).toMatch(/^Personnes\t\d+\r$/m);
});

test("a head takes all data away, and the log says so", async ({ phones, hadir }) => {
  const samira = await phones.of("samira", "fr");
  await samira.settings.open();
  // A phone that lies open is not its owner.
  await samira.field("taking").fill("not it");
  await samira.button("export.take").tap();
  await expect(samira.page.getByRole("alert").filter({ hasText: samira.words.text("export.wrong") })).toBeVisible();
  await expect(samira.field("taking")).toHaveValue("");
  await samira.field("taking").fill("hadir-demo");
  const file = await samira.papers.fetch(samira.button("export.take"));
  expect(file.name).toMatch(new RegExp(`-${day()}\\.jsonl$`));
  const text = file.bytes.toString();
  const lines = text.trimEnd().split("\n").map((line) => JSON.parse(line) as Record<string, unknown>);
  expect(lines[0]).toHaveProperty("hadir_export");
  expect(lines.at(-1)).toMatchObject({ end: { lines: lines.length - 1 } });
  expect(text).not.toContain("$argon2");
  const [taken, whole] = [new Exported(text.trimEnd()), await hadir.exported()];
  expect(taken.all("beneficiary")).toEqual(whole.all("beneficiary"));
  await samira.syncNow();
  await samira.log.open();
  await expect(samira.log.entries.filter({ hasText: samira.words.text("log.association_exported") })).not.toHaveCount(0);

  const youssef = await phones.of("youssef", "fr");
  await youssef.settings.open();
  await expect(youssef.button("export.take")).toHaveCount(0);
});
