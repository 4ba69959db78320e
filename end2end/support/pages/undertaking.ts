import { expect, type Locator } from "@playwright/test";

import type { App } from "./app.ts";

/** The confidentiality undertaking. */
export class Undertaking {
  private watched = Promise.resolve();
  private times = 0;

  constructor(private readonly app: App) {}

  /** It is taken wherever it is asked for: whoever is new in a test has read it. */
  byItself(): Promise<void> {
    this.watched = this.app.page.addLocatorHandler(this.asked, async (asked) => {
      this.times += 1;
      await asked.tap();
    });
    return this.watched;
  }

  /** From now on the test takes it. */
  async byHand(): Promise<void> {
    await this.watched;
    await this.app.page.removeLocatorHandler(this.asked);
  }

  /** The one tap, where it is asked for. */
  get asked(): Locator {
    return this.app.page.locator("main:has(.undertaking) .bottom-action button");
  }

  /** Resolves once it was asked for and, where it is taken by itself, taken. */
  async soon(): Promise<void> {
    await expect(async () => {
      // Looking for it takes it on the way.
      await expect(this.app.page.getByRole("banner")).toBeVisible();
      expect(this.times > 0 || (await this.asked.isVisible())).toBe(true);
    }).toPass();
    if (this.times > 0) await expect(this.asked).toHaveCount(0);
  }
}
