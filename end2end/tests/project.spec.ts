import { LITERACY } from "../support/pages/today.ts";
import { demoTest as test, expect } from "../support/test.ts";
import { day } from "../support/wall.ts";


interface Told {
  report: {
    total: { people: number };
    projects: { agreement: string; indicators: { value: number; target: number }[]; budget: { spent: number }[] }[];
  };
}

test("a head makes a project, its indicator moves as people are marked, and its report goes out as it stands", async ({ phones, hadir }) => {
  const samira = await phones.of("samira", "fr");
  const people = samira.words.text("project.people");
  const reached = (value: number) => samira.words.say("project.of_target", { value, target: 40 });
  const project = await samira.projects.create({
    name: "Lire au douar",
    donor: "Fondation Atlas",
    agreement: "CV-2026/7",
    from: day(),
    to: day(30),
    report: "quarterly",
    people: 40,
    budget: ["Formatrices", "45.000,00", "1200,50"],
  });
  await expect(samira.page.getByText(samira.words.text("kept.quarterly"), { exact: true })).toBeVisible();
  await expect(samira.projects.bar(people)).toContainText(reached(0));
  await expect(samira.projects.bar("Formatrices")).toContainText("1.200,50");
  await samira.projects.put(LITERACY);
  await samira.allSent();

  // With no network: what is marked here is counted here.
  await samira.network(false);
  await samira.today.open();
  await samira.today.openRoll(LITERACY);
  const names = await samira.roll.names(4);
  for (const name of names.slice(0, 3)) await samira.roll.mark(name, "present");
  await samira.roll.mark(names[3] ?? "", "absent");
  await samira.page.goto(`/app/project/${project}`);
  await expect(samira.projects.bar(people)).toContainText(reached(3));
  await expect(samira.projects.bar(people)).toContainText(samira.words.say("figures.rate_of", { percent: "7,5" }));

  // The report of the project, on its own days: the same number, with the people behind it.
  await samira.link("project.report").tap();
  await expect(samira.title).toHaveText(samira.words.text("figures.title"));
  expect(await samira.figures.number("figures.people")).toBe(3);
  await expect(samira.projects.bar("Formatrices")).toBeVisible();
  await samira.projects.bar(people).tap();
  await expect(samira.title).toHaveText(samira.words.count("figures.came", 3));
  await samira.page.goBack();

  // For outside three people are few.
  await samira.page.locator(".fold summary").tap();
  await expect(samira.field("funds")).toHaveValue(project);
  await samira.page.getByText(samira.words.text("figures.outside"), { exact: true }).tap();
  await expect(samira.projects.bar(people)).toContainText(samira.words.text("figures.hidden"));
  await samira.page.getByText(samira.words.text("figures.inside"), { exact: true }).tap();
  await expect(samira.projects.bar(people)).toContainText(reached(3));

  // The server counts the same, and makes the papers of it.
  await samira.network(true);
  await samira.syncNow();
  await samira.allSent();
  const told = JSON.parse(
    await hadir.tell("report", "--association", hadir.demo.association, "--project", project, "--json"),
  ) as Told;
  expect(told.report.total.people).toBe(3);
  expect(told.report.projects[0]).toMatchObject({
    agreement: "CV-2026/7",
    indicators: [{ value: 3, target: 40 }],
    budget: [{ spent: 120_050 }],
  });
  await samira.page.goto(`/app/project/${project}`);
  await samira.link("project.report").tap();
  const kinds = [["figures.as_pdf", "pdf"], ["figures.as_workbook", "xlsx"], ["figures.as_csv", "csv"]] as const;
  for (const [key, ending] of kinds) {
    const asked = samira.page.waitForRequest((request) => request.url().includes("report?"));
    const file = await samira.papers.fetch(samira.button(key));
    expect((await asked).url()).toContain(`project=${project}`);
    expect(file.name).toMatch(new RegExp(`\\.${ending}$`));
    if (ending === "csv") expect(file.bytes.toString()).toContain("CV-2026/7");
  }
});

test("the projects of a donor are one report, and the activity says who funds it", async ({ phones }) => {
  const samira = await phones.of("samira", "fr");
  const funding = { donor: "Fondation Atlas", from: day(-30), to: day(30) };
  await samira.projects.create({ ...funding, name: "Lire", people: 40 });
  await samira.projects.put(LITERACY);
  await samira.projects.create({ ...funding, name: "Jouer", donor: "fondation atlas" });
  await samira.projects.open();
  await expect(samira.projects.rows).toHaveCount(2);
  await samira.page.goto(`/app/report?from=${day(-30)}&to=${day(30)}`);
  await samira.page.locator(".fold summary").tap();
  await samira.field("funds").selectOption({ label: samira.words.text("project.funded_by_donor").replace("{donor}", "Fondation Atlas") });
  await expect(samira.page.getByRole("heading", { name: "Lire", exact: true })).toBeVisible();
  await expect(samira.page.getByRole("heading", { name: "Jouer", exact: true })).toBeVisible();
  await samira.activities.open();
  await samira.activities.rows.filter({ hasText: LITERACY }).tap();
  await samira.page.getByRole("main").getByRole("link", { name: "Lire" }).tap();
  await expect(samira.title).toHaveText("Lire");
});

test("a project that ends before it begins is not saved, and volunteers are told whom projects are for", async ({ phones }) => {
  const samira = await phones.of("samira", "fr");
  await samira.projects.fill({ name: "À rebours", from: day(), to: day(-1) });
  await samira.button("project.create").tap();
  await expect(samira.page.locator("#field-to-error")).toContainText(samira.words.text("problem.refused_bad_date"));
  await samira.projects.open();
  await expect(samira.projects.rows).toHaveCount(0);
  const hassan = await phones.of("hassan", "fr");
  await hassan.projects.open();
  await expect(hassan.page.getByText(hassan.words.text("project.for_heads"))).toBeVisible();
  await expect(hassan.link("project.new")).toHaveCount(0);
});
