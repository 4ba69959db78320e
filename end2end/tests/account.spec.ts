import { Client } from "../support/client.ts";
import { idOf } from "../support/exported.ts";
import { kept } from "../support/kept.ts";
import { LANGS, Words } from "../support/words.ts";
import { PASSWORD } from "../support/pages/sign_in.ts";
import { LITERACY } from "../support/pages/today.ts";
import { demoTest as test, expect } from "../support/test.ts";

test("a wrong password is answered with a sentence, and the right one opens the app", async ({ phones }) => {
  const app = await phones.fresh();
  await app.signIn.open();
  await app.signIn.submit("samira", "not this one");
  await expect(app.page.getByRole("alert")).toContainText(app.words.text("problem.wrong_password"));
  await app.signIn.submit("samira", "hadir-demo");
  await app.today.ready();
});

test("the language turns without loading the page again, and stays", async ({ phones }) => {
  const app = await phones.of("youssef");
  await app.settings.open();
  await app.page.evaluate(() => ((window as unknown as { same: boolean }).same = true));
  for (const lang of ["fr", "en", "ar", "fr"] as const) {
    await app.settings.speak(lang);
    await expect(app.page.locator("html")).toHaveAttribute("lang", lang);
    await expect(app.page.locator("html")).toHaveAttribute("dir", lang === "ar" ? "rtl" : "ltr");
  }
  expect(await app.page.evaluate(() => (window as unknown as { same: boolean }).same)).toBe(true);
  await app.page.reload();
  await expect(app.title).toHaveText(new Words("fr").text("settings.title"));
});

test("who forgot their password chooses another by the head's link, and what was not sent arrives", async ({ phones, hadir }) => {
  const app = await phones.of("youssef");
  const { session, name } = await app.markOffline(LITERACY);
  await app.settings.signOut("settings.leave_keep");
  await app.network(true);

  const head = await phones.of("samira");
  await head.team.open();
  const link = await head.team.renew("يوسف بنعلي");
  await app.page.goto(link);
  await expect(app.page.getByLabel(app.words.text("field.login"))).toHaveValue("youssef");
  await test.step("one that others would guess is refused, and nothing is lost", async () => {
    await app.field("password").fill("azertyuiop");
    await app.button("entry.renew").tap();
    await expect(app.page.getByRole("alert").filter({ hasText: /\S/ })).toContainText(app.words.text("problem.guessable_password"));
  });
  await app.page.goto("about:blank");
  await app.join.renew(link, "ثلاث كلمات تكفي");
  await app.today.ready();
  await app.allSent();
  expect((await hadir.exported()).marks(session)).toEqual(new Map([[name, "present"]]));

  await test.step("the old one opens nothing, and the log has both", async () => {
    const other = await phones.fresh();
    await other.signIn.open();
    await other.signIn.submit("youssef", PASSWORD);
    await expect(other.page.getByRole("alert").filter({ hasText: /\S/ })).toContainText(other.words.text("problem.wrong_password"));
    await head.log.open();
    for (const said of ["log.renewal_made", "log.password_renewed"] as const) {
      await expect(head.log.entries.filter({ hasText: head.words.text(said) })).toHaveCount(1);
    }
  });
});

test("signing out keeps unsent work, and the same member finds it again", async ({ phones, hadir }) => {
  const app = await phones.of("youssef");
  const { session, name } = await app.markOffline(LITERACY);
  await app.settings.signOut("settings.leave_keep");
  await expect(app.page.getByText(name)).toHaveCount(0);
  await app.network(true);

  await test.step("someone else comes in beside it, and sees nothing of it", async () => {
    await app.signIn.submit("khadija", "hadir-demo");
    await app.today.ready();
    await app.settings.signOut();
  });
  expect((await hadir.exported()).marks(session).size).toBe(0);

  await app.signIn.submit("youssef", "hadir-demo");
  await app.today.ready();
  await app.today.openRoll(LITERACY);
  await app.roll.shows(name, "present");
  expect((await hadir.exported()).marks(session)).toEqual(new Map([[name, "present"]]));
});

