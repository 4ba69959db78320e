import { asked, makeAble, show } from "../support/able.ts";
import { drawings, FakeCamera, type Look } from "../support/camera.ts";
import { idOf } from "../support/exported.ts";
import type { Hadir } from "../support/hadir.ts";
import type { App } from "../support/pages/app.ts";
import type { Holder } from "../support/pages/cards.ts";
import { LITERACY } from "../support/pages/today.ts";
import { demoTest as test, expect, Phones } from "../support/test.ts";

/** Gives everybody in the literacy classes a card. */
async function giveCards(app: App, hadir: Hadir): Promise<void> {
  await app.cards.open((await hadir.exported()).one("activity", "title", LITERACY).id);
  await app.cards.give();
}

test("a code typed with no network marks who holds it, and a second time says since when and by whom", async ({ phones, hadir }) => {
  await giveCards(await phones.of("samira"), hadir);
  const app = await phones.of("youssef");
  const session = await app.today.openRoll(LITERACY);
  const exported = await hadir.exported();
  const [first, second] = (await app.cards.holders(exported)) as [Holder, Holder];
  await app.network(false);
  await app.scan.open();
  await app.scan.type(first.code.slice(0, 18));
  await expect(app.sheet).toContainText(app.words.text("scan.code_short"));
  await app.scan.type(first.code.replace(/.$/, (last) => (last === "7" ? "8" : "7")));
  await expect(app.sheet).toContainText(app.words.text("scan.code_wrong"));
  await app.scan.type(first.code.toLowerCase().replaceAll("-", " "));
  await app.scan.says(app.scan.present, first.name);
  await app.scan.type(first.code);
  await app.scan.says(app.scan.already, first.name);
  await expect(app.scan.answer).toContainText("يوسف بنعلي");
  await app.scan.type(second.code);
  await app.scan.says(app.scan.present, second.name);
  await app.button("common.undo").tap();
  await expect(app.said(app.words.text("common.undone"))).toBeVisible();
  // A code of Hadir's, whose holder nobody here knows.
  await app.scan.type("28T5-CY4T-QKFF-M7TD");
  await app.scan.says(app.words.text("scan.unknown"));
  await app.network(true);
  await app.syncNow();
  await app.allSent();
  const after = await hadir.exported();
  expect(after.marks(session).get(first.name)).toBe("present");
  expect(after.marks(session).get(second.name) ?? "unmarked").toBe("unmarked");
  const [mark] = after.attendance(session).filter(({ fields }) => after.name(idOf(fields["beneficiary"])) === first.name);
  expect(mark?.fields["method"]).toBe(2);
});

test("a card that was replaced is told by a phone with no network, and the new one marks", async ({ phones, hadir }) => {
  const head = await phones.of("samira");
  await giveCards(head, hadir);
  await head.today.open();
  await head.today.openRoll(LITERACY);
  const before = await hadir.exported();
  const [holder] = (await head.cards.holders(before)) as [Holder];
  await head.page.goto(`/app/person/${holder.id}`);
  await head.button("cards.replace").tap();
  await expect(head.said(head.words.text("cards.replaced"))).toBeVisible();
  await head.allSent();
  const renewed = (await hadir.exported()).records.find(({ id }) => id === holder.id)?.fields["card"];
  expect(renewed).not.toBe(holder.code);

  const app = await phones.of("khadija", "fr");
  await app.today.openRoll(LITERACY);
  await app.network(false);
  await app.scan.open();
  await app.scan.type(holder.code);
  await app.scan.says(app.words.text("scan.replaced"));
  await app.scan.type(String(renewed));
  await app.scan.says(app.scan.present);
});

test("without a camera the page says what to do, and codes are typed", async ({ phones }) => {
  const app = await phones.of("youssef");
  await app.today.openRoll(LITERACY);
  await app.scan.open();
  const told = ["refused", "missing", "unsupported"].map((why) => app.words.text(`scan.${why}`));
  await expect(app.page.locator(".notice")).toHaveText(new RegExp(told.map((text) => text.replace(/[.()]/g, "\\$&")).join("|")));
  await app.scan.type("28T5-CY4T-QKFF-M7TD");
  await app.scan.says(app.words.text("scan.unknown"));
});

