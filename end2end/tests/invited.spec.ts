import { SCHOOL, LITERACY } from "../support/pages/today.ts";
import { demoTest as test, expect } from "../support/test.ts";

test("an invited volunteer comes in by the link and sees only the activities assigned", async ({ phones, hadir }) => {
  const head = await phones.of("samira");
  await head.team.open();
  const link = await head.team.invite({ name: "نورة", activities: [SCHOOL] });

  const volunteer = await phones.fresh();
  await volunteer.join.accept(link, { login: "noura", password: "ثلاث كلمات تكفي" });
  await volunteer.today.ready();
  await expect(volunteer.today.card(SCHOOL)).toBeVisible();
  await expect(volunteer.today.card(LITERACY)).toHaveCount(0);
  await volunteer.activities.open();
  await expect(volunteer.activities.rows).toHaveCount(1);

  const exported = await hadir.exported();
  const school = exported.one("activity", "title", SCHOOL).id;
  const registered = exported.all("registration").filter(({ fields }) => (fields["activity"] as { id: string }).id === school);
  await volunteer.people.open();
  await volunteer.people.total(registered.length);
  await volunteer.page.goto(`/app/activity/${exported.one("activity", "title", LITERACY).id}`);
  await expect(volunteer.page.getByText(volunteer.words.text("problem.not_found"))).toBeVisible();
  await volunteer.page.goto("/app/log");
  await expect(volunteer.log.entries).toHaveCount(0);

  await test.step("the link has served", async () => {
    const other = await phones.fresh();
    await other.page.goto(link);
    await expect(other.page.getByRole("alert")).toContainText(other.words.text("problem.invitation_used"));
  });
});
