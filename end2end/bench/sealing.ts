import { atMost, median, type Figure } from "./figures.ts";
import { Handset } from "./handset.ts";
import { tapAll, type Tap } from "./probe.ts";
import { pullTook } from "./sync.ts";
import type { Association, Town } from "./town.ts";

const PULLS = 5;
const ROUNDS = 10;
const TAPS = 20;

/** What sealing may cost. */
const DEARER = 1.25;

/**
 * What sealing costs: phones that seal beside phones that are told nothing to seal with, by turns. While it pulls, a phone
 * that seals asks for its PIN, and one that does not draws the day already, which costs the latter more.
 */
export async function sealing(town: Town, place: Association): Promise<Figure[]> {
  const pulls = { sealed: [] as number[], bare: [] as number[] };
  let phones: { sealed: Handset; bare: Handset } | undefined;
  for (let round = 1; round <= PULLS; round++) {
    const [sealed, bare] = [await Handset.of(town, place), await Handset.of(town, place)];
    await signsInBy(sealed, (said) => said);
    await signsInBy(bare, ({ passes: _, secret: __, ...rest }) => rest);
    const pair = [["sealed", sealed], ["bare", bare]] as const;
    for (const [way, handset] of round % 2 === 0 ? pair : [...pair].reverse()) {
      await handset.signIn();
      pulls[way].push(await handset.page.evaluate(pullTook));
    }
    if (round === PULLS) phones = { sealed, bare };
    else for (const handset of [sealed, bare]) await handset.throwAway();
  }
  if (!phones) throw new Error("No phone was left to tap on.");
  const tapped = { sealed: [] as Tap[], bare: [] as Tap[] };
  for (const handset of [phones.sealed, phones.bare]) {
    await handset.readBack();
    await handset.planSession();
    await handset.app.network(false);
  }
  for (let round = 0; round <= ROUNDS; round++) {
    for (const way of ["sealed", "bare"] as const) {
      const taps = await tapAll(phones[way].page, TAPS);
      // The first warm up.
      if (round > 0) tapped[way].push(...taps);
    }
  }
  for (const [way, handset] of Object.entries(phones)) {
    const open = await handset.page.evaluate(liesOpen);
    if (open !== (way === "bare")) throw new Error(`What the ${way} phone keeps is ${open ? "" : "not "}to be read: nothing was compared.`);
    await handset.throwAway();
  }
  const durable = (taps: readonly Tap[]) => taps.map((tap) => tap.durable);
  const people = place.people.toLocaleString("en");
  return [
    dearer(`sealing: first pull of ${people} people`, pulls.sealed, pulls.bare),
    dearer(`sealing: tap to durable, ${people} people`, durable(tapped.sealed), durable(tapped.bare)),
  ];
}

function dearer(what: string, sealed: readonly number[], bare: readonly number[]): Figure {
  const [dear, cheap] = [median(sealed), median(bare)];
  const note = `medians of ${sealed.length}: ${dear.toFixed(1)} ms sealed, ${cheap.toFixed(1)} ms not`;
  return { what, value: dear / cheap, unit: "×", floor: { what: "nothing sealed", value: 1 }, target: atMost(DEARER), note };
}

/**
 * Lets a phone sign in with what is left of what it asks and is told: without a secret and a pass, as at a server that
 * knows nothing of sealing. Both kinds go this way, which costs every request of the page something.
 */
async function signsInBy(handset: Handset, left: (said: Record<string, unknown>) => Record<string, unknown>): Promise<void> {
  await handset.page.route("**/api/v1/session", async (route) => {
    if (route.request().method() !== "POST") return route.continue();
    const answer = await route.fetch({ postData: left(route.request().postDataJSON() as Record<string, unknown>) });
    return route.fulfill({ response: answer, json: left((await answer.json()) as Record<string, unknown>) });
  });
}

/** Runs in the page: whether the newest mark lies readable in the outbox, which begins with its version where it is sealed. */
async function liesOpen(): Promise<boolean> {
  const names = (await indexedDB.databases()).map(({ name }) => name ?? "").filter((name) => name === "hadir");
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open(names[0] ?? "");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error("The phone's database did not open."));
  });
  const rows = await new Promise<Uint8Array[]>((resolve) => {
    const request = database.transaction("outbox").objectStore("outbox").getAll();
    request.onsuccess = () => resolve(request.result as Uint8Array[]);
  });
  database.close();
  if (rows.length === 0) throw new Error("Nothing waits on the phone: the taps were not recorded.");
  return rows.every((row) => row[0] !== 1);
}