test("a camera reads clear, tilted, dim, blurred and several codes, with no network, and stops when it is left", async ({ hadir }) => {
  const camera = await FakeCamera.launch();
  const phones = new Phones(camera.browser, hadir);
  try {
    const app = await phones.of("samira");
    await giveCards(app, hadir);
    const drawn = await drawings(app.page);
    await app.today.open();
    await app.today.openRoll(LITERACY);
    const people = await app.cards.holders(await hadir.exported());
    const svg = (at: number) => drawn.get(people[at]?.code ?? "") ?? "";
    await app.network(false);
    const looks: Look[] = ["clear", "tilted", "dim", "blurred"];
    for (const [at, look] of looks.entries()) {
      await camera.sees([svg(at)], look);
      await app.scan.open();
      await app.scan.says(app.scan.present, people[at]?.name);
      const track = await app.page.evaluateHandle(() => (document.querySelector("video")?.srcObject as MediaStream).getTracks()[0]);
      await app.page.goBack();
      await expect.poll(() => track.evaluate((track) => track?.readyState)).toBe("ended");
    }
    // Two at once, neither of them scanned yet: one after the other.
    await camera.sees([svg(4), svg(5)]);
    await app.scan.open();
    await expect(app.page.locator(".scan__earlier")).toContainText(/./);
    await app.page.goBack();
    await expect(app.roll.count("present")).toHaveText("6");
    const session = app.roll.session;
    await app.network(true);
    await app.syncNow();
    await app.allSent();
    const marks = (await hadir.exported()).marks(session);
    expect(people.slice(0, 6).map(({ name }) => marks.get(name))).toEqual(Array(6).fill("present"));
    expect(phones.strangers.flat()).toEqual([]);
    expect(phones.crashes.flat()).toEqual([]);
  } finally {
    await phones.throwAway();
    await camera.throwAway();
  }
});

test("a phone that reads codes itself is asked to, tells who came by sound and buzz, and lights its lamp", async ({ hadir }) => {
  const camera = await FakeCamera.launch();
  const phones = new Phones(camera.browser, hadir);
  try {
    const app = await phones.of("samira");
    await makeAble(app.page.context());
    await giveCards(app, hadir);
    const drawn = await drawings(app.page);
    await camera.sees([[...drawn.values()].at(-1) ?? ""]);
    await app.today.open();
    await app.today.openRoll(LITERACY);
    const [near, far] = (await app.cards.holders(await hadir.exported())) as [Holder, Holder];
    await app.network(false);
    await app.scan.open();
    // Its own reader is asked, and not ours, before which another card is held all the time.
    await show(app.page, [{ code: far.code, off: 120 }, { code: near.code, off: -10 }]);
    await expect.poll(() => app.page.locator(".scan__earlier").textContent()).toContain(near.name);
    await app.scan.says(app.scan.present, far.name);
    expect(await asked(app.page)).toMatchObject({ formats: ["qr_code"], notes: [880, 1320, 880, 1320], buzzes: [[70], [70]], lamp: [] });
    // Out of sight and back: known already, one note.
    await show(app.page, []);
    await app.button("scan.light").tap();
    await expect.poll(async () => (await asked(app.page)).lamp).toEqual([true]);
    await app.button("scan.light").tap();
    await expect.poll(async () => (await asked(app.page)).lamp).toEqual([true, false]);
    await expect(async () => {
      await show(app.page, [{ code: near.code, off: 0 }]);
      await expect(app.scan.answer.locator(".scan-answer__word"))
        .toHaveText(app.scan.already, { timeout: 500 })
        .finally(() => show(app.page, []));
    }).toPass({ intervals: [2_100] });
    expect((await asked(app.page)).notes.slice(4)).toEqual([660]);
    await show(app.page, [{ code: "https://example.org", off: 0 }]);
    await expect.poll(async () => (await asked(app.page)).notes.slice(5)).toEqual([196]);
    await app.page.goBack();
    await expect(app.roll.count("present")).toHaveText("2");
  } finally {
    await phones.throwAway();
    await camera.throwAway();
  }
});

test("cards are printed ten on a sheet of A4", async ({ phones, hadir }, info) => {
  const app = await phones.of("samira");
  await giveCards(app, hadir);
  const cards = await app.cards.all.count();
  const pdf = await app.page.pdf({ path: info.outputPath("cards.pdf"), preferCSSPageSize: true, printBackground: false });
  const pages = pdf.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length;
  expect(pages).toBe(Math.ceil(Math.min(cards, 200) / 10));
  expect(pdf.toString("latin1")).toMatch(/\/MediaBox\s*\[0 0 59[45][.\d]* 84[12][.\d]*\]/);
});

test("cards come as a PDF that a print shop can cut, and only with a network", async ({ phones, hadir }) => {
  const app = await phones.of("samira", "fr");
  await giveCards(app, hadir);
  const file = await app.papers.fetch(app.button("paper.as_file"));
  expect([file.name, file.bytes.subarray(0, 4).toString()]).toEqual(["hadir-cards.pdf", "%PDF"]);
  await app.network(false);
  await app.button("paper.as_file").tap();
  await expect(app.page.getByText(app.words.text("fetching.needs_network"))).toBeVisible();
});
