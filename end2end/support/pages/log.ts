import { expect, type Locator } from "@playwright/test";

import type { App } from "./app.ts";

/** The log of what happened, as heads read it. */
export class Log {
  constructor(private readonly app: App) {}

  async open(): Promise<void> {
    await this.app.page.goto("/app/log");
    await expect(this.app.title).toHaveText(this.app.words.text("log.title"));
  }

  /** Every entry, those of a roll call that is not opened too. */
  get entries(): Locator {
    return this.app.page.getByRole("article", { includeHidden: true });
  }

  /** Entries that someone made about someone, or something. */
  of(who: string, about: string): Locator {
    return this.entries.filter({ hasText: who }).filter({ hasText: about });
  }

  /** Types words to look for. */
  async type(words: string): Promise<void> {
    await this.app.field("log-search").fill(words);
  }

  /** What is proposed of a name. */
  proposed(name: string): Locator {
    return this.app.page.getByRole("option").filter({ hasText: name });
  }

  /** What says that only entries about somebody are looked for, and lets them go. */
  looksFor(name: string): Locator {
    return this.app.page.getByRole("button", { name: this.app.words.say("log.no_longer_about", { name }) });
  }
}
