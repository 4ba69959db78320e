import { expect, type Locator } from "@playwright/test";

import type { App } from "./app.ts";

/** What a head has to decide, and what was decided. */
export class Inbox {
  constructor(private readonly app: App) {}

  async open(): Promise<void> {
    await this.app.page.goto("/app/inbox");
    await expect(this.app.title).toHaveText(this.app.words.text("inbox.title"));
  }

  /** The way to it from another screen, with how many things are to decide. */
  link(open: number): Locator {
    return this.app.page.getByRole("link", { name: this.app.words.count("inbox.open", open), exact: true });
  }

  /** How many things are to decide, on the bar of places. */
  get badge(): Locator {
    return this.app.page.locator(".places__count");
  }

  /** What is said where nothing is to decide. */
  get clear(): Locator {
    return this.app.page.getByRole("heading", { name: this.app.words.text("inbox.empty_title") });
  }

  /** What is to decide, and what was decided, about someone or something. */
  about(text: string): Locator {
    return this.app.page.getByRole("article").filter({ hasText: text });
  }

  /** Gives what waits about someone to a member. */
  async give(about: string, member: string): Promise<void> {
    await this.about(about).getByRole("button", { name: this.app.words.text("inbox.give"), exact: true }).tap();
    await this.app.sheet.getByRole("button", { name: member }).tap();
    await expect(this.about(about)).toContainText(this.app.words.say("inbox.given", { name: member }));
  }

  /** Accepts all entries that a card is about. */
  async acceptAll(card: Locator): Promise<void> {
    const [all, one] = [this.app.words.text("inbox.accept_all"), this.app.words.text("inbox.accept")];
    const button = (name: string) => card.getByRole("button", { name, exact: true });
    await expect(button(all).or(button(one)).first()).toBeVisible();
    await ((await button(all).count()) > 0 ? button(all) : button(one)).tap();
  }

  /** The button of the value that does, or does not, stand. */
  value(which: "stands" | "waits"): Locator {
    return this.app.page.getByRole("button").filter({ hasText: this.app.words.text(`inbox.${which}`) });
  }
}
