import { pdf } from "../support/pages/association_file.ts";
import { demoTest as test, expect } from "../support/test.ts";
import { day } from "../support/wall.ts";


test("a head is reminded of the end of the mandate, in the evening too, until another is written down", async ({ phones, hadir }) => {
  const samira = await phones.of("samira", "fr");
  await samira.file.open();
  await expect(samira.file.need("mandate_unknown")).toBeVisible();
  // With no network: it is written down here.
  await samira.network(false);
  await samira.file.mandateEnds(day(20));
  await expect(samira.file.need("mandate_ends", { left: samira.words.count("file.left", 20) })).toBeVisible();
  await expect(samira.file.need("mandate_unknown")).toHaveCount(0);
  await samira.page.goto("/app/day");
  await expect(samira.file.need("mandate_ends")).toBeVisible();
  await samira.inbox.open();
  await expect(samira.file.need("mandate_ends")).toBeVisible();
  await samira.network(true);
  await samira.syncNow();
  await samira.allSent();
  const written = (await hadir.exported()).all("association")[0]?.fields.mandate_to;
  expect(written).toBe(day(20));

  await samira.file.open();
  await samira.file.mandateEnds(day(-1));
  await expect(samira.file.need("mandate_over")).toBeVisible();
  await samira.undo();
  await expect(samira.file.need("mandate_ends")).toBeVisible();
  await samira.file.mandateEnds(day(400));
  await expect(samira.file.need("mandate_ends")).toHaveCount(0);

  const hassan = await phones.of("hassan", "fr");
  await hassan.page.goto("/app/file");
  await expect(hassan.page.getByText(hassan.words.text("file.for_heads"))).toBeVisible();
  await hassan.settings.open();
  await expect(hassan.link("file.title")).toHaveCount(0);
});

test("what was typed of a document waits for a network; kept, it is fetched byte for byte and withdrawn with a way back", async ({ phones, hadir }) => {
  const samira = await phones.of("samira");
  const file = pdf("convention.exe", "convention avec la fondation");
  await samira.settings.open();
  await samira.link("file.title").tap();
  await samira.network(false);
  await samira.file.fill("Convention Atlas", file);
  await samira.file.send();
  await expect(samira.file.fault).toContainText(samira.words.text("problem.needs_network"));
  await expect(samira.file.fault).toContainText(samira.words.text("file.typed_stays"));
  // Put away and taken out again, it still holds what was typed.
  await samira.page.keyboard.press("Escape");
  await samira.network(true);
  await samira.button("file.add").tap();
  await expect(samira.field("document_title")).toHaveValue("Convention Atlas");
  await samira.file.send();
  await expect(samira.said(samira.words.text("file.kept"))).toBeVisible();
  await expect(samira.file.rows).toHaveCount(1);
  await expect(samira.file.rows).toContainText("Convention Atlas");
  await expect(samira.file.rows).toContainText("PDF");

  // What it is called is corrected later, with no network too, and what it was called comes back.
  await samira.network(false);
  await samira.file.describe("Convention Atlas signée");
  await expect(samira.file.rows).toContainText("Convention Atlas signée");
  await samira.undo();
  await expect(samira.file.rows).not.toContainText("signée");
  await samira.file.describe("Convention Atlas signée");
  await samira.network(true);
  await samira.syncNow();
  await samira.allSent();
  await samira.log.open();
  const corrected = samira.words.text("log.document_changed");
  await expect(samira.log.entries.filter({ hasText: corrected })).not.toHaveCount(0);

  await samira.file.open();
  await samira.file.rows.tap();
  const fetched = await samira.papers.fetch(samira.button("file.download"));
  expect(fetched.bytes.toString()).toBe(file.buffer.toString());
  expect(fetched.name).toBe("convention.pdf");

  await samira.sheet.getByText(samira.words.text("file.withdraw"), { exact: true }).tap();
  await expect(samira.file.rows).toHaveCount(0);
  await expect(samira.page.getByRole("heading", { name: samira.words.text("file.withdrawn_list") })).toBeVisible();
  await samira.undo();
  await expect(samira.file.rows).toHaveCount(1);
  await samira.syncNow();
  await samira.allSent();
  const [kept] = (await hadir.exported()).all("document");
  expect(kept?.fields.title).toBe("Convention Atlas signée");
  expect(kept?.fields.withdrawn).toBeFalsy();
});

test("a file's name is the title it proposes, until somebody writes another", async ({ phones }) => {
  const samira = await phones.of("samira", "fr");
  await samira.file.open();
  await samira.button("file.add").tap();
  const choose = samira.sheet.locator("input[type=file]");
  await choose.setInputFiles(pdf("PV_assemblée_2026.pdf", "procès-verbal"));
  await expect(samira.field("document_title")).toHaveValue("PV assemblée 2026");
  await choose.setInputFiles(pdf("Statuts.pdf", "statuts"));
  await expect(samira.field("document_title")).toHaveValue("Statuts");
  await samira.field("document_title").fill("Statuts signés");
  await choose.setInputFiles(pdf("scan0012.pdf", "statuts"));
  await expect(samira.sheet.getByText("scan0012.pdf", { exact: true })).toBeVisible();
  await expect(samira.field("document_title")).toHaveValue("Statuts signés");
  await samira.file.send();
  await expect(samira.file.rows).toContainText("Statuts signés");
});

test("a page that is called a PDF is not kept, and says so", async ({ phones, hadir }) => {
  const samira = await phones.of("samira", "en");
  await samira.file.open();
  const page = { name: "statutes.pdf", mimeType: "application/pdf", buffer: Buffer.from("<html><script>alert(1)</script>") };
  await samira.file.fill("Statutes", page);
  await samira.file.send();
  await expect(samira.file.fault).toContainText(samira.words.text("problem.document_media"));
  expect((await hadir.exported()).all("document")).toHaveLength(0);
});
