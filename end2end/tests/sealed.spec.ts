import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import type { Page } from "@playwright/test";

import { CANARIES, forms, found, list } from "../support/canary.ts";
import { kept } from "../support/kept.ts";
import { App } from "../support/pages/app.ts";
import { PIN } from "../support/pages/pin.ts";
import { PASSWORD } from "../support/pages/sign_in.ts";
import { LITERACY, SCHOOL } from "../support/pages/today.ts";
import { revoke } from "../support/screens.ts";
import { demoTest as test, expect, keptOnPhone } from "../support/test.ts";

test.describe.configure({ retries: 0 });

const DAY_MS = 86_400_000;

/**
 * Waits until only unsent work is left, and receipts for a server that is restored: the door shows before the last of the
 * rest is gone.
 */
async function onlyUnsentIsLeft(page: Page): Promise<void> {
  await expect(async () => expect((await kept(page)).rows).toMatchObject({ pages: 0, journal: 0 })).toPass();
  expect((await kept(page)).rows["outbox"]).toBeGreaterThan(0);
}

test("a canary is found in each form it may lie in", async () => {
  const folder = await mkdtemp(join(tmpdir(), "hadir-canary-"));
  for (const [at, form] of forms("Zqarouna").entries()) {
    await writeFile(join(folder, String(at)), Buffer.concat([Buffer.from("before"), form, Buffer.from("after")]));
  }
  for (const shift of [0, 1, 2]) {
    await writeFile(join(folder, `code${shift}`), Buffer.from(`${"x".repeat(shift)}ظقرونغab`).toString("base64"));
  }
  const names = (await found(folder)).map((line) => line.split("/").at(-1));
  await rm(folder, { recursive: true });
  expect(new Set(names)).toEqual(new Set([...forms("Zqarouna").keys()].map(String).concat("code0", "code1", "code2")));
});

test("no name, phone or note is found in the browser's profile, locked or after a crash", async ({ handset, hadir }) => {
  test.slow();
  const file = join(hadir.folder, "canaries.csv");
  await writeFile(file, list());
  await hadir.tell("import", file, "--association", hadir.demo.association, "--add-likely");
  const first = new App(await (await handset.open()).newPage());
  await first.signIn.as("samira");
  await keptOnPhone(first.page);
  await first.people.open();
  await first.people.find("Zqarouna");
  await expect(first.people.rows.first()).toContainText("Vxunbali");
  await first.people.rows.first().tap();
  await expect(first.title).toContainText("ظقرونغ");
  await first.network(false);
  await first.page.goto("/app/add");
  await first.personForm.fill({ given: "Zqarouna", family: "Vxunbali", sex: "female", birthYear: 1990, consent: "oral" });
  await first.personForm.submit();
  await first.page.waitForURL((url) => !url.pathname.endsWith("/add"));
  await handset.kill();
  expect(await found(handset.profile), "after a crash").toEqual([]);

  const again = new App(await (await handset.open()).newPage());
  await again.people.open();
  await again.people.find("Zqarouna");
  await expect(again.people.rows.first(), "with the PIN all is there").toContainText("Vxunbali");
  await again.pin.byHand();
  await again.pin.coldStart();
  await handset.close();
  expect(await found(handset.profile), "locked").toEqual([]);
  expect(CANARIES).toHaveLength(200);
});

test("a cold start shows no name before the PIN, and taps it in by the keys on the screen", async ({ phones }) => {
  const app = await phones.of("youssef");
  await app.pin.byHand();
  await app.pin.coldStart();
  await expect(app.page.getByText(LITERACY)).toHaveCount(0);
  await expect(app.page.getByRole("banner").getByRole("status")).toHaveCount(0);
  await app.network(false);
  await app.pin.tap("271829");
  await expect(app.page.getByRole("alert")).toContainText(app.words.say("lock.wrong", { left: 9 }));
  await app.pin.tap(PIN);
  await expect(app.today.card(LITERACY)).toBeVisible();
});

test("ten wrong PINs wipe the phone; unsent work stays sealed and comes back with the password", async ({ phones, hadir }) => {
  const app = await phones.of("youssef");
  const { session, name } = await app.markOffline(LITERACY);
  await app.pin.byHand();
  await app.pin.coldStart();
  for (let left = 9; left > 0; left--) {
    await app.pin.say("000001");
    await expect(app.page.getByRole("alert")).toContainText(app.words.say("lock.wrong", { left }));
  }
  await app.pin.say("000001");
  await app.page.waitForURL(/\/app\/sign-in/);
  await onlyUnsentIsLeft(app.page);

  await app.network(true);
  await app.signIn.submit("youssef", PASSWORD);
  await app.pin.byItself();
  await app.today.ready();
  await app.roll.open(session);
  await app.roll.shows(name, "present");
  expect((await hadir.exported()).marks(session)).toEqual(new Map([[name, "present"]]));
});

