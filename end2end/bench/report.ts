import { atMost, type Figure } from "./figures.ts";
import type { Handset } from "./handset.ts";
import { SLOWDOWN, slow } from "./open.ts";

/** What a report of one activity takes on the phone, as the app notes itself: reading what is held, and counting it. */
export async function reportFigures(handset: Handset): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const times of [1, SLOWDOWN]) {
    const page = await slow(await handset.page.context().newPage(), times);
    await page.goto(`/app/report?activity=${handset.activity}`);
    const shown = (await page.locator(".figure__number").first().textContent()) ?? "";
    const [read, counted] = await page.evaluate(took, ["hadir:facts", "hadir:report"] as const);
    await page.close();
    figures.push({
      what: `report of one activity, phone with ${handset.place.people.toLocaleString("en")} people${times === 1 ? "" : `, ${times}× slower`}`,
      value: read + counted,
      unit: "ms",
      target: atMost(300),
      note: `${shown} people came; reading ${read.toFixed(0)} ms, counting ${counted.toFixed(0)} ms`,
    });
  }
  return figures;
}

/** Runs in the page: the last time each took. */
function took([facts, report]: readonly [string, string]): [number, number] {
  const last = (name: string): number => {
    const found = performance.getEntriesByName(name, "measure").at(-1);
    if (!found) throw new Error(`The app left no measure ${name}: build it again, or see why the report was not counted.`);
    return found.duration;
  };
  return [last(facts), last(report)];
}
