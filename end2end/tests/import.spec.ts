import { PEOPLE } from "../support/hadir.ts";
import { demoTest, expect, test } from "../support/test.ts";

/** Lines of the sample. */
const SAMPLE = 250;

/** A list as someone types it. */
const list = (...lines: string[]) => ({ name: "liste.csv", mimeType: "text/csv", buffer: Buffer.from(lines.join("\n")) });

demoTest("one refused line stops all until a person leaves it out, and nobody likely known is added again unbidden", async ({ phones, hadir }) => {
  const { association } = hadir.demo;
  const count = async () => (await hadir.exported(association)).all("beneficiary").length;
  const head = await phones.of("samira");
  const before = await count();

  await demoTest.step("all or nothing is the rule", async () => {
    await head.import.open();
    await head.import.choose(list("NOM Prénom;Année de naissance;GSM", "EL AMRANI Zoubida;1990;", "NAJI Driss;1991;12"));
    await expect(head.import.line("import.refused", 1)).toBeVisible();
    expect((await head.import.row(2)).slice(3, 5)).toEqual(["Zoubida", "EL AMRANI"]);
    await expect(head.import.button(1)).toBeDisabled();
    await head.import.leaveOut(1);
    await head.import.confirm(1);
    await expect(head.import.line("import.added", 1)).toBeVisible();
    expect(await count()).toBe(before + 1);
  });
  await demoTest.step("the phone filled in later makes nobody new, unless a person says so", async () => {
    await head.import.open();
    await head.import.choose(list("NOM Prénom;Année de naissance;GSM", "EL AMRANI Zoubida;1990;0612345678"));
    await expect(head.import.line("import.likely", 1)).toBeVisible();
    await head.import.addLikely();
    await head.import.confirm(1);
    await expect(head.import.line("import.added", 1)).toBeVisible();
    expect(await count()).toBe(before + 2);
  });
});

demoTest("what takes long is seen to be under way and can be stopped, and nothing is lost by it", async ({ phones, hadir }) => {
  const head = await phones.of("samira", "fr");
  const { page, words } = head;
  const before = (await hadir.exported()).all("beneficiary").length;
  await head.import.open();
  // An answer that does not come.
  let asked = 0;
  await page.route("**/api/v1/import*", () => void asked++);
  await head.import.choose(list("NOM Prénom;Année de naissance", "EL AMRANI Zoubida;1990"));
  await expect(page.getByRole("progressbar")).toBeVisible();
  await expect.poll(() => asked).toBe(1);
  await head.button("common.stop").tap();
  await expect(page.getByRole("alert").filter({ hasText: words.text("problem.stopped") })).toBeVisible();
  await expect(page.getByRole("progressbar")).toHaveCount(0);

  await page.unroute("**/api/v1/import*");
  await head.button("common.retry").tap();
  await head.import.confirm(1);
  await expect(head.import.line("import.added", 1)).toBeVisible();
  expect((await hadir.exported()).all("beneficiary")).toHaveLength(before + 1);
});

test("a fresh association imports its list in the browser, once, and takes a roll with it", async ({ phones, hadir }) => {
  test.slow();
  const { association } = JSON.parse(await hadir.tell("association", "add", "--name-ar", "جمعية الغد", "--json")) as { association: string };
  const invite = ["member", "invite", "--association", association, "--name", "نادية", "--role", "head", "--json"];
  const { link } = JSON.parse(await hadir.tell(...invite)) as { link: string };
  const head = await phones.fresh();
  await head.join.accept(link, { login: "nadia", password: "trois mots suffisent" });
  await head.allSent();
  const activity = await head.activities.create("دعم وتقوية");
  await head.allSent();

  await test.step("the preview writes nothing", async () => {
    await head.import.open();
    await head.import.choose(PEOPLE);
    await head.import.into(activity);
    await expect(head.import.line("import.accepted", SAMPLE)).toBeVisible();
    expect((await hadir.exported(association)).all("beneficiary")).toHaveLength(0);
  });
  await test.step("confirming takes everyone", async () => {
    await head.import.confirm(SAMPLE);
    await expect(head.import.line("import.added", SAMPLE)).toBeVisible();
    expect((await hadir.exported(association)).all("beneficiary")).toHaveLength(SAMPLE);
  });
  await test.step("the same file again adds nobody", async () => {
    await head.import.open();
    await head.import.choose(PEOPLE);
    await expect(head.import.line("import.known", SAMPLE)).toBeVisible();
    expect((await hadir.exported(association)).all("beneficiary")).toHaveLength(SAMPLE);
  });
  await test.step("the roll holds them", async () => {
    await head.people.open();
    await head.people.total(SAMPLE);
    const session = await head.activities.createSession(activity);
    await expect(head.roll.count("unmarked")).toHaveText(String(SAMPLE));
    const [name] = (await head.roll.names(1)) as [string];
    await head.roll.mark(name, "present");
    await head.allSent();
    expect((await hadir.exported(association)).marks(session)).toEqual(new Map([[name, "present"]]));
  });
});
