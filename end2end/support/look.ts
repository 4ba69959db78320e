import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { AxeBuilder } from "@axe-core/playwright";
import type { Page } from "@playwright/test";

/** Where pictures for a person to look at are written. */
const SCREENS = fileURLToPath(new URL("../screens", import.meta.url));

/** What axe holds against the page as it stands, in its light and in its dark colours: one line each. */
export async function violations(page: Page): Promise<string[]> {
  await inColours(page, "light");
  const light = await new AxeBuilder({ page }).analyze();
  await inColours(page, "dark");
  const dark = await new AxeBuilder({ page }).withRules(["color-contrast"]).analyze();
  await inColours(page, "light");
  const told = (colours: string, found: typeof light) =>
    found.violations.flatMap(({ id, help, nodes }) => nodes.map((node) => `${colours}: ${id}, ${help}: ${node.html.slice(0, 200)}`));
  return [...told("light", light), ...told("dark", dark)];
}

/** Writes pictures of the page for a person to look at: as it opens, in light and in dark colours, and its end. */
export async function picture(page: Page, folder: string, name: string): Promise<void> {
  const shoot = (which: string) => page.screenshot({ path: join(SCREENS, folder, `${name}${which}.png`) });
  if (/today|roll/.test(name)) {
    await inColours(page, "dark");
    await shoot("-dark");
  }
  await inColours(page, "light");
  await shoot("");
  const scrolls = await page.evaluate(() => document.documentElement.scrollHeight > innerHeight + 40 && !document.querySelector("dialog[open]"));
  if (!scrolls) return;
  await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
  await shoot("-end");
  await page.evaluate(() => scrollTo(0, 0));
}

/** Writes one picture of a page that runs no scripts: there nothing can be waited for. */
export async function still(page: Page, folder: string, name: string): Promise<void> {
  await page.screenshot({ path: join(SCREENS, folder, `${name}.png`), animations: "disabled" });
}

/** Shows the page in light or dark colours, with every letter and picture in place. */
async function inColours(page: Page, colorScheme: "light" | "dark"): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  // Behind another page, such as axe opens, nothing moves on.
  await page.bringToFront();
  await page.evaluate(async () => {
    await document.fonts.ready;
    // The colours just asked for are there once a frame with them was drawn.
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    // What is out of sight may never end by itself.
    for (const animation of document.getAnimations()) {
      if (Number.isFinite(Number(animation.effect?.getComputedTiming().endTime))) animation.finish();
    }
  });
}
