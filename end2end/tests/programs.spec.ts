import { demoTest as test, expect } from "../support/test.ts";
import { day } from "../support/wall.ts";

const DATA = "/api/v1/data/";

test("a head makes a token, a spreadsheet reads by it, and reads no more once it is withdrawn", async ({ phones, hadir }) => {
  const samira = await phones.of("samira");
  await samira.settings.open();
  await samira.button("programs.add").tap();
  await samira.field("program").fill("Tableau du bailleur");
  await samira.sheet.getByText(samira.words.text("programs.numbers"), { exact: true }).tap();
  await samira.button("programs.make").tap();
  const shown = samira.sheet.locator(".team-link");
  await expect(shown.first()).toHaveText(/^hadir_/);
  const [token, address] = (await shown.allTextContents()) as [string, string];
  expect(address).toBe(`${hadir.url}${DATA}report`);
  await samira.button("common.done").tap();

  // As Excel asks: the token is the password of nobody in particular.
  const basic = `Basic ${Buffer.from(`:${token}`).toString("base64")}`;
  const read = (table: string) => fetch(`${hadir.url}${DATA}${table}`, { headers: { authorization: basic } });
  const rows = (await (await read("report")).json()) as { part: string; people: number }[];
  expect(rows.find(({ part }) => part === "total")?.people).toBeGreaterThan(0);
  expect((await read("people")).status).toBe(403);

  await samira.syncNow();
  await samira.allSent();
  await samira.settings.open();
  const row = samira.page.getByRole("button", { name: /Tableau du bailleur/ });
  await expect(row).not.toContainText(samira.words.text("programs.never_read"));
  await row.tap();
  await samira.sheet.getByText(samira.words.text("programs.withdraw"), { exact: true }).tap();
  await samira.syncNow();
  await samira.allSent();
  expect((await read("report")).status).toBe(401);
  await samira.page.goto("/app/log");
  await expect(samira.log.entries.filter({ hasText: samira.words.text("log.token_withdrawn") })).toHaveCount(1);
});

test("a report that was kept is found again as it was, and the next one makes itself", async ({ phones, hadir }) => {
  const samira = await phones.of("samira");
  const [from, to] = [day(-90), day(1)];
  await samira.figures.open(from, to);
  const people = await samira.figures.number("figures.people");
  // A server that takes long is seen to, and need not be waited for.
  const making = "**/api/v1/reports?*";
  await samira.page.route(making, () => undefined);
  await samira.button("kept.keep").tap();
  await expect(samira.page.getByText(samira.words.text("kept.keeping"))).toBeVisible();
  await samira.button("common.stop").tap();
  await expect(samira.page.getByText(samira.words.text("kept.keep_stopped"))).toBeVisible();
  await samira.page.unroute(making);
  await samira.button("kept.keep").tap();
  await expect(samira.page.getByText(samira.words.text("kept.kept"))).toBeVisible();
  await samira.link("kept.title").tap();
  await expect(samira.title).toHaveText(samira.words.text("kept.title"));
  const row = samira.page.locator("button.row");
  await expect(row).toHaveCount(1);
  await expect(row).toContainText(String(people));

  await row.tap();
  await expect(samira.button("figures.as_workbook")).toBeVisible();
  const kept = await samira.papers.fetch(samira.button("figures.as_pdf"));
  expect(kept.bytes.subarray(0, 4).toString()).toBe("%PDF");
  await samira.sheet.getByText(samira.words.text("kept.delete"), { exact: true }).tap();
  await expect(samira.page.getByText(samira.words.text("kept.none"))).toBeVisible();
  // A tap brings it back: nothing was deleted yet.
  await samira.button("common.undo").tap();
  await expect(row).toHaveCount(1);
  expect((await hadir.exported()).all("association")[0]?.fields.report_deleted ?? "").toBe("");
  await row.tap();
  await samira.sheet.getByText(samira.words.text("kept.delete"), { exact: true }).tap();
  await expect(samira.page.getByText(samira.words.text("kept.none"))).toBeVisible();

  await samira.page.getByText(samira.words.text("kept.weekly"), { exact: true }).tap();
  await expect(samira.page.getByText(samira.words.text("kept.rhythm_set"))).toBeVisible();
  await samira.syncNow();
  await samira.allSent();
  const exported = await hadir.exported();
  expect(exported.all("association")[0]?.fields.report_rhythm).toBe(1);
  // What was deleted is, once something else is done, and the log says which.
  const deleted = async () => (await hadir.exported()).all("association")[0]?.fields.report_deleted;
  await expect.poll(deleted).toContain(`${from} – ${to} · `);
});
