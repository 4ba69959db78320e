import type { Page } from "@playwright/test";

import { still } from "../support/look.ts";
import { demoTest, expect } from "../support/test.ts";
import { Words } from "../support/words.ts";

demoTest.use({ javaScriptEnabled: false });

const NAMES = { ar: ["فاطمة الزهراء", "بنعلي"], fr: ["Fatim Zahra", "Benali"] } as const;

/** Nothing runs, and nothing sticks out at either side even where letters are twice as large. */
async function sound(page: Page, name: string): Promise<void> {
  expect(await page.locator('script:not([src="/ticket.js"])').count()).toBe(0);
  const width = page.viewportSize()?.width ?? 0;
  for (const size of ["100%", "200%"]) {
    const wide = await page.locator("html").evaluate((html, size) => {
      html.style.fontSize = size;
      return html.scrollWidth;
    }, size);
    expect(wide, `${name} fits at ${size}`).toBeLessThanOrEqual(width);
    if (size === "200%" && width === 320) await still(page, "public", `${name}-large`);
  }
  await page.locator("html").evaluate((html) => html.style.removeProperty("font-size"));
  await still(page, "public", name);
}

/** Sends the form as it stands, again for as long as it comes back as sent too quickly for a person. */
async function send(page: Page, button: string, there: RegExp): Promise<void> {
  await expect(async () => {
    if (!there.test(page.url())) await page.getByRole("button", { name: button }).click();
    await expect(page).toHaveURL(there, { timeout: 2_000 });
  }).toPass({ intervals: [500] });
}

for (const [lang, width] of [["ar", 320], ["fr", 360], ["fr", 320], ["ar", 360]] as const) {
  const words = new Words(lang);
  const [given, family] = NAMES[lang];

  demoTest(`somebody registers, holds a ticket and gives the place back, in ${lang} at ${width} px`, async ({ page, hadir }) => {
    const shot = (name: string) => `${name}-${lang}-${width}`;
    await page.setViewportSize({ width, height: 740 });
    await page.goto(`/${lang}/a/${hadir.demo.association}`);
    await expect(page.locator("html")).toHaveAttribute("dir", lang === "ar" ? "rtl" : "ltr");
    await sound(page, shot("association"));
    await page.getByRole("link", { name: words.text("public.register") }).click();

    await page.getByLabel(words.text("field.given_name"), { exact: true }).fill(given);
    await page.getByLabel(words.text("public.birth")).fill("31/02/1985");
    await page.locator("#field-phone").fill("06 12");
    await sound(page, shot("form"));
    await page.getByRole("button", { name: words.text("public.send") }).click();
    await expect(page.getByText(words.text("public.agree_needed"))).toBeVisible();
    await expect(page.getByLabel(words.text("field.given_name"), { exact: true })).toHaveValue(given);
    await expect(page.getByLabel(words.text("public.birth"))).toHaveValue("31/02/1985");
    await sound(page, shot("faults"));

    await page.getByLabel(words.text("field.family_name"), { exact: true }).fill(family);
    await page.getByText(words.text("person.female"), { exact: true }).click();
    await page.getByLabel(words.text("public.birth")).fill("1985");
    await page.locator("#field-phone").fill("06 12 34 56 78");
    await page.getByRole("combobox", { name: words.text("public.commune") }).fill("Sidi Moumen");
    await page.getByLabel(words.text("public.agree_taking_part")).check();
    await send(page, words.text("public.send"), /\/t\//);

    await expect(page.getByText(words.text("public.state_confirmed"))).toBeVisible();
    await expect(page.getByRole("img", { name: /QR/ })).toBeVisible();
    await sound(page, shot("ticket"));
    const exported = await hadir.exported();
    const byThemselves = exported.all("registration").filter(({ fields }) => fields["source"] === 2);
    expect(byThemselves).toHaveLength(1);
    const person = exported.all("beneficiary").find(({ id }) => JSON.stringify(byThemselves[0]?.fields).includes(id));
    expect(person?.fields[lang === "ar" ? "given_ar" : "given_la"]).toBe(given);

    await page.getByText(words.text("public.cancel_title")).click();
    await page.getByRole("button", { name: words.text("public.cancel") }).click();
    await expect(page.getByText(words.text("public.state_cancelled"))).toBeVisible();
    await expect(page.getByRole("img", { name: /QR/ })).toHaveCount(0);
    await sound(page, shot("cancelled"));
  });
}

demoTest("each page weighs little, with all it needs", async ({ page, hadir }) => {
  const sizes: Promise<number>[] = [];
  page.on("requestfinished", (request) => sizes.push(request.sizes().then((size) => size.responseBodySize)));
  await page.goto(`/a/${hadir.demo.association}`, { waitUntil: "networkidle" });
  await page.getByRole("link", { name: new Words("ar").text("public.register") }).click();
  await page.waitForLoadState("networkidle");
  // Both pages together, the second with what the first brought.
  expect((await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)).toBeLessThan(60 * 1024);
});

demoTest("a ticket that is none is told so", async ({ page }) => {
  const answer = await page.goto("/fr/t/7K3M-9QWX-0RTE-4HJN");
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Billet introuvable");
  await sound(page, "no-ticket-fr");
});

for (const lang of ["ar", "fr"] as const) {
  const words = new Words(lang);

  demoTest(`somebody asks about their data and follows it by its number, in ${lang}`, async ({ page, hadir }) => {
    await page.setViewportSize({ width: 320, height: 740 });
    await page.goto(`/${lang}/a/${hadir.demo.association}`);
    await page.getByRole("link", { name: words.text("privacy.link") }).click();
    await expect(page.getByText(words.text("privacy.cndp_none"))).toBeVisible();
    await sound(page, `privacy-${lang}`);

    await page.getByText(words.text("inbox.right_erasure"), { exact: true }).click();
    await page.getByLabel(words.text("privacy.ask_name"), { exact: true }).fill(NAMES[lang].join(" "));
    await send(page, words.text("privacy.ask_send"), /number=/);
    await expect(page.getByText(words.text("privacy.follow_keep"))).toBeVisible();
    await sound(page, `request-${lang}`);
    expect((await hadir.exported()).all("request")).toHaveLength(1);
  });
}
