import type { BrowserContext, Page } from "@playwright/test";

/** What the probe writes down of one transaction that writes to IndexedDB. Instants are the page's own. */
export interface Written {
  stores: string[];
  strict: boolean;
  begin: number;
  end: number;
}

/** One tap, and beside it the floor: the same bytes written strictly by plain IndexedDB. Milliseconds. */
export interface Tap {
  /** From the tap to the beginning of its transaction: the app's own work. */
  planned: number;
  durable: number;
  shown: number;
  floor: number;
}

/** What the probe knows in the page. */
interface Probe {
  writes: Written[];
  /** The rows of the newest strict transaction: key and bytes. */
  rows: [IDBValidKey, Uint8Array][];
  /** When the first sync of this page was asked. */
  asked: number | undefined;
}

declare global {
  interface Window {
    probe: Probe;
  }
}

/** Puts the probe into every page of a context, before the app: it looks on and alters nothing. */
export function watch(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(install);
}

/** Runs in the page. */
function install(): void {
  const probe: Probe = { writes: [], rows: [], asked: undefined };
  window.probe = probe;
  const own = (database: IDBDatabase) => database.name === "hadir";
  const strict = new WeakSet<IDBTransaction>();

  const begin = IDBDatabase.prototype.transaction;
  IDBDatabase.prototype.transaction = function (stores, mode, options) {
    const transaction = begin.call(this, stores, mode, options);
    if (mode !== "readwrite" || !own(this)) return transaction;
    const written = { stores: [...transaction.objectStoreNames], strict: options?.durability === "strict", begin: performance.now(), end: 0 };
    if (written.strict) {
      strict.add(transaction);
      probe.rows = [];
    }
    transaction.addEventListener("complete", () => {
      written.end = performance.now();
      probe.writes.push(written);
    });
    return transaction;
  };

  for (const way of ["put", "add"] as const) {
    const write = IDBObjectStore.prototype[way];
    IDBObjectStore.prototype[way] = function (value, key) {
      if (strict.has(this.transaction) && key !== undefined) probe.rows.push([key, value as Uint8Array]);
      return write.call(this, value, key);
    };
  }

  const ask = window.fetch;
  window.fetch = function (input, init) {
    const url = input instanceof Request ? input.url : String(input);
    if (url.includes("/api/v1/sync")) probe.asked ??= performance.now();
    return ask.call(this, input, init);
  };
}

/** Taps people who are not marked, one after another, each followed by the floor's write. */
export function tapAll(page: Page, count: number): Promise<Tap[]> {
  return page.evaluate(taps, count);
}

/** Runs in the page. */
async function taps(count: number): Promise<Tap[]> {
  const probe = window.probe;
  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open("bench-floor-tap", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("outbox");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error("The floor's database did not open."));
  });

  const next = async (): Promise<HTMLElement> => {
    for (let tries = 0; tries < 200; tries++) {
      const row = document.querySelector<HTMLElement>('.roll-row[data-mark="Unmarked"]');
      if (row) return row;
      document.querySelector(".windowed__row:last-child")?.scrollIntoView();
      await frame();
    }
    throw new Error("No one is left to be marked on the roll: the sheet is shorter than the taps asked for.");
  };

  const one = async (row: HTMLElement): Promise<Omit<Tap, "floor">> => {
    const known = probe.writes.length;
    let seen: MutationObserver | undefined;
    const changed = new Promise<number>((resolve, reject) => {
      seen = new MutationObserver(() => resolve(performance.now()));
      seen.observe(row, { attributes: true, attributeFilter: ["data-mark"] });
      setTimeout(() => reject(new Error("A tap's mark was not shown within ten seconds.")), 10_000);
    });
    const tapped = performance.now();
    row.querySelector<HTMLElement>(".roll-row__person")?.click();
    const shown = await changed;
    seen?.disconnect();
    const written = probe.writes.slice(known).find((write) => write.strict);
    if (!written) throw new Error("A tap was shown as saved, and no strict transaction had completed.");
    if (probe.rows.length === 0) throw new Error("The probe saw no row in a tap's transaction: the floor would write nothing.");
    return { planned: written.begin - tapped, durable: written.end - tapped, shown: shown - tapped };
  };

  const floor = (): Promise<number> =>
    new Promise((resolve, reject) => {
      const began = performance.now();
      const transaction = database.transaction(["outbox"], "readwrite", { durability: "strict" });
      const store = transaction.objectStore("outbox");
      for (const [key, value] of probe.rows) store.put(value, key);
      transaction.oncomplete = () => resolve(performance.now() - began);
      transaction.onabort = () => reject(new Error("The floor's write was aborted."));
    });

  const done: Tap[] = [];
  while (done.length < count) {
    const row = await next();
    await frame();
    const tap = await one(row);
    await frame();
    done.push({ ...tap, floor: await floor() });
    await frame();
  }
  database.close();
  indexedDB.deleteDatabase("bench-floor-tap");
  return done;
}