test("a forgotten PIN is replaced after a sign-in, and what waited is there", async ({ phones, hadir }) => {
  const app = await phones.of("youssef");
  const { session, name } = await app.markOffline(LITERACY);
  await app.pin.byHand();
  await app.pin.coldStart();
  await app.button("lock.forgotten").tap();
  await app.network(true);
  await app.signIn.submit("youssef", PASSWORD);
  await expect(app.field("login")).toHaveCount(0);
  await app.pin.say("314159", "choose");
  await app.pin.say("314159", "choose");
  await app.today.ready();
  await app.pin.coldStart();
  await app.pin.say("314159");
  await app.today.openRoll(LITERACY);
  await app.roll.shows(name, "present");
  await app.allSent();
  expect((await hadir.exported()).marks(session)).toEqual(new Map([[name, "present"]]));
});

test("the PIN is changed by whoever knows it; too simple a one is not taken", async ({ phones }) => {
  const app = await phones.of("youssef", "fr");
  await app.pin.byHand();
  await app.link("shell.me").tap();
  await app.link("lock.change").tap();
  await app.pin.say(PIN, "change");
  await app.pin.say("123456", "change");
  await expect(app.page.getByText(app.words.text("lock.weak"))).toBeVisible();
  await app.pin.say("314159", "change");
  await app.pin.say("314159", "change");
  await expect(app.said(app.words.text("lock.changed"))).toBeVisible();
  await app.pin.coldStart();
  await app.pin.say(PIN);
  await expect(app.page.getByRole("alert")).toContainText(app.words.say("lock.wrong", { left: 9 }));
  await app.pin.say("314159");
  await expect(app.title).toHaveText(app.words.text("settings.title"));
});

test("out of sight for five minutes the phone locks; for less it does not", async ({ phones }) => {
  const app = await phones.fresh();
  await app.page.clock.install();
  await app.signIn.as("youssef");
  await app.pin.byHand();
  await app.page.evaluate(hide, true);
  await app.page.clock.fastForward("04:00");
  await app.page.evaluate(hide, false);
  await expect(app.today.card(LITERACY)).toBeVisible();
  await app.page.evaluate(hide, true);
  await app.page.clock.fastForward("06:00");
  await app.page.evaluate(hide, false);
  await expect(app.pin.asked("say")).toBeVisible();
  await expect(app.page.getByText(LITERACY)).toHaveCount(0);
  await app.pin.say(PIN);
  await expect(app.today.card(LITERACY)).toBeVisible();
});

test("in sight and untouched for ten minutes the phone locks; a touch puts it off", async ({ phones }) => {
  const app = await phones.fresh();
  await app.page.clock.install();
  await app.signIn.as("youssef");
  await app.pin.byHand();
  await expect(app.today.card(LITERACY)).toBeVisible();
  await app.page.keyboard.press("Shift");
  await app.page.clock.fastForward("09:00");
  await app.page.keyboard.press("Shift");
  await app.page.clock.fastForward("09:00");
  await expect(app.today.card(LITERACY)).toBeVisible();
  await app.page.clock.fastForward("02:00");
  await expect(app.pin.asked("say")).toBeVisible();
  await expect(app.page.getByText(LITERACY)).toHaveCount(0);
  await app.pin.say(PIN);
  await expect(app.today.card(LITERACY)).toBeVisible();
});

test("signed out with no network, nothing readable is left, and unsent work is", async ({ phones, hadir }) => {
  const app = await phones.of("youssef");
  const { session, name } = await app.markOffline(LITERACY);
  await app.pin.byHand();
  await app.page.goBack();
  await app.link("shell.me").tap();
  await app.settings.leave("settings.leave_keep");
  await onlyUnsentIsLeft(app.page);
  await app.network(true);
  await app.pin.byItself();
  await app.signIn.submit("youssef", PASSWORD);
  await app.today.ready();
  await app.allSent();
  expect((await hadir.exported()).marks(session)).toEqual(new Map([[name, "present"]]));
});

