import { atMost, percentile, timesFloor, type Figure } from "./figures.ts";
import type { Handset } from "./handset.ts";
import { tapAll, type Tap } from "./probe.ts";

const WARM_UP = 10;

/** Taps people on the roll with the network off, as in the field. The phone stays offline afterwards. */
export async function taps(handset: Handset, count: number): Promise<Tap[]> {
  await handset.app.network(false);
  const all = await tapAll(handset.page, count);
  return all.slice(WARM_UP);
}

/** A tap's way to the disk beside plain IndexedDB's strict write of the same bytes, tap by tap. */
export function tapFigures(people: number, samples: readonly Tap[]): Figure[] {
  const of = (part: keyof Tap) => samples.map((tap) => tap[part]);
  const figure = (hundredths: number): Figure => ({
    what: `tap to durable, ${people.toLocaleString("en")} people, p${hundredths}`,
    value: percentile(of("durable"), hundredths),
    unit: "ms",
    floor: { what: "plain strict write", value: percentile(of("floor"), hundredths) },
  });
  const both = (part: keyof Tap) => [50, 95].map((hundredths) => `p${hundredths} ${percentile(of(part), hundredths).toFixed(1)} ms`).join(", ");
  const note = `${samples.length} taps; to the transaction's beginning ${both("planned")}; to the row showing it ${both("shown")}`;
  return [figure(50), { ...figure(95), target: timesFloor(2), note }];
}

/** How a tap grows with the phone's people: 1 is flat. Half more is allowed for the machine's unrest. */
export function flatness(few: readonly Tap[], many: readonly Tap[]): Figure[] {
  const grown = (part: "durable" | "floor", hundredths: number) => {
    const of = (samples: readonly Tap[]) => percentile(samples.map((tap) => tap[part]), hundredths);
    return of(many) / of(few);
  };
  return [50, 95].map((hundredths) => ({
    what: `tap to durable, 100,000 beside 1,000 people, p${hundredths}`,
    value: grown("durable", hundredths),
    unit: "×",
    floor: { what: "the floor's own drift", value: grown("floor", hundredths) },
    target: atMost(1.5),
  }));
}
