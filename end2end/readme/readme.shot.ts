import { fileURLToPath } from "node:url";

import { LITERACY } from "../support/pages/today.ts";
import { demoTest as test } from "../support/test.ts";

const picture = (name: string) => fileURLToPath(new URL(`../screenshots/${name}.png`, import.meta.url));

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
  await app.page.screenshot({ path: picture("readme-ar") });
});

test("a day in French", async ({ phones }) => {
  const app = await phones.of("samira", "fr", { colorScheme: "light", reducedMotion: "reduce" });
  await app.today.card(LITERACY).waitFor();
  await app.page.screenshot({ path: picture("readme-fr") });
});
