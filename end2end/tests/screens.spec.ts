import { picture, violations } from "../support/look.ts";
import { WALKS } from "../support/screens.ts";
import { demoTest as test, expect } from "../support/test.ts";

for (const [walk, screens] of Object.entries(WALKS)) {
  for (const lang of ["ar", "fr"] as const) {
    // That nothing is asked of another origin on the way is checked at the end of every test.
    test(`axe finds no violation on the screens ${walk}, in ${lang}`, async ({ phones, hadir }) => {
      // A walk of many screens is as slow as the machine: only one that stands still has failed.
      test.setTimeout(600_000);
      for await (const [name, app] of screens(phones, hadir, lang)) {
        await picture(app.page, lang, name);
        expect.soft(await violations(app.page), name).toEqual([]);
        const aside = await app.page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
        expect.soft(aside, `${name} does not scroll sideways`).toBe(0);
      }
    });
  }
}
