import { idOf } from "../support/exported.ts";
import { demoTest as test, expect } from "../support/test.ts";

const PHOTO = 3;

test("an agreement is written down with no network, taken back, and both stay to be seen", async ({ phones, hadir }) => {
  const app = await phones.of("samira");
  await app.people.open();
  await app.people.rows.first().tap();
  await app.page.waitForURL(/\/app\/person\//);
  const person = app.page.url().split("/").pop() ?? "";
  const photo = app.page.getByRole("button", { name: app.words.text("person.purpose_photo") });
  await expect(photo).toContainText(app.words.text("consents.not_asked"));

  await app.network(false);
  await photo.tap();
  await expect(app.sheet).toContainText(app.words.text("consents.ask_photo"));
  await app.sheet.getByText(app.words.text("person.consent_paper")).tap();
  await app.button("consents.agree").tap();
  await expect(photo).toContainText(app.words.text("person.consent_given"));
  await photo.tap();
  await app.sheet.getByRole("button", { name: app.words.text("consents.withdraw") }).tap();
  await expect(photo).toContainText(app.words.text("person.consent_withdrawn"));

  await app.network(true);
  await app.allSent();
  const of = (await hadir.exported()).all("consent").filter(({ fields }) => idOf(fields["beneficiary"]) === person);
  const [given] = of.filter(({ fields }) => fields["purpose"] === PHOTO);
  expect(given?.fields["withdrawn"], "it is there, and taken back").toBe(given?.fields["day"]);
});

test("all that is kept about a person stands on one page, which prints without the frame", async ({ phones }) => {
  const app = await phones.of("samira");
  await app.people.open();
  await app.people.rows.first().tap();
  await app.page.waitForURL(/\/app\/person\//);
  const name = (await app.title.textContent()) ?? "";
  await app.network(false);
  await app.page.getByRole("link", { name: app.words.text("consents.kept") }).tap();
  await expect(app.title).toHaveText(app.words.text("consents.kept"));
  await expect(app.page.getByRole("banner")).toContainText(name);
  for (const part of ["consents.identity", "person.registrations", "person.history", "person.consent"] as const) {
    await expect(app.page.getByRole("heading", { name: app.words.text(part), exact: true })).toBeVisible();
  }
  const [first, ...rest] = name.split(" ");
  await expect(app.page.getByText(first ?? name, { exact: true })).toBeVisible();
  expect(rest.length).toBeGreaterThan(0);

  const written = app.page.waitForEvent("download");
  await app.button("consents.send").tap();
  expect((await written).suggestedFilename()).toBe(app.words.text("consents.file"));

  await app.page.emulateMedia({ media: "print" });
  await expect(app.button("consents.print")).toBeHidden();
  await expect(app.page.getByRole("heading", { name: app.words.text("consents.identity") })).toBeVisible();
});
