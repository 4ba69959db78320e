import { violations } from "../support/look.ts";
import { codeOf, wrongCode } from "../support/pages/factor.ts";
import { PASSWORD } from "../support/pages/sign_in.ts";
import { demoTest as test, expect } from "../support/test.ts";

const NEW = "ثلاث كلمات تكفي";

/** The same digits as an Arabic keyboard writes them. */
const arabic = (code: string) => code.replace(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)));

for (const lang of ["ar", "fr"] as const) {
  test(`who knows the password alone does not come in, once a head has a second factor, in ${lang}`, async ({ phones }) => {
    const app = await phones.of("samira", lang);
    const { factor, words } = app;
    await factor.open();
    await expect(factor.card).toContainText(words.text("factor.advised"));
    await app.button("factor.switch_on").tap();
    await factor.password.fill("not this one");
    await app.button("common.next").tap();
    await expect(factor.wrong).toContainText(words.text("account.wrong"));
    const key = await factor.key(PASSWORD);
    await expect(factor.card.getByRole("img", { name: words.text("factor.qr") })).toBeVisible();
    await expect(factor.card.locator(".team-link")).toHaveText((key.match(/.{4}/g) ?? []).join(" "));
    expect(await violations(app.page), "the key").toEqual([]);
    await factor.confirm(wrongCode(key));
    await expect(factor.wrong).toContainText(words.text("problem.wrong_code"));
    await factor.confirm(codeOf(key));
    const recovery = await factor.recovery();
    expect(new Set(recovery).size).toBe(10);
    expect(await violations(app.page), "the recovery codes").toEqual([]);
    await app.button("factor.kept").tap();
    await expect(factor.card).toContainText(words.count("factor.left", 10));
    for (const code of recovery) await expect(factor.card).not.toContainText(code);

    await test.step("another phone is asked for the code, and nothing typed is lost", async () => {
      const other = await phones.fresh(lang);
      await other.signIn.open();
      await other.signIn.submit("samira", PASSWORD);
      await expect(other.field("code")).toBeFocused();
      await expect(other.page.getByText(other.words.text("problem.code_needed"))).toBeVisible();
      await expect(other.field("code")).toHaveAttribute("autocomplete", "one-time-code");
      await expect(other.field("code")).toHaveAttribute("inputmode", "numeric");
      await expect(other.field("login")).toHaveValue("samira");
      await expect(other.field("password")).toHaveValue(PASSWORD);
      expect(await violations(other.page), "the code at the door").toEqual([]);
      await other.signIn.say(wrongCode(key));
      await expect(other.page.getByRole("alert").filter({ hasText: /\S/ })).toContainText(other.words.text("problem.wrong_code"));
      const code = codeOf(key, 1);
      await other.signIn.say(lang === "ar" ? arabic(code) : code);
      await other.today.ready();
      await other.log.open();
      await expect(other.log.entries.filter({ hasText: other.words.text("log.factor_begun") })).toHaveCount(1);
    });

    await test.step("a recovery code stands in for the app, once", async () => {
      const [first, second] = recovery as [string, string];
      const other = await phones.fresh(lang);
      await other.signIn.open();
      await other.signIn.submit("samira", PASSWORD);
      await other.signIn.say(first);
      await other.today.ready();
      await factor.open();
      await expect(factor.card).toContainText(words.count("factor.left", 9));
      await app.button("factor.switch_off").tap();
      await factor.password.fill(PASSWORD);
      await factor.code.fill(first);
      await factor.card.getByRole("button", { name: words.text("factor.switch_off"), exact: true }).tap();
      await expect(factor.wrong).toContainText(words.text("problem.wrong_code"));
      await factor.code.fill(second);
      await factor.card.getByRole("button", { name: words.text("factor.switch_off"), exact: true }).tap();
      await expect(app.button("factor.switch_on")).toBeVisible();
    });

    await test.step("from then on the password is enough again", async () => {
      const other = await phones.fresh(lang);
      await other.signIn.as("samira");
    });
  });
}

test("who lost the phone comes in by a head's link, and by a plain one only with a code", async ({ phones, hadir }) => {
  const app = await phones.of("youssef");
  const { recovery } = await app.factor.switchOn(PASSWORD);
  const { name } = hadir.demo.members.find(({ login }) => login === "youssef") ?? { name: "" };
  const head = await phones.of("samira");
  await head.team.open();
  const plain = await head.team.renew(name);

  const other = await phones.fresh();
  await other.page.goto(plain);
  await other.field("password").fill(NEW);
  await other.button("entry.renew").tap();
  await expect(other.field("code")).toBeVisible();
  await other.field("code").fill(recovery[0] ?? "");
  await other.button("entry.renew").tap();
  await other.today.ready();

  await head.team.open();
  const link = await head.team.renew(name, "factor.lost");
  const found = await phones.fresh();
  await found.join.renew(link, "أربع كلمات أخرى تكفي");
  await found.today.ready();
  await found.factor.open();
  await expect(found.button("factor.switch_on")).toBeVisible();
  await head.log.open();
  await expect(head.log.entries.filter({ hasText: head.words.text("log.factor_ended") })).toHaveCount(1);
});
