import { expect, type Locator } from "@playwright/test";

import type { App } from "./app.ts";

/** The demo's activities that meet today. */
export const LITERACY = "محو الأمية";
export const SCHOOL = "الدعم المدرسي";

/** The day's sessions. */
export class Today {
  constructor(private readonly app: App) {}

  async open(): Promise<void> {
    await this.app.page.goto("/app");
  }

  /** Signed in, and everything the member may see has come. */
  async ready(): Promise<void> {
    await expect(this.app.field("login")).toHaveCount(0);
    await expect(async () => {
      // Looking for it says the PIN and takes the undertaking on the way, which waiting for an address would not.
      await expect(this.app.page.getByRole("banner")).toBeVisible();
      expect(new URL(this.app.page.url()).pathname).toMatch(/^\/app\/?$/);
    }).toPass();
    await this.app.allSent();
  }

  /** Which day it is, under the title. */
  get day(): Locator {
    return this.app.page.getByRole("banner").getByRole("paragraph");
  }

  /** Today's session of an activity, the first of them. */
  card(title: string): Locator {
    return this.app.page.getByRole("link").filter({ hasText: title }).filter({ hasText: /\d\d:\d\d/ }).first();
  }

  /** Opens the roll of today's session of an activity; resolves to the session's id. */
  async openRoll(title: string): Promise<string> {
    await this.card(title).tap();
    await this.app.page.waitForURL(/\/app\/roll\//);
    await expect(this.app.title).toHaveText(title);
    return this.app.roll.session;
  }
}
