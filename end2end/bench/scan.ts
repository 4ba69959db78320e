import { atMost, percentile, type Figure } from "./figures.ts";
import type { Handset } from "./handset.ts";

/** The first scans, which make the index of codes and warm what runs. */
const WARM_UP = 3;

/** From a code to the disk, with the network off, as the app notes itself. The phone stays offline afterwards. */
export async function scanFigures(handset: Handset): Promise<Figure[]> {
  const { app, page } = handset;
  await page.goto(`/app/cards?activity=${handset.activity}`);
  await page.locator("#content .button--primary").first().tap();
  await page.locator(".id-card").first().waitFor();
  const codes = await page.locator(".id-card__code").allTextContents();
  await app.allSent();
  await page.goto(`/app/roll/${handset.session}/scan`);
  await app.button("scan.type_code").waitFor();
  await app.network(false);
  const [first = 0, ...took] = (await page.evaluate(scans, codes)).slice(0, codes.length);
  const samples = took.slice(WARM_UP);
  const people = handset.place.people.toLocaleString("en");
  return [
    {
      what: `scan to durable, p95, ${people} people`,
      value: percentile(samples, 95),
      unit: "ms",
      target: atMost(100),
      note: `${samples.length} scans, p50 ${percentile(samples, 50).toFixed(1)} ms; the first, with the index of codes, ${first.toFixed(1)} ms`,
    },
  ];
}

/** Runs in the page: gives the scanner one code after another, and tells how long each took, as the app says. */
async function scans(codes: readonly string[]): Promise<number[]> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const find = async <T extends Element>(selector: string): Promise<T> => {
    for (let tries = 0; tries < 600; tries++) {
      const found = document.querySelector<T>(selector);
      if (found) return found;
      await frame();
    }
    throw new Error(`The scanner shows no ${selector}.`);
  };
  const taken = () => performance.getEntriesByName("hadir:scan", "measure").length;
  for (const code of codes) {
    const before = taken();
    (await find<HTMLElement>(".bottom-action button")).click();
    const field = await find<HTMLInputElement>("#field-code");
    field.value = code;
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.form?.requestSubmit();
    for (let tries = 0; taken() === before; tries++) {
      if (tries > 600) throw new Error("A scan was not on the disk within ten seconds.");
      await frame();
    }
  }
  return performance.getEntriesByName("hadir:scan", "measure").map(({ duration }) => duration);
}
