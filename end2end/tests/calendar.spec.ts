import { LITERACY } from "../support/pages/today.ts";
import type { App } from "../support/pages/app.ts";
import { demoTest as test, expect } from "../support/test.ts";

/** The hours of the sessions of the activity that are to come, as its page lists them. */
async function coming(app: App, activity: string): Promise<string[]> {
  await app.page.goto(`/app/activity/${activity}`);
  await expect(app.page.locator(".session-card").first()).toBeVisible();
  return app.page.locator(".session-card__hours").allTextContents();
}

/** Plans a session a week for a while, and opens the page of their series. */
async function series(app: App, days?: { from: string; until: string }): Promise<string> {
  const activity = await app.activities.create("دعم مدرسي");
  await app.page.goto(`/app/new-session?activity=${activity}`);
  await app.page.getByText(app.words.text("session.weekly"), { exact: true }).tap();
  if (days) {
    await app.field("day").fill(days.from);
    await app.field("until").fill(days.until);
  }
  await app.field("start").fill("18:00");
  await app.button("session.create").tap();
  await app.page.waitForURL(/\/app\/activity\//);
  await app.page.locator("a.session-card").first().tap();
  await app.page.waitForURL(/\/app\/roll\//);
  await app.button("roll.more_actions").tap();
  await app.link("calendar.series").tap();
  await expect(app.field("from")).toBeVisible();
  return activity;
}

for (const lang of ["ar", "fr"] as const) {
  test(`a head moves what follows of a series with no network, and takes it back (${lang})`, async ({ phones, hadir }) => {
    const app = await phones.of("samira", lang);
    const activity = await series(app);
    await app.network(false);
    const planned = await app.page.locator(".month__list li").count();
    expect(planned).toBeGreaterThan(8);
    await app.field("start").fill("21:15");
    await app.field("minutes").fill("45");
    await app.button("calendar.save").tap();
    await expect(app.said(app.words.count("calendar.changed", planned))).toBeVisible();
    await expect.poll(async () => (await coming(app, activity)).filter((when) => when.includes("21:15")).length).toBe(planned);
    await app.network(true);
    await app.syncNow();
    await app.allSent();
    const sessions = (await hadir.exported()).all("session").filter(({ fields }) => (fields["activity"] as { id: string }).id === activity);
    expect(sessions.filter(({ fields }) => fields["slot"] === 1275 && fields["status"] === 1)).toHaveLength(planned);
    expect(sessions.filter(({ fields }) => fields["slot"] === 1080 && fields["reason"] === 7)).toHaveLength(planned);
    // The log says in one line that they were moved.
    await app.log.open();
    await expect(app.log.entries.filter({ hasText: app.words.count("log.moved", planned) })).toHaveCount(1);
  });
}

test("what follows is called off for a reason, and a tap takes it back", async ({ phones }) => {
  const app = await phones.of("samira");
  const activity = await series(app);
  await app.page.getByText(app.words.text("calendar.call_off"), { exact: true }).tap();
  const planned = await app.page.locator(".month__list li").count();
  await app.button("calendar.save").tap();
  await expect(app.said(app.words.count("calendar.called_off", planned))).toBeVisible();
  await app.button("common.undo").tap();
  await expect(app.said(app.words.text("common.undone"))).toBeVisible();
  await app.page.goto(`/app/activity/${activity}`);
  await expect(app.page.getByText(app.words.text("session.reason_holiday"))).toHaveCount(0);
});

test("a series that is moved to an earlier weekday begins in the week after, and says so before", async ({ phones }) => {
  const app = await phones.of("samira", "fr");
  await series(app);
  const first = app.page.locator(".month__list li").first();
  const said = async () => ((await first.textContent()) ?? "").replace(/[\u2066-\u2069]/g, "");
  const before = await said();
  const planned = await app.field("from").inputValue();
  const weekday = (new Date(`${planned}T12:00:00Z`).getUTCDay() + 6) % 7;
  // The weekday before it, but for Monday, whose is the week's last.
  const target = weekday === 0 ? 6 : weekday - 1;
  await app.field("weekday").selectOption(String(target));
  const moved = new Date(Date.parse(`${planned}T12:00:00Z`) + 6 * 86_400_000);
  const day = new Intl.DateTimeFormat("fr", { day: "numeric", timeZone: "UTC" }).format(moved);
  await expect.poll(said).toMatch(new RegExp(`, devient : .*\\b${day}(er)?\\b`));
  expect(await said()).toContain(`${before}, devient`);
});

test("the sessions of the next Ramadan are moved in a few taps, and no others", async ({ phones }) => {
  const app = await phones.of("samira", "fr");
  await series(app);
  await app.button("calendar.for_ramadan").tap();
  const [from, until] = [await app.field("from").inputValue(), await app.field("until").inputValue()];
  // The browser's own calendar says the same, to a day.
  expect(hijriMonth(from, 1), "it has begun").toBe(9);
  expect(hijriMonth(until, -1), "it has not ended").toBe(9);
  expect(hijriMonth(until, 2), "it has ended").toBe(10);

  // A series that begins before it and goes on after it.
  const activity = await series(app, { from: shifted(from, -14), until: shifted(until, 14) });
  await app.button("calendar.for_ramadan").tap();
  const concerned = await app.page.locator(".month__list li").count();
  expect([4, 5], "a session a week of a month").toContain(concerned);
  await app.field("start").fill("21:30");
  await app.button("calendar.save").tap();
  await expect(app.said(app.words.count("calendar.changed", concerned))).toBeVisible();
  await expect.poll(async () => (await coming(app, activity)).filter((when) => when.includes("21:30")).length).toBe(concerned);
  expect((await coming(app, activity)).filter((when) => when.includes("18:00")).length).toBe(4);
});

/** A day some days later. */
function shifted(iso: string, days: number): string {
  return new Date(Date.parse(iso) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The month of the Umm al-Qura calendar in which a day some days later lies. */
function hijriMonth(iso: string, days: number): number {
  const format = new Intl.DateTimeFormat("en-u-ca-islamic-umalqura", { month: "numeric", timeZone: "UTC" });
  return Number(format.format(new Date(shifted(iso, days))));
}

test("the month shows sessions and holidays, and leads from day to day", async ({ phones }) => {
  const app = await phones.of("samira");
  await app.link("calendar.open").tap();
  await expect(app.page.locator(".month [data-today] i").first()).toBeAttached();
  await expect(app.page.locator(".session-card").filter({ hasText: LITERACY }).first()).toBeVisible();
  await app.page.goto("/app/calendar?on=2027-01-05");
  await app.page.getByRole("link", { name: new RegExp(app.words.text("calendar.holiday_manifesto")) }).tap();
  await expect(app.page.locator(".month__holiday")).toContainText(app.words.text("calendar.holiday_manifesto"));
});
