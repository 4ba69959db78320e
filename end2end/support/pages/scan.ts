import { expect, type Locator } from "@playwright/test";

import type { App } from "./app.ts";

/** Scanning while the roll is called. */
export class Scan {
  constructor(private readonly app: App) {}

  /** From the roll in sight. */
  async open(): Promise<void> {
    await this.app.link("scan.open").tap();
    await expect(this.app.title).toHaveText(this.app.words.text("scan.title"));
  }

  /** The last answer. */
  get answer(): Locator {
    return this.app.page.locator(".scan-answer");
  }

  /** What the last answer says, and of whom. */
  async says(word: string | RegExp, name?: string): Promise<void> {
    await expect(this.answer.locator(".scan-answer__word")).toHaveText(word);
    if (name !== undefined) await expect(this.answer.locator(".scan-answer__name")).toHaveText(name);
  }

  /** What is said of who is marked as present now, at any time. */
  get present(): RegExp {
    return this.app.words.say("scan.present_at", {});
  }

  /** What is said of who was marked before, at any time. */
  get already(): RegExp {
    return this.app.words.say("scan.already_since", {});
  }

  /** Types a code by hand. */
  async type(code: string): Promise<void> {
    if (!(await this.app.sheet.isVisible())) await this.app.button("scan.type_code").tap();
    await this.app.field("code").fill(code);
    await this.app.sheet.getByRole("button", { name: this.app.words.text("scan.check"), exact: true }).tap();
  }
}
