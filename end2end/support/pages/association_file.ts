import { expect, type Locator } from "@playwright/test";

import type { App } from "./app.ts";

/** A file as it is chosen on a phone. */
export interface Chosen {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

/** A small PDF of some words. */
export function pdf(name: string, words: string): Chosen {
  return { name, mimeType: "application/pdf", buffer: Buffer.from(`%PDF-1.7\n% ${words}\n%%EOF\n`) };
}

/** The association's file: receipts and dates, documents, what needs an eye. */
export class AssociationFile {
  constructor(private readonly app: App) {}

  async open(): Promise<void> {
    await this.app.page.goto("/app/file");
    await expect(this.app.title).toHaveText(this.app.words.text("file.title"));
  }

  /** Writes down when the mandate ends, as `2026-12-31`. */
  async mandateEnds(day: string): Promise<void> {
    await this.app.field("mandate_to").fill(day);
    await this.app.page.getByRole("main").getByRole("button", { name: this.app.words.text("common.save"), exact: true }).tap();
  }

  /** What needs an eye, in a sentence. */
  need(key: string, parts: Record<string, string | number> = {}): Locator {
    return this.app.page.getByRole("status").filter({ hasText: this.app.words.say(`file.${key}`, parts) });
  }

  /** The documents that are kept. */
  get rows(): Locator {
    return this.app.page.getByRole("main").locator("button.row");
  }

  /** Opens the form of a new document and fills it in. */
  async fill(title: string, file: Chosen): Promise<void> {
    await this.app.button("file.add").tap();
    await this.app.sheet.locator("input[type=file]").setInputFiles(file);
    await expect(this.app.sheet.getByText(file.name, { exact: true })).toBeVisible();
    await this.app.field("document_title").fill(title);
    await this.app.field("document_sort").selectOption("agreement");
    await this.app.field("document_day").fill("2026-03-05");
  }

  /** Calls the one document that is kept otherwise. */
  async describe(title: string): Promise<void> {
    await this.rows.tap();
    await this.app.sheet.getByText(this.app.words.text("file.describe"), { exact: true }).tap();
    await this.app.field("document_title").fill(title);
    await this.app.sheet.getByRole("button", { name: this.app.words.text("common.save"), exact: true }).tap();
  }

  /** Sends what the form holds. */
  async send(): Promise<void> {
    await this.app.button("file.send").tap();
  }

  /** What the form says went wrong. */
  get fault(): Locator {
    return this.app.sheet.getByRole("alert").filter({ hasText: /\S/ });
  }
}
