import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium, type Browser, type Page } from "@playwright/test";

import { phone } from "./phone.ts";

/** How a code is held before the camera. */
export type Look = "clear" | "tilted" | "dim" | "blurred";

/** A browser whose camera shows a film made by the test. Nobody is asked whether it may. */
export class FakeCamera {
  private constructor(
    readonly browser: Browser,
    private readonly folder: string,
  ) {}

  static async launch(): Promise<FakeCamera> {
    const folder = await mkdtemp(join(tmpdir(), "hadir-camera-"));
    await writeFile(join(folder, "film.mjpeg"), "");
    const { launchOptions } = phone;
    const args = [
      ...(launchOptions.args ?? []),
      "--use-fake-device-for-media-stream",
      "--use-fake-ui-for-media-stream",
      `--use-file-for-fake-video-capture=${join(folder, "film.mjpeg")}`,
    ];
    return new FakeCamera(await chromium.launch({ ...launchOptions, args }), folder);
  }

  /** From the next time it is turned on, the camera sees these codes, drawn as SVG, over and over. */
  async sees(codes: readonly string[], look: Look = "clear"): Promise<void> {
    const page = await this.browser.newPage();
    const frames = await page.evaluate(film, { codes, look, count: 12 });
    await page.close();
    await writeFile(join(this.folder, "film.mjpeg"), Buffer.concat(frames.map((frame) => Buffer.from(frame, "base64"))));
  }

  async throwAway(): Promise<void> {
    await this.browser.close();
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The drawing of the code of each card on a page of cards, by the code as people read it. */
export async function drawings(page: Page): Promise<Map<string, string>> {
  const cards = await page.locator(".id-card").all();
  const drawn = await Promise.all(
    cards.map(async (card): Promise<[string, string]> => {
      const code = await card.locator(".id-card__code").textContent();
      const svg = await card.locator("svg.qr").evaluate((drawing) => {
        const own = drawing.cloneNode(true) as SVGElement;
        own.setAttribute("xmlns", "http://www.w3.org/2000/svg");
        own.setAttribute("width", "400");
        own.setAttribute("height", "400");
        own.querySelector(".qr__paper")?.setAttribute("fill", "#fff");
        own.querySelector(".qr__ink")?.setAttribute("fill", "#1b2a2f");
        return own.outerHTML;
      });
      return [code ?? "", svg];
    }),
  );
  return new Map(drawn);
}

/** Runs in a page: draws frames of a hand that is not quite still, as JPEG in base 64. */
async function film({ codes, look, count }: { codes: readonly string[]; look: Look; count: number }): Promise<string[]> {
  const drawn = await Promise.all(
    codes.map(async (svg) => {
      const image = new Image();
      image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
      await image.decode();
      return image;
    }),
  );
  const canvas = new OffscreenCanvas(640, 480);
  const context = canvas.getContext("2d");
  if (!context) throw new Error("This browser draws nothing.");
  const frames: string[] = [];
  for (let frame = 0; frame < count; frame++) {
    context.resetTransform();
    context.filter = "none";
    context.fillStyle = "#8d8577";
    context.fillRect(0, 0, 640, 480);
    if (look === "blurred") context.filter = "blur(2px)";
    if (look === "dim") context.filter = "brightness(0.25)";
    const side = drawn.length > 1 ? 150 : 230;
    drawn.forEach((image, at) => {
      const [sway, middle] = [Math.sin(frame), (640 * (at + 1)) / (drawn.length + 1)];
      context.resetTransform();
      context.translate(middle + 3 * sway, 240 + 2 * sway);
      if (look === "tilted") context.transform(0.82, 0.38, -0.5, 0.78, 0, 0);
      context.rotate(0.03 * sway);
      context.drawImage(image, -side / 2, -side / 2, side, side);
    });
    const blob = await canvas.convertToBlob({ type: "image/jpeg", quality: 0.9 });
    const bytes = new Uint8Array(await blob.arrayBuffer());
    frames.push(btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join("")));
  }
  return frames;
}
