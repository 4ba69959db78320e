import type { Page } from "@playwright/test";

import { demoTest as test, expect } from "../support/test.ts";
import { day } from "../support/wall.ts";


interface Told {
  report: {
    total: { people: number; participations: number };
    sessions: { held: number };
    by_sex_and_age: { people: number }[];
  };
}

test("a report goes to WhatsApp by one tap with its figures as words, and to the share sheet as a file", async ({ phones, hadir }) => {
  const samira = await phones.of("samira", "fr");
  const { words, page } = samira;
  await hasShareSheet(page);
  await samira.figures.open(day(-90), day(1));
  const period = ["--association", hadir.demo.association, "--from", day(-90), "--to", day(1)];
  const { report } = JSON.parse(await hadir.tell("report", ...period, "--json")) as Told;

  const link = samira.link("figures.whatsapp");
  const href = new URL((await link.getAttribute("href")) ?? "");
  expect(`${href.origin}${href.pathname}`).toBe("https://wa.me/");
  expect([...href.searchParams.keys()]).toEqual(["text"]);
  const text = href.searchParams.get("text") ?? "";
  const [title, sentence, ...rest] = text.split("\n");
  const association = (await hadir.exported()).all("association")[0]?.fields;
  expect(title).toBe(`*${String(association?.["name_la"])}*`);
  expect(sentence).toContain(words.count("figures.came", report.total.people));
  expect(sentence).toContain(words.count("figures.times", report.total.participations));
  expect(sentence).toContain(words.count("figures.sessions_held", report.sessions.held));
  const bands = rest.filter((line) => line.startsWith("- ")).map((line) => Number(line.split(": ").at(-1)));
  expect(bands.sort()).toEqual(report.by_sex_and_age.map(({ people }) => people).sort());
  expect(text, "no marks of direction are sent").not.toMatch(/[\u2066-\u2069]/);

  await test.step("the share sheet is given the same words", async () => {
    await samira.button("figures.send").tap();
    await expect.poll(() => shared(page)).toEqual([{ name: words.text("figures.file"), type: "text/plain;charset=utf-8", text }]);
    const pdf = await samira.papers.fetch(samira.button("figures.as_pdf"));
    await samira.button("fetching.send").tap();
    await expect.poll(async () => (await shared(page))[1]).toMatchObject({ name: pdf.name, type: "application/pdf", text: expect.stringMatching(/^%PDF/) });
  });

  await test.step("nothing was asked of anybody else until the tap, which leaves Hadir where it is", async () => {
    expect(phones.strangers.flat()).toEqual([]);
    await page.context().route("https://wa.me/**", (route) => route.fulfill({ body: "WhatsApp" }));
    const opened = page.context().waitForEvent("page");
    await link.tap();
    expect((await opened).url()).toBe(href.href);
    await expect(samira.title).toHaveText(words.text("figures.title"));
    expect(phones.strangers.flat()).toEqual([href.href]);
    phones.strangers.forEach((strangers) => strangers.splice(0));
  });
});

interface Given {
  name: string;
  type: string;
  text: string;
}

/** A browser that has a share sheet for files, from its next page on; it keeps what it is given. */
async function hasShareSheet(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const given: Given[] = [];
    const share = async ({ files = [] }: ShareData) => {
      for (const file of files) given.push({ name: file.name, type: file.type, text: await file.text() });
    };
    Object.assign(window, { given });
    Object.defineProperties(navigator, { canShare: { value: () => true }, share: { value: share } });
  });
}

function shared(page: Page): Promise<Given[]> {
  return page.evaluate(() => (window as unknown as { given: Given[] }).given);
}
