import { demoTest as test, expect } from "../support/test.ts";

const NEWCOMERS = [
  { lang: "ar", given: "تسنيم", typed: "سيدي مومن", chosen: "سيدي مومن، الدار البيضاء", code: "06.141.01.53" },
  { lang: "fr", given: "Tasnim", typed: "ammel tiznit", chosen: "Ammelne, Tiznit", code: "09.581.09.05" },
] as const;

for (const { lang, given, typed, chosen, code } of NEWCOMERS) {
  test(`a newcomer's commune is found by its name with no network, and is kept by its code (${lang})`, async ({ phones, hadir }) => {
    const app = await phones.of("samira", lang);
    await app.page.goto("/app/add");
    await expect(app.title).toHaveText(app.words.text("person.new"));
    await app.network(false);
    await app.personForm.fill({ given, sex: "female", birthYear: 1990, consent: "oral" });
    await app.personForm.chooseCommune(typed, chosen);
    await app.personForm.submit();
    await expect(app.said(app.words.say("person.added_named", { name: given }))).toBeVisible();
    await app.network(true);
    await app.syncNow();
    await app.allSent();

    const person = (await hadir.exported()).one("beneficiary", lang === "ar" ? "given_ar" : "given_la", given);
    expect(person.fields["commune"]).toBe(code);
    await app.page.goto(`/app/person/${person.id}`);
    await expect(app.page.getByRole("definition").filter({ hasText: chosen })).toBeVisible();
  });
}

test("a commune nobody knows stays the words that were typed, and the arrows choose as a finger does", async ({ phones, hadir }) => {
  const app = await phones.of("samira", "fr");
  await app.page.goto("/app/add");
  await app.personForm.fill({ given: "Tasnim", sex: "female", consent: "oral" });
  await app.button("person.more_fields").tap();
  await app.field("commune").fill("Ammelne");
  await expect(app.personForm.communes.first()).toBeVisible();
  await app.field("commune").press("ArrowDown");
  await app.field("commune").press("Enter");
  await expect(app.field("commune")).toHaveValue("Ammelne, Tiznit");
  await app.field("commune").fill("Derb Ghallef");
  await expect(app.personForm.communes).toHaveCount(0);
  await app.personForm.submit();
  await expect(app.said(app.words.say("person.added_named", { name: "Tasnim" }))).toBeVisible();
  await app.allSent();
  const person = (await hadir.exported()).one("beneficiary", "given_la", "Tasnim");
  expect(person.fields["commune"]).toBe("Derb Ghallef");
});
