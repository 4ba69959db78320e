import { expect, type Locator } from "@playwright/test";

import type { App } from "./app.ts";

/** What is typed into the form of a project. */
export interface Funding {
  name: string;
  donor?: string;
  agreement?: string;
  from: string;
  to: string;
  /** How often its report makes itself. */
  report?: "weekly" | "monthly" | "quarterly";
  /** How many people are to come. */
  people?: number;
  /** A line of the budget: what for, how much there is, how much was spent. */
  budget?: [name: string, planned: string, spent: string];
}

/** Projects: the list, one of them, its form. */
export class Projects {
  constructor(private readonly app: App) {}

  async open(): Promise<void> {
    await this.app.page.goto("/app/projects");
    await expect(this.app.title).toHaveText(this.app.words.text("project.title"));
  }

  /** The projects in the list. */
  get rows(): Locator {
    return this.app.page.getByRole("main").locator("a[href^='/app/project/']");
  }

  /** Opens the form of a new one and fills it in. */
  async fill(funding: Funding): Promise<void> {
    await this.open();
    await this.app.link("project.new").tap();
    await this.app.field("name_la").fill(funding.name);
    await this.app.field("donor").fill(funding.donor ?? "");
    await this.app.field("agreement").fill(funding.agreement ?? "");
    await this.app.field("from").fill(funding.from);
    await this.app.field("to").fill(funding.to);
    if (funding.report) await this.app.field("report_rhythm").selectOption(funding.report);
    if (funding.people) {
      await this.app.button("project.add_indicator").tap();
      await this.app.field("target-0").fill(String(funding.people));
    }
    if (funding.budget) {
      await this.app.button("project.add_line").tap();
      for (const [at, name] of (["line-0", "planned-0", "spent-0"] as const).entries()) {
        await this.app.field(name).fill(funding.budget[at] ?? "");
      }
    }
  }

  /** Makes one; resolves to its id. */
  async create(funding: Funding): Promise<string> {
    await this.fill(funding);
    await this.app.button("project.create").tap();
    await this.app.page.waitForURL(/\/app\/project\//);
    await expect(this.app.title).toHaveText(funding.name);
    return this.app.page.url().split("/").at(-1) ?? "";
  }

  /** Puts an activity into the project in sight. */
  async put(title: string): Promise<void> {
    await this.app.button("project.choose_activities").tap();
    await this.app.field("funded").getByText(title, { exact: true }).tap();
    await this.app.button("common.save").tap();
    await expect(this.app.page.getByRole("main").getByRole("link", { name: title })).toBeVisible();
  }

  /** The bar of an indicator or of a line of the budget, by what it is called. */
  bar(name: string): Locator {
    return this.app.page.locator(".target").filter({ has: this.app.page.getByText(name, { exact: true }) });
  }
}
