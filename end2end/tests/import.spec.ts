import { PEOPLE } from "../support/hadir.ts";
import { expect, test } from "../support/test.ts";

/** Lines of the sample. */
const SAMPLE = 250;

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
