import { brotliCompressSync, brotliDecompressSync, constants, gunzipSync } from "node:zlib";

import type { Page } from "@playwright/test";

import { App } from "../support/pages/app.ts";
import { Phone } from "../support/phone.ts";
import { keptOnPhone } from "../support/test.ts";
import { atMost, median, type Figure } from "./figures.ts";
import { Meter, type Exchange } from "./meter.ts";
import type { Association, Town } from "./town.ts";

const KIB = 1024;

/** What the first visit to the app costs, and what it costs once to come in and keep the whole app. */
export async function firstVisit(town: Town, place: Association): Promise<Figure[]> {
  const [door, rest] = await visit(town, "/app", async (page) => {
    const app = new App(page, "ar");
    await app.signIn.submit(place.head, place.password);
    await app.today.ready();
    await keptOnPhone(page);
  });
  if (!door.some(isWasm)) throw new Error("The first visit to /app brought no wasm: the app did not start.");
  const files = rest.filter(({ path }) => !path.startsWith("/api/"));
  return [
    { ...weight("first visit to /app, everything", door, 300), note: byFile(door) },
    { ...weight("coming in for the first time, the rest of the app", files), note: byFile(files) },
  ];
}

/** What a page for everybody costs, and that it brings no wasm. */
export async function publicPage(town: Town): Promise<Figure[]> {
  const [passed] = await visit(town, "/");
  const wasm = passed.filter(isWasm).length;
  return [
    await firstPaint(town),
    { ...weight("a public page, everything", passed, 60), note: byFile(passed) },
    { what: "a public page, wasm files", value: wasm, unit: "files", target: atMost(0) },
  ];
}

/** What Chromium's tools call slow 4G: bytes a second, and milliseconds for each request. */
const SLOW_4G = { offline: false, downloadThroughput: 180_000, uploadThroughput: 84_375, latency: 562.5 };
const PAINTS = 5;

/** How long a page for everybody shows nothing on a slow line, with nothing kept from before. */
async function firstPaint(town: Town): Promise<Figure> {
  const times: number[] = [];
  for (let round = 0; round < PAINTS; round++) {
    const phone = await Phone.create({ baseURL: town.hadir.url });
    try {
      const page = await (await phone.open()).newPage();
      const line = await page.context().newCDPSession(page);
      await line.send("Network.enable");
      await line.send("Network.emulateNetworkConditions", SLOW_4G);
      await page.goto("/", { waitUntil: "load" });
      times.push(await page.evaluate(painted));
    } finally {
      await phone.throwAway();
    }
  }
  return {
    what: "a public page on slow 4G, first contentful paint",
    value: median(times) / 1_000,
    unit: "s",
    floor: { what: "the page and its stylesheet, one after the other", value: (2 * SLOW_4G.latency) / 1_000 },
    target: atMost(1.5),
    note: times.map((ms) => `${ms.toFixed(0)} ms`).join(", "),
  };
}

/** Runs in the page: when something was first shown in it, which may be told after it was loaded. */
function painted(): Promise<number> {
  return new Promise((resolve) => {
    const told = new PerformanceObserver((list) => {
      const first = list.getEntriesByName("first-contentful-paint")[0];
      if (first) resolve(first.startTime);
    });
    told.observe({ type: "paint", buffered: true });
  });
}

/** Opens a place on a new phone, then does something there; resolves to what went over the line for each. */
async function visit(town: Town, path: string, then?: (page: Page) => Promise<void>): Promise<[Exchange[], Exchange[]]> {
  const meter = await Meter.to(town.hadir.url);
  const phone = await Phone.create({ baseURL: meter.url });
  try {
    const page = await (await phone.open()).newPage();
    await page.goto(path, { waitUntil: "load" });
    if (path.startsWith("/app")) await page.locator("form").waitFor();
    await meter.quiet(1_500);
    const opened = [...meter.exchanges];
    meter.reset();
    await then?.(page);
    await meter.quiet(1_500);
    return [opened, [...meter.exchanges]];
  } finally {
    await phone.throwAway();
    await meter.throwAway();
  }
}

function weight(what: string, passed: readonly Exchange[], limit?: number): Figure {
  const kib = (bytes: readonly number[]) => bytes.reduce((sum, one) => sum + one, 0) / KIB;
  return {
    what,
    value: kib(passed.map(({ received }) => received)),
    unit: "KiB",
    floor: { what: "the same files, brotli 11", value: kib(passed.map(smallest)) },
    target: limit === undefined ? undefined : atMost(limit),
  };
}

/** The bytes an answer has when packed as small as brotli can; what is packed by its own format stays. */
function smallest({ answer, encoding, path }: Exchange): number {
  if (/\.(woff2|png)$/.test(path) || answer.length === 0) return answer.length;
  const plain = encoding === "br" ? brotliDecompressSync(answer) : encoding === "gzip" ? gunzipSync(answer) : answer;
  const packed = brotliCompressSync(plain, {
    params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: plain.length },
  });
  return Math.min(packed.length, plain.length);
}

const isWasm = ({ path }: Exchange) => path.endsWith(".wasm");

function byFile(passed: readonly Exchange[]): string {
  const heads = passed.reduce((sum, { heads: bytes }) => sum + bytes, 0);
  const heaviest = [...passed].sort((a, b) => b.received - a.received);
  const files = heaviest.map(({ path, received, encoding, status }) => {
    const told = [encoding || "as it is", ...(status === 200 ? [] : [`status ${status}`])].join(", ");
    return `${path} ${(received / KIB).toFixed(1)} (${told})`;
  });
  return `${passed.length} requests, heads apart ${(heads / KIB).toFixed(1)} KiB: ${files.join("; ")}`;
}
