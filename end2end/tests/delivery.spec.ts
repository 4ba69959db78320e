import { idOf } from "../support/exported.ts";
import { LITERACY } from "../support/pages/today.ts";
import { demoTest as test, expect, keptOnPhone } from "../support/test.ts";
import { day } from "../support/wall.ts";


interface Told {
  report: {
    deliveries: { item: string; unit: string; times: number; hundredths: number; people: number; unnamed: number }[];
    by_milieu: Record<string, { people: number }>;
    by_disability: Record<string, { people: number }>;
    total: { people: number };
  };
}

test("without a network all who are present are handed a basket at once, and a report counts it", async ({ phones, hadir }) => {
  const youssef = await phones.of("youssef", "fr");
  await youssef.today.openRoll(LITERACY);
  const names = await youssef.roll.names(4);
  await youssef.network(false);
  for (const name of names.slice(0, 3)) await youssef.roll.mark(name, "present");

  await youssef.handing.open();
  await youssef.handing.give({ item: "Panier d’essai", each: "0" });
  await expect(youssef.sheet.getByText(youssef.words.text("delivery.bad_quantity"))).toBeVisible();
  await youssef.handing.give({ item: "Panier d’essai", each: "1,5", unit: "kilogram" });
  await youssef.undo();
  await youssef.handing.open();
  await expect(youssef.handing.line("Panier d’essai")).toHaveCount(0);
  await youssef.handing.give({ item: "Panier d’essai", each: "1,5", unit: "kilogram" });

  // One person more, and what was handed over before is proposed with its unit and quantity.
  await youssef.handing.openFor(names[3] ?? "");
  await youssef.field("item").fill("panier");
  await youssef.handing.proposed.first().tap();
  await expect(youssef.field("each")).toHaveValue("1,5");
  await expect(youssef.field("goods-unit")).toHaveValue("kilogram");
  await youssef.sheet.getByRole("button", { name: youssef.words.text("delivery.give"), exact: true }).tap();

  await youssef.handing.open();
  await youssef.handing.give({ item: "Panier d’essai", each: "2", unit: "kilogram" }, 3);
  await youssef.handing.open();
  await expect(youssef.handing.line("Panier d’essai")).toContainText(/12\W+kg/);
  await youssef.page.keyboard.press("Escape");
  await youssef.network(true);
  await youssef.syncNow();
  await youssef.allSent();

  const exported = await hadir.exported();
  const given = exported.all("delivery").filter(({ fields }) => fields["item"] === "Panier d’essai");
  expect(given.length, "four people, and one count without names").toBe(5);
  const asked = ["report", "--association", hadir.demo.association, "--from", day(-1), "--to", day(1), "--json"];
  const told = JSON.parse(await hadir.tell(...asked)) as Told;
  const baskets = told.report.deliveries.filter(({ item }) => item === "Panier d’essai");
  expect(baskets).toEqual([
    { item: "Panier d’essai", unit: "kilogram", times: 7, hundredths: 1_200, people: 4, unnamed: 3 },
  ]);

  const samira = await phones.of("samira", "fr");
  await samira.syncNow();
  await samira.allSent();
  await samira.figures.open(day(-1), day(1));
  const counted = samira.figures.under("figures.by_item").getByRole("link").filter({ hasText: "Panier d’essai" });
  await expect(counted).toContainText(/12\W+kg/);
  await counted.tap();
  await expect(samira.title).toHaveText(samira.words.count("figures.came", 4));

  // The person's page says it too, and so does the log, with its item.
  const person = idOf(given.find(({ fields }) => fields["beneficiary"])?.fields["beneficiary"]);
  await samira.page.goto(`/app/person/${person}`);
  await samira.button("person.history").tap();
  await expect(samira.figures.under("delivery.received")).toContainText("Panier d’essai");
  await samira.log.open();
  // Three at once and the undo before them, one more, and one count: one line that opens.
  const line = samira.log.entries.filter({ hasText: samira.words.count("log.handed_to", 5) });
  await expect(line.filter({ hasText: "Panier d’essai" })).toHaveCount(1);
});

