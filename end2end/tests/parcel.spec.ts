import { readFile } from "node:fs/promises";

import { Client } from "../support/client.ts";
import { forms } from "../support/canary.ts";
import { LITERACY } from "../support/pages/today.ts";
import { demoTest as test, expect, keptOnPhone } from "../support/test.ts";

test("what one phone saved before it was lost, a colleague's delivers unread, and the log says whose it is and who carried it", async ({ phones, hadir }) => {
  const name = (login: string) => hadir.demo.members.find((member) => member.login === login)?.name ?? "";
  const lost = await phones.of("youssef");
  const { session, name: marked } = await lost.markOffline(LITERACY);
  const file = await lost.sync.saveToFile();
  await expect(lost.page.getByRole("status").filter({ hasText: lost.words.count("parcel.saved", 2) })).toBeVisible();
  await expect(lost.chip, "it goes on waiting here").not.toHaveText(lost.words.text("sync.all_sent"));
  const text = await readFile(await file.path(), "utf8");
  await lost.page.context().close();
  expect(file.suggestedFilename()).toMatch(/^hadir-\d{4}-\d\d-\d\d\.txt$/);

  // Whoever finds the file reads nothing in it.
  const bytes = Buffer.concat([Buffer.from(text), Buffer.from(text.split("hadir-parcel:")[1] ?? "", "base64")]);
  for (const told of [marked, name("youssef"), LITERACY].flatMap((told) => [told, ...told.split(" ")])) {
    for (const form of forms(told).filter((form) => form.length > 5)) expect(bytes.includes(form), told).toBe(false);
  }

  // The colleague has no network either: it is kept, and goes by itself.
  const carrier = await phones.of("khadija", "fr");
  await keptOnPhone(carrier.page);
  await carrier.network(false);
  await carrier.sync.deliver("hadir.txt", text);
  await expect(carrier.page.getByText(carrier.words.text("parcel.waits"))).toBeVisible();
  expect((await hadir.exported()).marks(session).size).toBe(0);
  await carrier.page.reload();
  await carrier.network(true);
  await carrier.button("sync.send_now").tap();
  const fate = carrier.page.getByRole("status").filter({ hasText: carrier.words.text("parcel.delivered") });
  await expect(fate).toContainText(carrier.words.count("parcel.received", 2));
  await expect(fate).not.toContainText(marked);
  expect((await hadir.exported()).marks(session)).toEqual(new Map([[marked, "present"]]));
  await fate.getByRole("button").tap();
  await expect(fate).toHaveCount(0);

  const head = await phones.of("samira", "en");
  await head.log.open();
  const entry = head.log.of(name("youssef"), marked).first();
  await expect(entry).toContainText(head.words.say("log.carried_by", { name: name("khadija") }));
});

test("a file that is damaged, of another association or none at all is refused with a sentence, and nothing is recorded", async ({ phones, hadir }) => {
  const sender = await phones.of("youssef");
  const { session, name } = await sender.markOffline(LITERACY);
  const text = await readFile(await (await sender.sync.saveToFile()).path(), "utf8");
  const carrier = await phones.of("khadija", "fr");
  const [note, sealed] = text.split("hadir-parcel:") as [string, string];
  const parcel = Buffer.from(sealed, "base64");
  const altered = (at: number) => {
    const bytes = Buffer.from(parcel);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    return `${note}hadir-parcel:${bytes.toString("base64")}`;
  };
  const refused = carrier.page.getByRole("alert");
  for (const [content, code] of [
    ["given,family\nAicha,Alami", "problem.parcel_damaged"],
    [altered(0), "problem.parcel_damaged"],
    // The association's id stands behind the mark, the format, the length and two bytes of CBOR.
    [altered(20), "problem.parcel_foreign"],
    [altered(parcel.length - 1), "problem.parcel_damaged"],
  ] as const) {
    await carrier.sync.deliver("notes.txt", content);
    await expect(refused.last()).toContainText(carrier.words.text(code));
    await carrier.page.reload();
    await carrier.sync.forget();
  }
  expect((await hadir.exported()).marks(session).size).toBe(0);

  // The file as it was saved is taken, and the sender's own sync doubles nothing.
  await carrier.sync.deliver("hadir.txt", text);
  await expect(carrier.page.getByRole("status").filter({ hasText: carrier.words.text("parcel.delivered") })).toBeVisible();
  await sender.network(true);
  await sender.syncNow();
  await sender.allSent();
  expect((await hadir.exported()).marks(session)).toEqual(new Map([[name, "present"]]));
});

test("what a phone saved before it was revoked waits for a head, whoever delivers it", async ({ phones, hadir }) => {
  const sender = await phones.of("youssef");
  await sender.markOffline(LITERACY);
  const text = await readFile(await (await sender.sync.saveToFile()).path(), "utf8");
  const member = (await hadir.exported()).one("member", "name", hadir.demo.members.find(({ login }) => login === "youssef")?.name);
  const devices = (await hadir.exported()).all("device");
  const device = devices.find(({ fields }) => JSON.stringify(fields["member"]).includes(member.id));
  const head = await Client.signIn(hadir, "samira");
  expect(await head.set("device", device?.id ?? "", { revoked: true }, device?.version ?? 0)).toBe("accepted");
  await head.dispose();
  const carrier = await phones.of("khadija", "en");
  await carrier.sync.deliver("hadir.txt", text);
  await expect(carrier.page.getByRole("status").filter({ hasText: carrier.words.count("parcel.held", 2) })).toBeVisible();
});
