import { expect, type Locator } from "@playwright/test";

import type { App } from "./app.ts";

/** What is written of one question. */
export interface Asked {
  text: string;
  kind: "text" | "number" | "choice" | "several" | "yes_no" | "date";
  required?: boolean;
  choices?: string[];
  /** The words by which it is asked only after an answer to one before it. */
  when?: RegExp | string;
}

/** The questions of an activity, as who plans changes them. */
export class Questions {
  constructor(private readonly app: App) {}

  /** Opens the form of an activity's questions. */
  async change(activity: string): Promise<void> {
    await this.app.page.goto(`/app/activity/${activity}`);
    await this.app.button("activity.link").tap();
    await this.app.button("questions.change").tap();
    await expect(this.app.button("questions.add")).toBeVisible();
  }

  get rows(): Locator {
    return this.app.page.locator(".questions__row");
  }

  /** Adds one below the others. */
  async add({ text, kind, required = false, choices, when }: Asked): Promise<void> {
    const before = await this.rows.count();
    await this.app.button("questions.add").tap();
    await expect(this.rows).toHaveCount(before + 1);
    const key = await this.rows.last().getAttribute("data-question");
    await this.app.field(`question-${key}`).fill(text);
    await this.app.field(`kind-${key}`).selectOption(kind);
    if (choices) await this.app.field(`choices-${key}`).fill(choices.join("\n"));
    await this.rows.last().getByText(this.app.words.text(required ? "questions.yes" : "questions.no"), { exact: true }).tap();
    if (!when) return;
    const asked = this.rows.last().getByLabel(this.app.words.text("questions.only_if"), { exact: true });
    await asked.selectOption((await asked.locator("option", { hasText: when }).getAttribute("value")) ?? "");
  }

  async save(): Promise<void> {
    await this.app.button("common.save").tap();
  }
}
