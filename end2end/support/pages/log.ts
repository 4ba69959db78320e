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

  /** Goes on until there is nothing older. */
  async toTheEnd(): Promise<void> {
    const end = this.app.page.getByText(this.app.words.text("log.the_end"));
    await expect(async () => {
      await this.app.page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
      await expect(end).toBeVisible({ timeout: 1_000 });
    }).toPass();
  }

  /** The numbers of all entries in sight or out of it, as they follow one another. */
  async numbers(): Promise<number[]> {
    const before = this.app.words.text("log.number").split("{number}")[0] ?? "";
    const number = new RegExp(`${before}\\u2068?(\\d+)`);
    const said = await this.entries.allTextContents();
    return said.map((text) => Number(number.exec(text)?.[1])).filter((found) => !Number.isNaN(found));
  }

  /** Chooses in one filter; nothing lets everything through. */
  async choose(filter: string, value: string): Promise<void> {
    const field = this.app.field(`filter-${filter}`);
    await (filter === "day" ? field.fill(value) : field.selectOption(value));
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
