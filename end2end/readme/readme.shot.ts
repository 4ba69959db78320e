import { fileURLToPath } from "node:url";

import type { App } from "../support/pages/app.ts";
import { LITERACY } from "../support/pages/today.ts";
import { demoTest as test } from "../support/test.ts";

/** One picture for the README, and a smaller one for whoever is about to install the app. */
async function shoot(app: App, readme: string, install: string): Promise<void> {
  const file = (path: string) => fileURLToPath(new URL(path, import.meta.url));
  await app.page.screenshot({ path: file(`../screenshots/${readme}.png`) });
  await app.page.screenshot({ path: file(`../../public/screenshots/${install}.png`), scale: "css" });
}

test("a roll call in Arabic", async ({ phones }) => {
  const app = await phones.of("samira", "ar", { colorScheme: "light", reducedMotion: "reduce" });
  await app.today.openRoll(LITERACY);
  const names = (await app.roll.names(7)) as [string, string, string];
  await app.roll.choose(names[1], "late");
  await app.roll.choose(names[2], "excused", "roll.reason_family");
  for (const name of names.filter((_, at) => at !== 1 && at !== 2)) await app.roll.mark(name, "present");
  await app.allSent();
  await app.page.evaluate(() => scrollTo(0, 0));
  await app.button("common.undo").waitFor({ state: "hidden" });
  await shoot(app, "readme-ar", "roll-ar");
});

test("a day in French", async ({ phones }) => {
  const app = await phones.of("samira", "fr", { colorScheme: "light", reducedMotion: "reduce" });
  await app.today.card(LITERACY).waitFor();
  await shoot(app, "readme-fr", "today-fr");
});
