import { expect, type Locator } from "@playwright/test";

import type { App } from "./app.ts";

/** Bringing a list of people in. */
export class Import {
  constructor(private readonly app: App) {}

  async open(): Promise<void> {
    await this.app.page.goto("/app/import");
    await expect(this.app.title).toHaveText(this.app.words.text("import.title"));
  }

  /** Chooses a file, or a list written here; nothing is written before it is confirmed. */
  async choose(file: string | { name: string; mimeType: string; buffer: Buffer }): Promise<void> {
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

  /** The button that takes so many people. */
  button(count: number): Locator {
    return this.app.page.getByRole("button", { name: this.app.words.count("import.confirm_count", count) });
  }

  async confirm(count: number): Promise<void> {
    await this.button(count).tap();
  }

  /** Decides to take the rest although so many lines are refused. */
  async leaveOut(count: number): Promise<void> {
    await this.app.page.getByText(this.app.words.count("import.leave_out", count)).tap();
  }

  /** Decides that those who are likely known are new people. */
  async addLikely(): Promise<void> {
    await this.app.page.getByText(this.app.words.text("import.likely_new")).tap();
  }

  /** What stands in the row of a line, cell by cell. */
  async row(line: number): Promise<string[]> {
    const row = this.app.page.getByRole("row").filter({ has: this.app.page.getByRole("cell", { name: String(line), exact: true }) });
    return row.getByRole("cell").allTextContents();
  }
}
