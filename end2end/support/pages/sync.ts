import { expect, type Download, type Locator } from "@playwright/test";

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

  /** Saves what waits to a sealed file. */
  async saveToFile(): Promise<Download> {
    // Without a network the address is asked of the phone itself.
    if (!this.app.page.url().endsWith("/app/sync")) await this.app.chip.tap();
    const saved = this.app.page.waitForEvent("download");
    await this.app.button("parcel.save").tap();
    return saved;
  }

  /** Hands over a colleague's file. */
  async deliver(name: string, text: string): Promise<void> {
    if (!this.app.page.url().endsWith("/app/sync")) await this.app.chip.tap();
    const input = this.app.page.locator(".parcel-file input");
    await input.setInputFiles({ name, mimeType: "text/plain", buffer: Buffer.from(text) });
  }

  /** Forgets what became of colleagues' files. */
  async forget(): Promise<void> {
    await expect(this.app.title).toHaveText(this.app.words.text("sync.title"));
    const closed = this.app.page.locator("#content").getByRole("button", { name: this.app.words.text("common.close"), exact: true });
    for (const button of await closed.all()) await button.tap();
    await expect(closed).toHaveCount(0);
  }

  /** Items in a state, such as `sync.refused_state`. */
  inState(key: string): Locator {
    return this.items.filter({ has: this.app.page.getByText(this.app.words.text(key), { exact: true }) });
  }
}
