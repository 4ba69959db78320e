import type { BrowserContext, Page } from "@playwright/test";

/** What a phone was asked for that no browser of the tests has: its lamp, its bell, its buzz, its own reader. */
interface Able {
  /** What the reader sees from now on: codes, and how far to the right of the middle. */
  sees: { code: string; off: number }[];
  formats: string[] | undefined;
  lamp: boolean[];
  notes: number[];
  buzzes: number[][];
}

declare global {
  interface Window {
    able: Able;
  }
}

/** Gives the pages of a context a phone's lamp, bell, buzz and reader of codes, which write down what they are asked. */
export function makeAble(context: BrowserContext): Promise<unknown> {
  return context.addInitScript(install);
}

/** Holds codes before the reader. */
export function show(page: Page, sees: Able["sees"]): Promise<void> {
  return page.evaluate((sees) => void (window.able.sees = sees), sees);
}

/** What the phone was asked for so far. */
export function asked(page: Page): Promise<Able> {
  return page.evaluate(() => window.able);
}

/** Runs in the page, before the app. */
function install(): void {
  const able: Able = { sees: [], formats: undefined, lamp: [], notes: [], buzzes: [] };
  window.able = able;

  class Reader {
    static getSupportedFormats = async () => ["ean_13", "qr_code"];
    constructor({ formats }: { formats: string[] }) {
      able.formats = formats;
    }
    detect = async ({ videoWidth, videoHeight }: HTMLVideoElement) =>
      able.sees.map(({ code, off }) => ({
        rawValue: code,
        boundingBox: { x: videoWidth / 2 - 50 + off, y: videoHeight / 2 - 50, width: 100, height: 100 },
      }));
  }
  Object.assign(window, { BarcodeDetector: Reader });

  const track = MediaStreamTrack.prototype;
  const capabilities = track.getCapabilities;
  track.getCapabilities = function () {
    return Object.assign(capabilities.call(this), { torch: true });
  };
  track.applyConstraints = async function (wish) {
    for (const one of (wish?.advanced ?? []) as { torch?: boolean }[]) if (one.torch !== undefined) able.lamp.push(one.torch);
  };

  const start = OscillatorNode.prototype.start;
  OscillatorNode.prototype.start = function (when) {
    able.notes.push(Math.round(this.frequency.value));
    return start.call(this, when);
  };
  navigator.vibrate = (pattern) => {
    able.buzzes.push([pattern].flat() as number[]);
    return true;
  };
}
