import { brotliCompressSync, constants, gzipSync } from "node:zlib";

import { idOf } from "../support/exported.ts";
import { atMost, median, type Figure } from "./figures.ts";
import { Handset, SYNC } from "./handset.ts";
import { BLANK, type Exchange } from "./meter.ts";
import type { Association, Town } from "./town.ts";

const ID_BYTES = 16;
const PULLS = 3;

const sent = (all: readonly Exchange[]) => all.reduce((sum, exchange) => sum + exchange.sent, 0);
const received = (all: readonly Exchange[]) => all.reduce((sum, exchange) => sum + exchange.received, 0);

/** Signs new phones in; resolves to the figures of their first pull, and to the last of them. */
export async function firstPull(town: Town, place: Association): Promise<{ handset: Handset; figures: Figure[] }> {
  const times: number[] = [];
  for (let round = 1; ; round++) {
    const handset = await Handset.of(town, place);
    await handset.signIn();
    times.push(await handset.page.evaluate(pullTook));
    if (round < PULLS) {
      await handset.throwAway();
      continue;
    }
    const figures = await pullFigures(handset, times);
    await handset.readBack();
    return { handset, figures };
  }
}

async function pullFigures(handset: Handset, times: readonly number[]): Promise<Figure[]> {
  const { place, meter } = handset;
  const pulls = meter.seen(SYNC);
  if (pulls.length === 0) throw new Error("Signing in asked for nothing: the phone never pulled.");
  const floor = await plainPull(handset, pulls);
  const what = `first pull of ${place.people.toLocaleString("en")} people`;
  return [
    { what: `${what}, requests`, value: pulls.length, unit: "requests", floor: { what: "one", value: 1 }, target: atMost(3) },
    {
      what: `${what}, on the wire`,
      value: received(pulls) / place.people,
      unit: "bytes a person",
      floor: { what: "their list as CSV, brotli 4, and an id each", value: plainBytes(place) },
      target: atMost(60),
      note: `answers ${pulls.map((pull) => `${pull.received} bytes (${pull.encoding || "not packed"})`).join(", ")}; requests ${sent(pulls)} bytes`,
    },
    {
      what: `${what}, asked to kept on the phone`,
      value: median(times),
      unit: "ms",
      floor: { what: "fetching and keeping the same bytes", value: floor },
      target: atMost(300),
      note: `each of ${times.length} new phones: ${times.map((ms) => `${ms.toFixed(0)} ms`).join(", ")}`,
    },
  ];
}

/** Bytes a person that nobody can go below without knowing more: the list itself, packed, and random ids. */
function plainBytes(place: Association): number {
  const list = Buffer.from(place.lines.join("\n"));
  const packed = brotliCompressSync(list, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } });
  return packed.length / place.people + ID_BYTES;
}

/** Milliseconds in which the same browser fetches the same answers from memory and keeps each as one row. */
async function plainPull(handset: Handset, pulls: readonly Exchange[]): Promise<number> {
  const paths = pulls.map(({ answer, encoding }, at) => handset.meter.hold(`pull-${at}`, answer, encoding));
  const page = await handset.page.context().newPage();
  await page.goto(BLANK);
  const times: number[] = [];
  for (let round = 0; round < 5; round++) times.push(await page.evaluate(fetchAndKeep, paths));
  await page.close();
  return median(times);
}

/** Runs in the page: from the first sync that was asked to the commit of the last answer. */
export function pullTook(): number {
  const { asked, writes } = window.probe;
  // Folding writes pages and journal too, and never the outbox.
  const kept = writes.filter(({ stores }) => stores.includes("journal") && stores.includes("outbox")).at(-1);
  if (asked === undefined || !kept) throw new Error("The probe saw no pull: the app asked for nothing, or kept nothing.");
  return kept.end - asked;
}

/** Runs in the page. */
async function fetchAndKeep(paths: readonly string[]): Promise<number> {
  const database = await new Promise<IDBDatabase>((resolve, reject) => {
    const request = indexedDB.open("bench-floor-pull", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("answers");
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new Error("The floor's database did not open."));
  });
  const began = performance.now();
  for (const path of paths) {
    const answer = await fetch(path, { cache: "no-store" });
    const body = new Uint8Array(await answer.arrayBuffer());
    const transaction = database.transaction("answers", "readwrite", { durability: "relaxed" });
    transaction.objectStore("answers").put(body, path);
    await new Promise((resolve) => (transaction.oncomplete = resolve));
  }
  const took = performance.now() - began;
  database.close();
  return took;
}

/** The phone comes back on the line with marks to send: what that costs. */
export async function push(handset: Handset, marks: number): Promise<Figure[]> {
  handset.meter.reset();
  await handset.synced(() => handset.app.network(true));
  await handset.app.allSent();
  const pushes = handset.meter.seen(SYNC);
  if (pushes.some(({ status }) => status !== 200)) throw new Error("The server did not take every push.");
  const arrived = await plainMarks(handset);
  if (arrived.count !== marks) throw new Error(`Of ${marks} marks ${arrived.count} reached the server.`);
  const what = `push of ${marks.toLocaleString("en")} marks`;
  const floor = { what: "person, state and instant, gzip", value: arrived.bytes / marks };
  return [
    { what: `${what}, requests`, value: pushes.length, unit: "requests", floor: { what: "two of 500", value: 2 }, target: atMost(4) },
    {
      what: `${what}, on the wire`,
      value: sent(pushes) / marks,
      unit: "bytes a mark",
      floor,
      target: atMost(60),
      note: `with the answers, a head's news of the log among them, ${((sent(pushes) + received(pushes)) / marks).toFixed(1)} bytes a mark`,
    },
  ];
}

/** The marks of the session as the server has them, and what their bare facts weigh, packed. */
async function plainMarks(handset: Handset): Promise<{ count: number; bytes: number }> {
  const exported = await handset.town.hadir.exported(handset.place.id);
  const rows = exported.attendance(handset.session).map(({ fields }) => {
    const row = Buffer.alloc(ID_BYTES + 9);
    row.write(idOf(fields["beneficiary"]).replaceAll("-", ""), "hex");
    row.writeUInt8(Number(fields["status"]), ID_BYTES);
    row.writeDoubleBE(Number(fields["arrived"] ?? 0), ID_BYTES + 1);
    return row;
  });
  return { count: rows.length, bytes: gzipSync(Buffer.concat(rows)).length };
}

/** A sync with nothing to say, once all has been said. */
export async function idle(handset: Handset): Promise<Figure[]> {
  const { app, meter, place } = handset;
  await handset.synced(() => app.page.goto("/app/sync"));
  await app.allSent();
  const send = app.button("sync.send_now");
  // The first says how the phone's storage stands, which the app learns only once it is open.
  await handset.synced(() => send.tap());
  meter.reset();
  await handset.synced(() => send.tap());
  const asked = meter.seen(SYNC);
  if (asked.length === 0) throw new Error("Asked to send now, the phone asked the server nothing.");
  const what = `a sync with nothing to say, ${place.people.toLocaleString("en")} people`;
  return [
    { what: `${what}, requests`, value: asked.length, unit: "requests", floor: { what: "one", value: 1 }, target: atMost(1) },
    {
      what: `${what}, bodies both ways`,
      value: sent(asked) + received(asked),
      unit: "bytes",
      floor: { what: "two ids, two clocks and a hash", value: 2 * ID_BYTES + 2 * 8 + 32 },
      target: atMost(200),
      note: `${sent(asked)} bytes out, ${received(asked)} bytes back`,
    },
  ];
}
