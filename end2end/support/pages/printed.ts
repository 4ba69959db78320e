import { execFile } from "node:child_process";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { expect, type Locator } from "@playwright/test";

import type { App } from "./app.ts";

const run = promisify(execFile);

/** What a PDF says, and the sides of its pages in points. */
export interface Read {
  text: string;
  pages: number;
  sides: [number, number];
}

/** Papers that are printed from what the phone holds. */
export class Printed {
  constructor(private readonly app: App) {}

  /** The paper in sight. */
  get paper(): Locator {
    return this.app.page.getByRole("article");
  }

  /** What stands in its rows, a list a row. */
  async rows(): Promise<string[][]> {
    const rows = await this.paper.locator("tbody tr").all();
    return Promise.all(rows.map((row) => row.locator("th, td").allInnerTexts()));
  }

  /** What the browser makes of it for a printer. */
  async print(): Promise<Read> {
    return read(await this.app.page.pdf({ preferCSSPageSize: true, printBackground: true }));
  }

  /** Waits until the paper is one of this title. */
  async is(key: string): Promise<void> {
    await expect(this.app.title).toHaveText(this.app.words.text(key));
    await expect(this.paper).toBeVisible();
  }
}

/** Reads a PDF with another program than the one that wrote it. */
export async function read(pdf: Buffer): Promise<Read> {
  const folder = await mkdtemp(join(tmpdir(), "hadir-paper-"));
  try {
    const file = join(folder, "paper.pdf");
    await writeFile(file, pdf);
    const [{ stdout: text }, { stdout: info }] = await Promise.all([
      run("pdftotext", ["-layout", file, "-"]),
      run("pdfinfo", [file]),
    ]);
    const [, wide, high] = /Page size:\s+([\d.]+) x ([\d.]+)/.exec(info) ?? [];
    return { text, pages: Number(/Pages:\s+(\d+)/.exec(info)?.[1]), sides: [Number(wide), Number(high)] };
  } finally {
    await rm(folder, { recursive: true });
  }
}
