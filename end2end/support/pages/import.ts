import { expect, type Locator } from "@playwright/test";

import type { App } from "./app.ts";

/** Bringing a list of people in. */
export class Import {
  constructor(private readonly app: App) {}

  async open(): Promise<void> {
    await this.app.page.goto("/app/import");
    await expect(this.app.title).toHaveText(this.app.words.text("import.title"));
  }

  /** Chooses a file; nothing is written before it is confirmed. */
  async choose(file: string): Promise<void> {
    await this.app.page.locator("input[type=file]").setInputFiles(file);
  }

  /** The activity its people are registered in. */
  async into(activity: string): Promise<void> {
    await this.app.field("import-activity").selectOption(activity);
  }

  /** A counted line of the preview or of the result, such as `import.accepted` of 250. */
  line(key: string, count: number): Locator {
    return this.app.page.getByText(this.app.words.count(key, count)).first();
  }

  async confirm(count: number): Promise<void> {
    await this.app.page.getByRole("button", { name: this.app.words.count("import.confirm_count", count) }).tap();
  }
}