test("a member changes the password, and the other phones are signed out with their work safe", async ({ phones, hadir }) => {
  const old = await phones.of("youssef");
  const { session, name } = await old.markOffline(LITERACY);
  const app = await phones.of("youssef");
  await app.page.goto("/app/account");

  await app.field("current-password").fill("not this one");
  await app.field("new-password").fill("four new words here");
  await app.button("account.change").tap();
  await expect(app.page.getByRole("alert").filter({ hasText: app.words.text("account.wrong") })).toBeVisible();
  await app.field("current-password").fill("hadir-demo");
  await app.button("account.change").tap();
  await expect(app.page.getByText(app.words.text("account.changed"))).toBeVisible();

  await test.step("this phone goes on, the other asks to be signed in again and loses nothing", async () => {
    await app.page.goto("/app");
    await app.today.ready();
    await old.network(true);
    await old.page.goto("/app/sync");
    await expect(old.page.getByText(old.words.text("problem.signed_out")).first()).toBeVisible();
    await old.link("entry.sign_in").tap();
    await old.signIn.submit("youssef", "four new words here");
    await expect.poll(async () => (await hadir.exported()).marks(session)).toEqual(new Map([[name, "present"]]));
  });
});

test("a member sees where they are signed in, and signs another phone out", async ({ phones }) => {
  const lost = await phones.of("youssef");
  const app = await phones.of("youssef");
  await app.page.goto("/app/account");
  await app.button("account.end_others").tap();
  await app.field("confirm").fill("hadir-demo");
  await app.page.getByRole("dialog").getByRole("button", { name: app.words.text("account.end") }).tap();
  await expect(app.page.getByText(app.words.text("account.alone"))).toBeVisible();
  await lost.page.goto("/app/sync");
  await expect(lost.page.getByText(lost.words.text("problem.signed_out")).first()).toBeVisible();
});

test("signing out with everything sent leaves no name behind, at any address", async ({ phones }) => {
  const app = await phones.of("youssef");
  await app.settings.signOut();
  for (const place of ["people", "activities", "log", "team", "settings", "sync", "import"]) {
    await app.page.goto(`/app/${place}`);
    await app.page.waitForURL(/\/app\/sign-in/);
    await expect(app.field("login")).toBeVisible();
  }
});

test("signing out leaves nothing of the association that can be read in the phone's database", async ({ phones }) => {
  const app = await phones.of("youssef");
  await app.today.openRoll(LITERACY);
  const [name] = (await app.roll.names(1)) as [string];
  const part = name.split(" ")[0] ?? name;
  await app.roll.mark(name, "present");
  await app.allSent();
  const before = await kept(app.page);
  expect(before.rows["receipts"]).toBeGreaterThan(0);

  await app.settings.signOut();
  const after = await kept(app.page);
  expect(after.text).not.toContain(part);
  // The server made no backup yet: what was sent is kept, sealed, should its database be lost.
  expect(after.rows).toMatchObject({ pages: 0, outbox: 0 });
  expect(after.rows["receipts"]).toBeGreaterThan(0);
});

test("where the server ended the session its member comes in again, and what waited arrives once", async ({ phones, hadir }) => {
  const app = await phones.of("youssef");
  const session = await app.today.openRoll(LITERACY);
  const [name] = (await app.roll.names(1)) as [string];
  await app.endSession();
  await app.roll.mark(name, "present");
  await app.syncNow();
  await app.link("entry.sign_in").tap();
  await expect(app.page.getByText(app.words.text("problem.signed_out"))).toBeVisible();

  await app.signIn.submit("youssef", "hadir-demo");
  await app.today.ready();
  await app.roll.open(session);
  await app.roll.shows(name, "present");
  const exported = await hadir.exported();
  expect(exported.marks(session)).toEqual(new Map([[name, "present"]]));
  for (const attendance of exported.attendance(session)) expect(exported.entriesOf(attendance.id)).toHaveLength(1);
});