test("a phone without contact for longer than a head allows says why it is locked, and opens once it is in contact", async ({ phones }) => {
  const head = await phones.of("samira", "fr");
  await head.settings.open();
  await head.page.getByText(head.words.count("lock.days", 7), { exact: true }).tap();
  await expect(head.said(head.words.text("lock.lease_set"))).toBeVisible();
  await head.allSent();
  const app = await phones.of("youssef");
  const { name } = await app.markOffline(LITERACY);
  await app.pin.byHand();
  await app.page.clock.setFixedTime(Date.now() + 6 * DAY_MS);
  await app.pin.coldStart();
  await app.pin.say(PIN);
  await expect(app.roll.row(name)).toBeVisible();
  await app.page.clock.setFixedTime(Date.now() + 8 * DAY_MS);
  await app.pin.coldStart();
  await expect(app.page.getByRole("status")).toContainText(app.words.say("lock.lapsed_title", { days: app.words.count("lock.days", 7) }));
  await app.pin.say(PIN);
  await expect(app.page.getByRole("alert")).toContainText(app.words.text("lock.lapsed"));
  await expect(app.page.getByText(name)).toHaveCount(0);
  await app.network(true);
  await app.pin.say(PIN);
  await app.roll.shows(name, "present");
  await app.allSent();
});

test("a phone revoked while it is locked is wiped at once; its PIN hands in what was not sent, for a head to decide", async ({ phones, hadir }) => {
  const app = await phones.of("youssef");
  const { session, name } = await app.markOffline(LITERACY);
  await app.pin.byHand();
  await revoke(hadir, "youssef");
  await app.pin.coldStart();
  await app.network(true);
  await expect(app.page.getByRole("status")).toContainText(app.words.text("lock.revoked"));
  await onlyUnsentIsLeft(app.page);
  expect((await kept(app.page)).rows).toMatchObject({ receipts: 0 });
  await app.pin.say(PIN);
  await app.page.waitForURL(/\/app\/sign-in/);
  await expect.poll(async () => (await kept(app.page)).rows).toMatchObject({ pages: 0, journal: 0, receipts: 0, outbox: 0 });
  const after = await hadir.exported();
  expect(after.marks(session)).toEqual(new Map());
  const person = after.all("beneficiary").find(({ id }) => after.name(id) === name)?.id ?? "";
  const waits = after.all("review_item").map(({ fields }) => JSON.stringify(fields["waits"]));
  expect(waits.some((fields) => fields.includes(person)), "the mark waits for a head").toBe(true);
});

test("a phone revoked while it is locked, with nothing to send, is wiped and asks for no PIN any more", async ({ phones, hadir }) => {
  const app = await phones.of("youssef");
  await app.allSent();
  await keptOnPhone(app.page);
  await app.network(false);
  await app.pin.byHand();
  await revoke(hadir, "youssef");
  await app.pin.coldStart();
  await app.network(true);
  await app.page.waitForURL(/\/app\/sign-in/);
  expect((await kept(app.page)).rows).toMatchObject({ pages: 0, journal: 0, receipts: 0, outbox: 0 });
  await app.page.reload();
  await expect(app.field("login")).toBeVisible();
});

for (const lost of ["the records", "everything"] as const) {
  test(`where the browser lost ${lost}, unsent work comes back from its second copy, and the person is told`, async ({ phones, hadir }) => {
    const app = await phones.of("youssef");
    const { session, name } = await app.markOffline(LITERACY);
    await expect.poll(() => app.page.evaluate(copied)).toBeGreaterThan(100);
    await app.page.route("**/api/v1/sync", (route) => route.abort());
    await app.network(true);
    await app.page.goto("/healthz");
    await app.page.evaluate(lose, lost);
    await app.page.unroute("**/api/v1/sync");
    await app.page.goto("/app");
    if (lost === "everything") await app.signIn.submit("youssef", PASSWORD);
    await expect(app.page.getByText(app.words.say("lock.recovered", {}))).toBeVisible();
    await app.button("common.close").tap();
    await app.allSent();
    expect((await hadir.exported()).marks(session)).toEqual(new Map([[name, "present"]]));
  });
}

test("a locked phone's cookie reads nothing of the server's, nor does that of one that signed out with no network", async ({ phones }) => {
  const app = await phones.of("samira");
  const session = await app.today.openRoll(LITERACY);
  await app.allSent();
  await app.pin.byHand();
  await app.pin.coldStart();
  const places = ["log?limit=50", "paper/volunteers?from=2026-01-01&to=2026-12-31", `paper/attendance/${session}`, "report", "sessions"];
  const nothing = async () => {
    for (const place of places) {
      const answer = await app.page.goto(`/api/v1/${place}`);
      expect(answer?.status(), place).toBe(401);
    }
    expect(await app.page.evaluate(async () => (await fetch("/api/v1/log?limit=50")).status)).toBe(401);
  };
  await nothing();

  await app.page.goto("/app");
  await app.pin.byItself();
  await app.syncNow();
  await app.allSent();
  const read = await app.page.evaluate(async () => (await fetch("/api/v1/session", { headers: { "hadir-device": "" } })).status);
  expect(read, "a cookie that names no phone stands for none").toBe(401);
  await app.network(false);
  await app.settings.signOut();
  await app.page.route("**/api/v1/session", (route) => route.abort());
  await app.network(true);
  await nothing();
});

