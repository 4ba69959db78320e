import { Hadir } from "../support/hadir.ts";
import { demoTest as test, expect } from "../support/test.ts";

test("an association leaves with everything, and its head comes in elsewhere as who they were", async ({ phones, hadir }, info) => {
  const samira = await phones.of("samira", "fr");
  await samira.settings.open();
  await samira.field("taking").fill("hadir-demo");
  const taken = await samira.papers.fetch(samira.button("export.take"));
  const before = await hadir.exported();
  const { association } = hadir.demo;
  const name = hadir.demo.members.find(({ login }) => login === "samira")?.name ?? "";

  const there = await Hadir.start();
  try {
    await there.feed(taken.bytes, "import");
    const said = await there.tell("member", "invite", "--association", association, "--member", name, "--json");
    const { hash } = new URL((JSON.parse(said) as { link: string }).link);

    for (const lang of ["ar", "fr"] as const) {
      const door = await phones.fresh(lang, { baseURL: there.url });
      await door.page.goto(`/app/join${hash}`);
      // They are named, and are not asked what they are called.
      await expect(door.page.getByText(name)).toBeVisible();
      await expect(door.field("name")).toHaveCount(0);
      for (const colorScheme of ["light", "dark"] as const) {
        await door.page.emulateMedia({ colorScheme });
        await door.page.screenshot({ path: info.outputPath(`join-${lang}-${colorScheme}.png`), fullPage: true });
      }
    }
    const head = await phones.fresh("fr", { baseURL: there.url });
    await head.join.accept(`/app/join${hash}`, { login: "samira", password: "trois chevres bleues", undertook: true });
    await head.today.ready();
    await head.people.open();
    await head.people.total(before.all("beneficiary").length);
    await head.team.open();
    const after = await there.exported(association);
    expect(after.all("member").map(({ id }) => id)).toEqual(before.all("member").map(({ id }) => id));
    expect(after.all("attendance")).toEqual(before.all("attendance"));
  } finally {
    await there.throwAway();
  }
});