test("an invitation opened by whoever is signed in says so, and serves once they have left", async ({ phones, hadir }) => {
  const app = await phones.of("youssef");
  const { name } = hadir.demo.members.find(({ login }) => login === "youssef") ?? { name: "" };
  await app.page.goto(hadir.demo.invitation);
  await expect(app.page.getByText(app.words.say("entry.already_in", { name }))).toBeVisible();
  await app.link("settings.title").tap();
  await app.settings.leave();
  await app.page.goto(hadir.demo.invitation);
  await expect(app.button("entry.accept")).toBeVisible();
});

test("a revoked phone brings what it recorded to a head, and is wiped", async ({ phones, hadir }) => {
  const app = await phones.of("youssef");
  const session = await app.today.openRoll(LITERACY);
  const [name] = (await app.roll.names(1)) as [string];
  await app.network(false);
  await app.roll.mark(name, "present");

  const head = await Client.signIn(hadir, "samira");
  const before = await hadir.exported();
  const member = before.one("member", "name", hadir.demo.members.find(({ login }) => login === "youssef")?.name);
  for (const device of before.all("device").filter(({ fields }) => idOf(fields["member"]) === member.id)) {
    expect(await head.set("device", device.id, { revoked: true }, device.version)).toBe("accepted");
  }
  await head.dispose();
  await app.network(true);

  await app.page.waitForURL(/\/app\/sign-in/);
  await expect(app.page.getByText(name)).toHaveCount(0);
  const after = await hadir.exported();
  expect(after.marks(session).size).toBe(0);
  const held = after.log.filter(({ fields }) => fields["reason"] === "right_withdrawn");
  expect(held.map(({ fields }) => idOf(fields["member"]))).toContain(member.id);
  await app.page.goto("/app/people");
  await app.page.waitForURL(/\/app\/sign-in/);
  const left = await kept(app.page);
  expect(left.text).not.toContain(name.split(" ")[0] ?? name);
  expect(left.rows).toMatchObject({ pages: 0, outbox: 0, receipts: 0 });
});

test("a head signs a phone out on the board of phones: it keeps what it recorded", async ({ phones, hadir }) => {
  const app = await phones.of("youssef");
  const session = await app.today.openRoll(LITERACY);
  const [name, later] = (await app.roll.names(2)) as [string, string];
  await app.roll.mark(name, "present");
  await app.allSent();
  const { name: owner } = hadir.demo.members.find(({ login }) => login === "youssef") ?? { name: "" };
  const samira = await phones.of("samira");
  await samira.team.open();
  await samira.button("team.devices").tap();
  await samira.team.phone(owner).first().tap();
  await samira.button("team.end_session").tap();
  await expect(samira.said(samira.words.text("team.session_ended"))).toBeVisible();
  await samira.allSent();

  await app.roll.mark(later, "present");
  await app.syncNow();
  await app.link("entry.sign_in").tap();
  await app.signIn.submit("youssef", PASSWORD);
  await app.today.ready();
  await app.allSent();
  await expect.poll(async () => (await hadir.exported()).marks(session).get(later)).toBe("present");
});

test.describe("without scripts", () => {
  test.use({ javaScriptEnabled: false });

  for (const lang of LANGS) {
    test(`the public page reads and leads into the app in ${lang}`, async ({ page }) => {
      await page.goto(`/?lang=${lang}`);
      await expect(page.locator("html")).toHaveAttribute("lang", lang);
      await expect(page.locator("html")).toHaveAttribute("dir", lang === "ar" ? "rtl" : "ltr");
      await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
      await expect(page.getByRole("main").getByRole("link").first()).toHaveAttribute("href", "/app");
      expect(await page.locator("script").count()).toBe(0);
    });
  }
});
