import { LITERACY } from "../support/pages/today.ts";
import { demoTest as test, expect } from "../support/test.ts";

test("an identity card number is closed without an authorisation, then written, masked, shown, and found by who holds the card", async ({ phones, hadir }) => {
  const samira = await phones.of("samira", "fr");
  const exported = await hadir.exported();
  const person = exported.all("beneficiary")[0]?.id ?? "";
  const heading = samira.page.getByRole("heading", { name: samira.words.text("cin.title"), exact: true });
  await samira.page.goto(`/app/person/${person}`);
  await expect(samira.button("person.history")).toBeVisible();
  await expect(heading).toHaveCount(0);

  await samira.settings.open();
  await samira.field("cin-authorisation").fill("A-PO-77/2026");
  await samira.page.locator("section").filter({ has: heading }).getByRole("button").tap();
  await expect(samira.said(samira.words.text("cin.authorised"))).toBeVisible();
  await samira.allSent();

  await samira.page.goto(`/app/person/${person}`);
  const card = samira.page.locator("section").filter({ has: heading });
  await expect(card).toContainText(samira.words.text("cin.none"));
  await samira.button("cin.write").tap();
  await samira.field("cin").fill("12345");
  await samira.sheet.getByRole("button", { name: samira.words.text("common.save") }).tap();
  await expect(samira.sheet.getByRole("alert").filter({ hasText: /\S/ })).toBeVisible();
  await samira.field("cin").fill("xq 739154");
  await samira.sheet.getByRole("button", { name: samira.words.text("common.save") }).tap();
  await expect(card).toContainText("••••54");
  await expect(card).not.toContainText("739154");
  await samira.button("cin.show").tap();
  await expect(card).toContainText("XQ739154");

  // Seen, it is in the log; it stays on no phone, and without a network it is not told.
  await samira.allSent();
  await samira.page.goto(`/app/log?about=${person}`);
  await expect(samira.log.entries.filter({ hasText: samira.words.text("field.cin_seen") })).not.toHaveCount(0);
  await samira.page.goto(`/app/person/${person}`);
  await samira.network(false);
  await samira.button("cin.show").tap();
  await expect(card).toContainText(samira.words.text("cin.needs_network"));
  await samira.network(true);

  await samira.people.open();
  await samira.people.find("XQ739154");
  await samira.button("cin.find").tap();
  await expect(samira.page.locator(`a[href="/app/person/${person}"]`)).toBeVisible();

  const youssef = await phones.of("youssef", "fr");
  await youssef.today.openRoll(LITERACY);
  await youssef.page.goto(`/app/person/${person}`);
  await expect(youssef.button("cin.show")).toHaveCount(0);
});
