import type { Page } from "@playwright/test";

import { atMost, median, timesFloor, type Figure } from "./figures.ts";
import type { Handset } from "./handset.ts";
import { BLANK } from "./meter.ts";

const ROUNDS = 5;
export const SLOWDOWN = 4;
const FLOOR = "bench-floor-open";

/** Lays the same people down as plain IndexedDB would: one record a person. */
export async function layFloor(handset: Handset): Promise<void> {
  const exported = await handset.town.hadir.exported(handset.place.id);
  const people = exported.all("beneficiary").map(({ id, version, fields }) => ({ id, version, ...fields }));
  if (people.length !== handset.place.people) throw new Error(`The export has ${people.length} people of ${handset.place.people}.`);
  await handset.page.goto(BLANK);
  await handset.page.evaluate(async ([name, rows]) => {
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore("people", { keyPath: "id" });
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(new Error("The floor's database did not open."));
    });
    const transaction = database.transaction("people", "readwrite");
    for (const row of rows) transaction.objectStore("people").put(row);
    await new Promise((resolve, reject) => {
      transaction.oncomplete = resolve;
      transaction.onabort = () => reject(new Error("The floor's people were not written."));
    });
    database.close();
  }, [FLOOR, people] as const);
}

/** What the app says of its opening: reading the phone, and the PIN before that, in milliseconds; when since navigation. */
interface Opened {
  took: number;
  unlock: number;
  since: number;
}

/** The browser started anew each time: everything read, opened and in memory, beside plain `getAll` of what is not sealed. */
export async function coldOpen(handset: Handset): Promise<Figure[]> {
  const opened: Opened[] = [];
  const floors: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await handset.close();
    const page = await handset.reopen();
    await handset.synced(() => page.goto("/app", { waitUntil: "commit" }));
    opened.push(await page.evaluate(marks));
    await handset.close();
    const blank = await handset.reopen();
    await blank.goto(BLANK);
    floors.push((await blank.evaluate(readAll, FLOOR)).took);
  }
  const since = median(opened.map((one) => one.since)).toFixed(0);
  return [
    {
      what: `cold open to the whole slice in memory, ${handset.place.people.toLocaleString("en")} people`,
      value: median(opened.map((one) => one.took)),
      unit: "ms",
      floor: { what: "open and getAll, one record a person", value: median(floors) },
      target: timesFloor(1),
      note: `sealed rows are read while the PIN is asked for, and opened after it; median of ${ROUNDS} starts of the browser; from navigation, wasm and the PIN included, ${since} ms`,
    },
  ];
}

/** The server stopped, the browser started anew, a slow processor: from opening the app, through Today, to the roll. */
export async function coldRoll(handset: Handset): Promise<Figure[]> {
  const usable: number[] = [];
  const floors: number[] = [];
  await handset.close();
  await handset.town.hadir.stop();
  try {
    for (let round = 0; round < 3; round++) {
      const page = await slow(await handset.reopen());
        await page.addInitScript(goToRoll, handset.session);
      await page.goto("/app", { waitUntil: "commit" });
      usable.push(await page.evaluate(rollUsable));
      await handset.close();
      const blank = await slow(await handset.reopen());
      await blank.goto(BLANK, { waitUntil: "commit" });
      floors.push((await blank.evaluate(readAll, FLOOR)).since);
      await handset.close();
    }
  } finally {
    await handset.town.hadir.start();
  }
  return [
    {
      what: `offline cold start to a usable roll call, ${handset.place.people.toLocaleString("en")} people, ${SLOWDOWN}× slower`,
      value: median(usable) / 1000,
      unit: "s",
      floor: { what: "an empty page and getAll, as slow", value: median(floors) / 1000 },
      target: atMost(2),
      note: `server stopped; only the main thread is slowed; each start ${usable.map((ms) => `${(ms / 1000).toFixed(2)} s`).join(", ")}`,
    },
  ];
}

/** A processor so many times slower, for the page's main thread alone: disk, compiler threads and service worker keep their speed. */
export async function slow(page: Page, times = SLOWDOWN): Promise<Page> {
  const session = await page.context().newCDPSession(page);
  await session.send("Emulation.setCPUThrottlingRate", { rate: times });
  return page;
}

/** How long the PIN takes, on a processor so many times slower. */
export async function unlocking(handset: Handset): Promise<Figure[]> {
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await handset.close();
    const page = await slow(await handset.reopen());
    await page.goto("/app", { waitUntil: "commit" });
    took.push((await page.evaluate(marks)).unlock);
  }
  // What is measured next has the whole processor.
  await handset.close();
  await handset.reopen();
  return [
    {
      what: `unlocking with the PIN, ${SLOWDOWN}× slower`,
      value: median(took) / 1000,
      unit: "s",
      target: atMost(1),
      note: `argon2id, 19 MiB, 2 passes; each ${took.map((ms) => `${ms.toFixed(0)} ms`).join(", ")}`,
    },
  ];
}

/** Runs in the page: what the app's own marks tell. */
async function marks(): Promise<Opened> {
  const find = (name: string) => performance.getEntriesByName(name, "mark")[0]?.startTime;
  for (let tries = 0; tries < 600; tries++) {
    const [start, open] = [find("hadir:open:start"), find("hadir:open:end")];
    const [asked, unlocked, end] = [find("hadir:unlock:start"), find("hadir:unlock:end"), find("hadir:read:end")];
    if (start !== undefined && open !== undefined && asked !== undefined && unlocked !== undefined && end !== undefined) {
      return { took: open - start + (end - unlocked), unlock: unlocked - asked, since: end };
    }
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("The app left no marks hadir:open, hadir:unlock and hadir:read: build it again, or see why it did not open.");
}

/** Runs in the page: plain IndexedDB opening its database and reading every record. */
async function readAll(name: string): Promise<{ took: number; since: number }> {
  const began = performance.now();
  const rows = await new Promise<unknown[]>((resolve, reject) => {
    const request = indexedDB.open(name, 1);
    request.onerror = () => reject(new Error("The floor's database did not open."));
    request.onsuccess = () => {
      const all = request.result.transaction("people").objectStore("people").getAll();
      all.onsuccess = () => resolve(all.result);
      all.onerror = () => reject(new Error("The floor's people were not read."));
    };
  });
  const since = performance.now();
  if (rows.length === 0) throw new Error("The floor's database is empty.");
  return { took: since - began, since };
}

/** Runs in the page before the app: taps the session's card as soon as it stands, and notes when a row can be tapped. */
function goToRoll(session: string): void {
  const look = () => {
    document.querySelector<HTMLElement>(`a[href$="/app/roll/${session}"]`)?.click();
    if (!document.querySelector(".roll-row__person:not([disabled])")) return;
    watching.disconnect();
    // Usable is what has been drawn: the frame after the row stands.
    requestAnimationFrame(() => setTimeout(() => performance.mark("bench:usable")));
  };
  const watching = new MutationObserver(look);
  watching.observe(document, { childList: true, subtree: true });
}

/** Runs in the page. */
async function rollUsable(): Promise<number> {
  for (let tries = 0; tries < 600; tries++) {
    const mark = performance.getEntriesByName("bench:usable", "mark")[0];
    if (mark) return mark.startTime;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error("The roll call was not usable within thirty seconds of opening the app offline.");
}
