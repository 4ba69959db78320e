import { readFile } from "node:fs/promises";

import { expect, type Locator } from "@playwright/test";

import type { App } from "./app.ts";

/** A file as it was saved. */
export interface Saved {
  name: string;
  bytes: Buffer;
}

/** Papers and files that the server makes, fetched within the app. */
export class Papers {
  constructor(private readonly app: App) {}

  /** Taps a paper's button and waits for the file. */
  async fetch(button: Locator): Promise<Saved> {
    const saving = this.app.page.waitForEvent("download");
    await button.tap();
    const file = await saving;
    await expect(this.here(file.suggestedFilename())).toBeVisible();
    return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
  }

  /** What is said of a file that came. */
  here(name: string): Locator {
    return this.app.said(this.app.words.say("fetching.here", { name }));
  }

  /** What is under way. */
  get underWay(): Locator {
    return this.app.page.getByRole("progressbar");
  }
}
