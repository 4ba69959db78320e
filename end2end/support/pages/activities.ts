import { expect, type Locator } from "@playwright/test";

import type { App } from "./app.ts";

/** Activities: the list, a new one, a new session. */
export class Activities {
  constructor(private readonly app: App) {}

  async open(): Promise<void> {
    await this.app.page.goto("/app/activities");
    await expect(this.app.title).toHaveText(this.app.words.text("activity.title"));
  }

  /** The activities in the list. */
  get rows(): Locator {
    return this.app.page.getByRole("main").locator("a[href^='/app/activity/']");
  }

  /** Offers something new; resolves to its id. */
  async create(title: string): Promise<string> {
    await this.app.page.goto("/app/new-activity");
    await this.app.field("title").fill(title);
    await this.app.button("activity.create").tap();
    await this.app.page.waitForURL(/\/app\/activity\//);
    return this.app.page.url().split("/").at(-1) ?? "";
  }

  /** Plans one session, today or on a day, and opens its roll; resolves to the session's id. */
  async createSession(activity: string, day = ""): Promise<string> {
    await this.app.page.goto(`/app/new-session?activity=${activity}`);
    if (day) await this.app.field("day").fill(day);
    await this.app.button("session.create").tap();
    await this.app.page.waitForURL(/\/app\/roll\//);
    return this.app.roll.session;
  }
}
