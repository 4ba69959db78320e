import { expect, type Locator } from "@playwright/test";

import type { App } from "./app.ts";

/** Everyone this phone may see. */
export class People {
  constructor(private readonly app: App) {}

  async open(): Promise<void> {
    await this.app.page.goto("/app/people");
    await expect(this.app.title).toHaveText(this.app.words.text("person.title"));
  }

  get list(): Locator {
    return this.app.page.getByRole("list", { name: this.app.words.text("person.title"), exact: true });
  }

  get rows(): Locator {
    return this.list.getByRole("link");
  }

  /** How many there are, as the screen says it. */
  async total(count: number): Promise<void> {
    await expect(this.app.page.getByRole("banner")).toContainText(this.app.words.count("person.people", count));
  }

  async find(query: string): Promise<void> {
    await this.app.page.getByRole("searchbox").fill(query);
  }
}
