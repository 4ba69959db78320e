import { expect, type Locator } from "@playwright/test";

import type { App } from "./app.ts";

/** A report on the phone, and the day as a head reads it. */
export class Figures {
  constructor(private readonly app: App) {}

  async open(from: string, to: string): Promise<void> {
    await this.app.page.goto(`/app/report?from=${from}&to=${to}`);
    await expect(this.app.title).toHaveText(this.app.words.text("figures.title"));
  }

  async day(on = ""): Promise<void> {
    await this.app.page.goto(on ? `/app/day?on=${on}` : "/app/day");
    await expect(this.app.title).toHaveText(this.app.words.text("evening.title"));
  }

  /** A big number, by the key of its word. */
  big(key: string): Locator {
    const word = this.app.page.getByText(this.app.words.text(key), { exact: true });
    return this.app.page.locator(".figure").filter({ has: word });
  }

  /** All big numbers. */
  get numbers(): Locator {
    return this.app.page.locator(".figure");
  }

  /** A big number as a number. */
  async number(key: string): Promise<number> {
    const text = await this.big(key).locator("strong").textContent();
    return Number((text ?? "").replace(/\D/g, ""));
  }

  /** The rows of the table by age and sex, each as its words. */
  get ages(): Locator {
    return this.under("figures.by_age").locator("tbody tr");
  }

  /** The numbers of its cells, without those that sum others up. */
  get cells(): Locator {
    return this.ages.locator("td:has(.bars__bar) .bars__number");
  }

  /** The numbers of its last row: of each sex, and of all. */
  get sums(): Locator {
    return this.under("figures.by_age").locator("tfoot td");
  }

  /** What stands under a heading. */
  under(key: string): Locator {
    const heading = this.app.page.getByRole("heading", { name: this.app.words.text(key), exact: true });
    return this.app.page.locator("section").filter({ has: heading });
  }
}
