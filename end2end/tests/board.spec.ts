import { readFileSync } from "node:fs";

import type { Page } from "@playwright/test";

import { idOf, type Exportee } from "../support/exported.ts";
import type { Hadir } from "../support/hadir.ts";
import { kept } from "../support/kept.ts";
import { LITERACY } from "../support/pages/today.ts";
import { demoTest as test, expect } from "../support/test.ts";
import { time } from "../support/wall.ts";

const SYNC = "**/api/v1/sync";
/** What a browser says Hadir takes up on the phone: 7.5 MiB, which is reported as 8. */
const USED_BYTES = 7.5 * 1024 * 1024;
const SHOWN = "8,4\u{a0}Mo";
const VERSION = /^version = "([^"]+)"/m.exec(readFileSync(new URL("../../Cargo.toml", import.meta.url), "utf8"))?.[1] ?? "";

test("a head reads of each phone what it had left to send, when it was seen and what it keeps, and shuts one out by a tap", async ({ phones, hadir }) => {
  const lost = await phones.fresh();
  await keepsForGood(lost.page);
  await lost.signIn.as("youssef");
  await phones.of("khadija");
  await lost.today.openRoll(LITERACY);
  const names = await lost.roll.names(3);
  await lost.network(false);
  for (const name of names) await lost.roll.mark(name, "present");
  const recorded = (await kept(lost.page)).rows["outbox"] ?? 0;
  expect(recorded, "three marks, and that the session is held").toBe(4);

  await carryHalf(lost.page);
  await lost.network(true);
  await expect(lost.chip).toHaveText(lost.words.count("sync.offline_waiting", 2));

  const samira = await phones.of("samira", "fr");
  await samira.team.open();
  await samira.button("team.devices").tap();
  const words = samira.words;
  const board = samira.page.getByRole("main");
  await expect(board).toContainText(`${words.count("team.waiting", 2)} ${words.count("team.on_phones", 1)}`);
  await expect(samira.team.phone(nameOf(hadir, "khadija"))).toContainText(words.text("team.unkept"));
  const row = samira.team.phone(nameOf(hadir, "youssef"));
  await expect(row).toContainText(words.count("sync.waiting", 2));

  await row.tap();
  const device = await deviceOf(hadir, "youssef");
  const seen = time(Number(device.fields["seen"]));
  await expect(samira.sheet).toContainText(words.say("team.last_seen", { when: `${words.text("common.today")} ${seen}` }));
  const fact = (key: string) => samira.sheet.locator("dl > div").filter({ hasText: words.text(key) }).getByRole("definition");
  await expect(fact("sync.waiting_section")).toHaveText(words.count("team.waiting", 2));
  await expect(fact("sync.storage")).toContainText(SHOWN);
  await expect(fact("sync.storage")).toContainText(words.text("settings.persistent_granted"));
  await expect(samira.sheet).toContainText(words.say("settings.version", { version: VERSION }));

  await samira.sheet.getByRole("button", { name: words.text("team.revoke"), exact: true }).tap();
  await expect(samira.said(words.text("team.revoked"))).toBeVisible();
  await expect(row).toContainText(words.text("team.revoked"));
  await samira.allSent();

  // At its next contact it is wiped; what it had left waits for a decision.
  await lost.page.unroute(SYNC);
  await lost.comesToFront();
  await lost.page.waitForURL(/\/app\/sign-in/);
  const left = await kept(lost.page);
  for (const name of names) expect(left.text).not.toContain(name.split(" ")[0]);
  expect(left.rows).toMatchObject({ pages: 0, outbox: 0 });
  // Receipts outlast a sign-out, sealed, until the phone has asked how it stands.
  await expect.poll(async () => (await kept(lost.page)).rows["receipts"]).toBe(0);
  const held = (await hadir.exported()).log.filter(({ fields }) => fields["reason"] === "right_withdrawn");
  expect(held).toHaveLength(2);
  expect(held.map(({ fields }) => idOf(fields["device"]))).toEqual([device.id, device.id]);
});

/** A phone whose browser promised to keep what Hadir has, from its next page on. */
async function keepsForGood(page: Page): Promise<void> {
  await page.addInitScript((usage) => {
    StorageManager.prototype.persisted = () => Promise.resolve(true);
    StorageManager.prototype.estimate = () => Promise.resolve({ usage, quota: 2 ** 31 });
  }, USED_BYTES);
}

/** A line that takes half of what waits, as it is asked for where all of it was too much, and is lost then. */
async function carryHalf(page: Page): Promise<void> {
  let asked = 0;
  await page.route(SYNC, (route) => {
    asked += 1;
    if (asked === 1) return route.fulfill({ status: 413 });
    return asked === 2 ? route.continue() : route.abort();
  });
}

function nameOf(hadir: Hadir, login: string): string {
  return hadir.demo.members.find((member) => member.login === login)?.name ?? "";
}

/** The one phone of a member, as the server knows it. */
async function deviceOf(hadir: Hadir, login: string): Promise<Exportee> {
  const exported = await hadir.exported();
  const member = exported.one("member", "name", nameOf(hadir, login)).id;
  const [device, ...others] = exported.all("device").filter(({ fields }) => idOf(fields["member"]) === member);
  if (!device || others.length > 0) throw new Error(`${login} has ${others.length} phones more`);
  return device;
}
