import { gunzipSync } from "node:zlib";

import type { Request } from "@playwright/test";

import { Client } from "../support/client.ts";
import { idOf } from "../support/exported.ts";
import { LITERACY, SCHOOL } from "../support/pages/today.ts";
import { withdraw } from "../support/screens.ts";
import { demoTest as test, expect } from "../support/test.ts";

test("a refused change stays visible with its reason and blocks nothing", async ({ phones, hadir }) => {
  const khadija = await phones.of("khadija");
  await khadija.today.openRoll(SCHOOL);
  const [refused] = (await khadija.roll.names(1)) as [string];
  await khadija.network(false);

  // Her right is withdrawn while her phone is away, and she records afterwards, in good faith.
  const head = await Client.signIn(hadir, "samira");
  const before = await hadir.exported();
  const member = before.one("member", "name", hadir.demo.members.find(({ login }) => login === "khadija")?.name);
  const school = before.one("activity", "title", SCHOOL).id;
  const left = (member.fields["activities"] as unknown[]).map(idOf).filter((id) => id !== school);
  expect(await head.set("member", member.id, { activities: left }, member.version)).toBe("accepted");
  await head.dispose();

  await khadija.roll.mark(refused, "present");
  await khadija.today.open();
  const session = await khadija.today.openRoll(LITERACY);
  const [taken, later] = (await khadija.roll.names(2)) as [string, string];
  await khadija.roll.mark(taken, "present");
  await khadija.network(true);
  await khadija.syncNow();

  await expect(khadija.chip).not.toContainText(khadija.words.text("sync.all_sent"));
  const items = khadija.sync.inState("sync.refused_state");
  await expect(items).not.toHaveCount(0);
  await expect(items.first()).toContainText(khadija.words.text("problem.refused_not_allowed"));
  expect((await hadir.exported()).marks(session)).toEqual(new Map([[taken, "present"]]));

  // The rest goes on being sent, and the refused change is still there after the app is opened again.
  await khadija.roll.open(session);
  await khadija.roll.mark(later, "present");
  await expect.poll(async () => (await hadir.exported()).marks(session).get(later)).toBe("present");
  await khadija.sync.open();
  const count = await khadija.sync.inState("sync.refused_state").count();
  expect(count).toBeGreaterThan(0);

  // What was put aside by mistake comes back.
  await khadija.button("sync.drop").first().tap();
  await expect(khadija.sync.inState("sync.refused_state")).toHaveCount(count - 1);
  await khadija.undo();
  await expect(khadija.sync.inState("sync.refused_state")).toHaveCount(count);

  // Putting it aside is hers to do; then nothing needs her any more.
  for (let at = 0; at < count; at++) {
    await khadija.button("sync.drop").first().tap();
    await expect(khadija.sync.inState("sync.refused_state")).toHaveCount(count - at - 1);
  }
  await khadija.allSent();
});

test("a change the server cannot read is put aside with a reason, and the rest is sent", async ({ phones, hadir }) => {
  const khadija = await phones.of("khadija");
  const session = await khadija.today.openRoll(LITERACY);
  const [first, unread, last] = (await khadija.roll.names(3)) as [string, string, string];
  const exported = await hadir.exported();
  const people = exported.all("beneficiary").filter(({ id }) => exported.name(id) === unread);
  const ids = people.map(({ id }) => Buffer.from(id.replaceAll("-", ""), "hex"));
  const malformed = { status: 400, json: { code: "malformed", message: "The message was not understood." } };
  await khadija.page.route("**/api/v1/sync", (route, request) => {
    const sent = body(request);
    return ids.some((id) => sent.includes(id)) ? route.fulfill(malformed) : route.continue();
  });

  await khadija.network(false);
  for (const name of [first, unread, last]) await khadija.roll.mark(name, "present");
  await khadija.network(true);
  await khadija.syncNow();

  const items = khadija.sync.inState("sync.refused_state");
  await expect(items).toHaveCount(1);
  await expect(items).toContainText(unread);
  await expect(items).toContainText(khadija.words.text("problem.refused_other"));
  await expect(khadija.sync.items).toHaveCount(1);
  expect((await hadir.exported()).marks(session)).toEqual(new Map([first, last].map((name) => [name, "present"])));

  await khadija.button("sync.drop").tap();
  await expect(khadija.said(khadija.words.text("sync.dropped"))).toBeVisible();
  await khadija.allSent();
});

test("what was refused is tried again or mended from what was meant, and putting it aside is in the log", async ({ phones, hadir }) => {
  const hassan = await phones.of("hassan");
  const exported = await hadir.exported();
  const school = exported.one("activity", "title", SCHOOL).id;
  const activities = new Map<string, Set<string>>();
  for (const { fields } of exported.all("registration")) {
    const person = idOf(fields["beneficiary"]);
    activities.set(person, (activities.get(person) ?? new Set()).add(idOf(fields["activity"])));
  }
  const only = [...activities].filter(([, of]) => of.size === 1 && of.has(school)).map(([person]) => person);
  const [again, mended, dropped] = only as [string, string, string];
  await hassan.network(false);
  await withdraw(hadir, "hassan", SCHOOL);
  for (const [at, person] of [again, mended, dropped].entries()) await hassan.people.setPhone(person, `061000000${at}`);
  await hassan.network(true);
  await hassan.syncNow();
  const refused = hassan.sync.inState("sync.refused_state");
  await expect(refused).toHaveCount(3);

  // The right is given back: nothing is in the way any more.
  const head = await Client.signIn(hadir, "samira");
  const member = (await hadir.exported()).one("member", "name", hadir.demo.members.find(({ login }) => login === "hassan")?.name);
  expect(await head.set("member", member.id, { activities: [school] }, member.version)).toBe("accepted");
  await head.dispose();
  await hassan.syncNow();
  await hassan.sync.open();
  await hassan.button("common.retry").first().tap();
  await expect(refused).toHaveCount(2);
  await hassan.link("sync.correct").first().tap();
  await expect(hassan.field("phone")).toHaveValue("06 10 00 00 01");
  await hassan.field("phone").fill("0677777777");
  await hassan.button("common.save").tap();
  await hassan.page.waitForURL(`**/app/person/${mended}`);
  await hassan.sync.open();
  await expect(refused).toHaveCount(1);
  await hassan.button("sync.drop").tap();
  await expect(hassan.said(hassan.words.text("sync.dropped"))).toBeVisible();
  await hassan.allSent();

  const after = await hadir.exported();
  const phone = (id: string) => after.all("beneficiary").find((person) => person.id === id)?.fields["phone"];
  expect([again, mended].map(phone)).toEqual(["+212610000000", "+212677777777"]);
  expect(phone(dropped)).not.toBe("+212610000002");
  const aside = after.all("review_item").filter(({ fields }) => fields["matter"] === 3);
  expect(aside.map(({ fields }) => idOf(fields["record"])).sort()).toEqual([mended, dropped].sort());
});

/** What a request carries, unpacked. */
function body(request: Request): Buffer {
  const sent = request.postDataBuffer() ?? Buffer.alloc(0);
  return request.headers()["content-encoding"] === "gzip" ? gunzipSync(sent) : sent;
}