test("a phone that was told no pass makes one, and an answer that is lost on the way signs nobody out", async ({ phones, hadir }) => {
  const app = await phones.fresh();
  // It signs in as one of an earlier version did.
  await app.page.route("**/api/v1/session", (route) => {
    const asked = route.request().postDataJSON() as object | null;
    return asked ? route.continue({ postData: JSON.stringify({ ...asked, passes: false }) }) : route.continue();
  });
  const offered: string[] = [];
  await app.page.route("**/api/v1/session/pass", async (route) => {
    offered.push((route.request().postDataJSON() as { pass: string }).pass);
    if (offered.length > 1) return route.continue();
    expect((await route.fetch()).status()).toBe(204);
    return route.abort();
  });
  await app.signIn.as("youssef");
  await expect.poll(() => offered.length).toBe(1);
  const taken = app.page.waitForResponse("**/api/v1/session/pass");
  const { session, name } = await app.markOffline(LITERACY);
  await app.network(true);
  await app.allSent();
  expect((await taken).status()).toBe(204);
  expect(offered).toEqual([offered[0], offered[0]]);
  expect((await hadir.exported()).marks(session).get(name)).toBe("present");

  await test.step("it is said after the app was closed, and the cookie alone reads nothing", async () => {
    await app.today.open();
    await app.today.ready();
    await app.syncNow();
    await app.allSent();
    expect(offered).toHaveLength(2);
    expect(await app.page.evaluate(async () => (await fetch("/api/v1/sessions")).status)).toBe(401);
  });
});

test("two members of one phone each open their own with their own PIN, and send it without a password", async ({ phones, hadir }) => {
  const app = await phones.of("youssef");
  await app.allSent();
  await app.pin.byHand();
  await app.pin.coldStart();
  await app.button("lock.forgotten").tap();
  await app.signIn.submit("khadija", PASSWORD);
  await app.pin.say("314159", "choose");
  await app.pin.say("314159", "choose");
  await app.today.ready();
  await expect(app.today.card(SCHOOL)).toBeVisible();
  await app.allSent();

  await app.pin.coldStart();
  const others = app.page.locator("main").getByRole("radio");
  await expect(others).toHaveCount(2);
  await app.page.locator("main label:has(input:not(:checked))").tap();
  await app.pin.say(PIN);
  await expect(app.today.card(LITERACY)).toBeVisible();
  await expect(app.today.card(SCHOOL)).toHaveCount(0);
  const session = await app.today.openRoll(LITERACY);
  const [name] = (await app.roll.names(1)) as [string];
  await app.roll.mark(name, "present");
  await expect.poll(async () => (await hadir.exported()).marks(session).get(name)).toBe("present");

  // Whoever is not in is revoked: the phone hears it all the same.
  await revoke(hadir, "khadija");
  await app.pin.coldStart();
  await app.pin.say(PIN);
  await app.allSent();
  await expect(async () => {
    await app.pin.coldStart();
    await expect(others).toHaveCount(0, { timeout: 1_000 });
  }).toPass();
  await app.pin.say(PIN);
  await app.roll.shows(name, "present");
});

/** How large the second copy of the outbox is. */
async function copied(): Promise<number> {
  const root = await navigator.storage.getDirectory();
  const file = await root.getFileHandle("hadir.outbox").catch(() => undefined);
  return (await file?.getFile())?.size ?? 0;
}

/** The browser loses databases, as on a full or failing disk. */
async function lose(what: string): Promise<void> {
  const all = (await indexedDB.databases()).map(({ name }) => name ?? "");
  for (const name of what === "everything" ? all : ["hadir"]) {
    await new Promise((resolve) => (indexedDB.deleteDatabase(name).onsuccess = resolve));
  }
}

/** The page goes out of sight, or comes back. */
function hide(hidden: boolean): void {
  Object.defineProperty(document, "visibilityState", { configurable: true, get: () => (hidden ? "hidden" : "visible") });
  document.dispatchEvent(new Event("visibilitychange"));
}