test("outside sessions goods go to people by a tap each, with no network, and to one person from their page", async ({ phones, hadir }) => {
  const youssef = await phones.of("youssef", "fr");
  const { handing, words } = youssef;
  const before = await hadir.exported();
  const literacy = before.one("activity", "title", LITERACY).id;
  await keptOnPhone(youssef.page);
  await youssef.network(false);
  await handing.openIn(literacy);
  const [first, second] = (await handing.people(2)) as [string, string];

  await test.step("nothing is handed over that has no name, nor on a day to come", async () => {
    await handing.person(first).tap();
    await expect(handing.person(first)).toHaveAttribute("aria-pressed", "false");
    await youssef.field("item").fill("Colis");
    await youssef.field("day").fill(day(3));
    await handing.person(first).tap();
    await expect(youssef.page.getByText(words.text("delivery.day_to_come")).first()).toBeVisible();
    await youssef.field("day").fill(day());
  });

  for (const name of [first, second]) {
    await handing.person(name).tap();
    await expect(handing.person(name)).toHaveAttribute("aria-pressed", "true");
  }
  await youssef.undo();
  await expect(handing.person(second)).toHaveAttribute("aria-pressed", "false");
  await handing.person(first).tap();
  await expect(handing.person(first), "a second tap takes it back").toHaveAttribute("aria-pressed", "false");
  await handing.person(first).tap();
  await expect(handing.person(first)).toHaveAttribute("aria-pressed", "true");

  await youssef.page.getByText(words.text("delivery.unnamed"), { exact: true }).first().tap();
  await youssef.page.getByRole("textbox", { name: words.text("delivery.unnamed") }).fill("5");
  await youssef.button("delivery.give").tap();
  await expect(youssef.page.getByRole("main").locator(".row").filter({ hasText: "Colis" })).toContainText("6");
  // Left and come back to, it is still there: nothing of it waited for a network.
  await youssef.page.reload();
  await expect(youssef.page.getByRole("main").locator(".row").filter({ hasText: "Colis" })).toContainText("6");

  await youssef.network(true);
  await youssef.syncNow();
  await youssef.allSent();
  const given = (await hadir.exported()).all("delivery").filter(({ fields }) => fields["item"] === "Colis");
  const standing = given.filter(({ fields }) => Number(fields["quantity"]) > 0);
  expect(standing).toHaveLength(2);
  expect(standing.every(({ fields }) => fields["session"] === undefined || fields["session"] === null)).toBe(true);

  const samira = await phones.of("samira", "fr");
  const person = idOf(standing.find(({ fields }) => fields["beneficiary"])?.fields["beneficiary"]);
  await keptOnPhone(samira.page);
  await samira.network(false);
  await samira.handing.openFrom(person);
  await samira.field("activity").selectOption(literacy);
  await samira.handing.give({ item: "Colis" });
  await expect(samira.said(samira.words.text("delivery.already"))).toBeVisible();
  await samira.handing.openFrom(person);
  await samira.field("activity").selectOption(literacy);
  await samira.handing.give({ item: "Couverture", each: "2" });
  await samira.button("person.history").tap();
  const received = samira.figures.under("delivery.received").locator(".row");
  await expect(received.filter({ hasText: "Couverture" })).toHaveCount(1);
  await samira.undo();
  await expect(received.filter({ hasText: "Couverture" })).toHaveCount(0);
  await expect(received.filter({ hasText: "Colis" })).toHaveCount(1);
});

test("people are asked about difficulties only where a head chose so, and reports tell it beside town and country", async ({ phones, hadir }) => {
  const samira = await phones.of("samira", "fr");
  const asks = samira.page.locator("#field-disability");
  const exported = await hadir.exported();
  const attended = exported.all("attendance").find(({ fields }) => fields["status"] === 1);
  const person = idOf(attended?.fields["beneficiary"]);
  await samira.page.goto(`/app/edit-person/${person}`);
  await expect(samira.field("given_name")).toBeVisible();
  await expect(asks).toHaveCount(0);

  await samira.settings.open();
  const choice = samira.page.locator("#field-asks-disability");
  await choice.getByText(samira.words.text("common.yes"), { exact: true }).tap();
  await expect(samira.said(samira.words.text("disability.set"))).toBeVisible();
  await samira.page.goto(`/app/edit-person/${person}`);
  await asks.getByText(samira.words.text("disability.some"), { exact: true }).tap();
  await samira.button("common.save").tap();
  await samira.page.waitForURL(`**/app/person/${person}`);
  await expect(samira.page.getByText(samira.words.text("disability.some"))).toBeVisible();

  await samira.figures.open(day(-400), day(1));
  await expect(samira.figures.under("field.disability")).toContainText(samira.words.text("disability.some"));
  await expect(samira.figures.under("figures.by_milieu").locator(".row").first()).toBeVisible();
  await samira.syncNow();
  await samira.allSent();
  const asked = ["report", "--association", hadir.demo.association, "--from", day(-400), "--to", day(1), "--json"];
  const { report } = JSON.parse(await hadir.tell(...asked)) as Told;
  expect(report.by_disability["some"]?.people).toBe(1);
  const living = Object.values(report.by_milieu).reduce((sum, { people }) => sum + people, 0);
  expect(living).toBe(report.total.people);
});
