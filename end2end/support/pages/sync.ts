import { expect, type Locator } from "@playwright/test";

import type { App } from "./app.ts";

/** What waits on this phone, item by item. */
export class Sync {
  constructor(private readonly app: App) {}

  async open(): Promise<void> {
    await this.app.page.goto("/app/sync");
    await expect(this.app.title).toHaveText(this.app.words.text("sync.title"));
  }

  get items(): Locator {
    return this.app.page.getByRole("article");
  }

  /** Items in a state, such as `sync.refused_state`. */
  inState(key: string): Locator {
    return this.items.filter({ has: this.app.page.getByText(this.app.words.text(key), { exact: true }) });
  }
}
