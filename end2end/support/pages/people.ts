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

  /** Sets a person's phone number. */
  async setPhone(person: string, digits: string): Promise<void> {
    await this.app.page.goto(`/app/edit-person/${person}`);
    await this.app.field("phone").fill(digits);
    await this.app.button("common.save").tap();
    await this.app.page.waitForURL(`**/app/person/${person}`);
  }

  async find(query: string): Promise<void> {
    await this.app.page.getByRole("searchbox").fill(query);
  }
}
