import { atMost, median, percentile, type Figure } from "./figures.ts";
import type { Handset } from "./handset.ts";
import { SLOWDOWN, slow } from "./open.ts";

const SCREENS = 60;
const LETTERS = ["f", "fa", "fat", "fati", "fatim", "fatima", "", "ف", "فا", "فاط", "فاطم", "فاطمة", ""];

/** Milliseconds the page was kept from drawing: a number for each step. */
interface Moved {
  scroll: number[];
  filter: number[];
  /** An empty page that waits for its next frame, as slow. */
  frame: number[];
}

/** Scrolls and filters everyone on a slow processor: the longest wait for the frame that follows a step. */
export async function peopleFigures(handset: Handset): Promise<Figure[]> {
  // A page of its own: what is measured after it runs at full speed again.
  const page = await slow(await handset.page.context().newPage());
  await page.goto("/app/people");
  await page.locator(`.windowed__row[aria-setsize="${handset.place.people}"]`).first().waitFor();
  const moved = await page.evaluate(move, [SCREENS, LETTERS] as const);
  await page.close();
  const figure = (what: string, samples: number[]): Figure => ({
    what: `${what} ${handset.place.people.toLocaleString("en")} people, longest frame, ${SLOWDOWN}× slower`,
    value: Math.max(...samples),
    unit: "ms",
    floor: { what: "a frame with nothing to do", value: median(moved.frame) },
    note: `only the main thread is slowed; ${samples.length} steps, p50 ${median(samples).toFixed(0)} ms, p95 ${percentile(samples, 95).toFixed(0)} ms`,
  });
  return [figure("scrolling", moved.scroll), figure("filtering", moved.filter)];
}

/** What people type in the search field, a letter at a time. */
const NAMES = ["Fatim Zahra Benali", "يوسف ايت باها", "abderrahim idrissi", "محمد العلوي", "wafaa wazzani", "خديجة", "0612345678"];

/** How long the app takes to find people, as it notes itself: the first answer makes the index. */
export async function findFigures(handset: Handset): Promise<Figure[]> {
  const people = handset.place.people.toLocaleString("en");
  const figures: Figure[] = [];
  for (const times of [1, 6]) {
    const page = await slow(await handset.page.context().newPage(), times);
    await page.goto("/app/people");
    await page.locator(`.windowed__row[aria-setsize="${handset.place.people}"]`).first().waitFor();
    const [first = 0, ...strokes] = await page.evaluate(typed, NAMES);
    await page.close();
    const how = times === 1 ? "" : `, ${times}× slower`;
    if (times === 1) figures.push({ what: `index of names and its first answer, ${people} people`, value: first, unit: "ms", target: atMost(50) });
    figures.push({
      what: `finding at a keystroke, p95, ${people} people${how}`,
      value: percentile(strokes, 95),
      unit: "ms",
      target: atMost(times === 1 ? 1 : 8),
      note: `${strokes.length} keystrokes, p50 ${median(strokes).toFixed(2)} ms, longest ${Math.max(...strokes).toFixed(2)} ms`,
    });
  }
  return figures;
}

/** Runs in the page: types, and tells how long the app says that finding took, a number for each letter. */
async function typed(names: readonly string[]): Promise<number[]> {
  const search = document.querySelector<HTMLInputElement>("input[type=search]");
  if (!search) throw new Error("The people's list has no search field.");
  performance.clearMeasures("hadir:find");
  for (const name of names) {
    for (let end = 1; end <= name.length; end++) {
      search.value = name.slice(0, end);
      search.dispatchEvent(new Event("input", { bubbles: true }));
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    }
  }
  return performance.getEntriesByName("hadir:find", "measure").map(({ duration }) => duration);
}

/** Runs in the page. */
async function move([screens, letters]: readonly [number, readonly string[]]): Promise<Moved> {
  // The task after the frame: what the step asked for has been computed, laid out and drawn.
  const drawn = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const timed = async (step: () => void): Promise<number> => {
    await drawn();
    const began = performance.now();
    step();
    await drawn();
    // The list measures itself in the frame after the scroll, and draws in the one after that.
    await drawn();
    return performance.now() - began;
  };
  const moved: Moved = { scroll: [], filter: [], frame: [] };
  for (let at = 0; at < screens; at++) moved.frame.push(await timed(() => undefined));
  for (let at = 1; at <= screens; at++) {
    const to = (document.documentElement.scrollHeight / screens) * at;
    moved.scroll.push(await timed(() => scrollTo(0, to)));
  }
  scrollTo(0, 0);
  const search = document.querySelector<HTMLInputElement>("input[type=search]");
  if (!search) throw new Error("The people's list has no search field.");
  for (const typed of letters) {
    moved.filter.push(
      await timed(() => {
        search.value = typed;
        search.dispatchEvent(new Event("input", { bubbles: true }));
      }),
    );
  }
  return moved;
}
