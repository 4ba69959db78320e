import { expect, type Locator } from "@playwright/test";

import type { App } from "./app.ts";

/** The time one member gave. */
export class Hours {
  constructor(private readonly app: App) {}

  /** One's own, from the settings. */
  async open(): Promise<void> {
    await this.app.settings.open();
    await this.app.link("volunteering.my_hours").tap();
    await this.app.page.waitForURL("**/app/hours/*");
  }

  /** Another member's, as a head finds them in the team. */
  async of(member: string): Promise<void> {
    await this.app.team.open();
    await this.app.page.getByRole("button", { name: member }).tap();
    await this.app.sheet.getByRole("link", { name: this.app.words.text("volunteering.hours"), exact: true }).tap();
    await expect(this.app.title).toHaveText(member);
  }

  async writeDown({ hours, minutes, activity, what }: { hours: string; minutes?: string; activity?: string; what: string }): Promise<void> {
    await this.app.button("volunteering.write_down").tap();
    await this.app.field("hours").fill(hours);
    if (minutes) await this.app.field("minutes").fill(minutes);
    if (activity) await this.app.field("activity").selectOption({ label: activity });
    await this.app.field("what_for").fill(what);
    await this.app.sheet.getByRole("button", { name: this.app.words.text("common.save"), exact: true }).tap();
    await expect(this.app.said(this.app.words.text("volunteering.written_down"))).toBeVisible();
  }

  /** Takes back what was written down with these words. */
  async takeBack(what: string): Promise<void> {
    await this.line(what).tap();
    await this.app.sheet.getByRole("button", { name: this.app.words.text("volunteering.take_back") }).tap();
    await expect(this.app.said(this.app.words.text("volunteering.taken_back"))).toBeVisible();
  }

  /** Time that was written down and counts. */
  line(what: string): Locator {
    return this.app.page.getByRole("button").filter({ hasText: what });
  }

  /** A sum, by the key of its word. */
  sum(key: string): Locator {
    return this.app.figures.big(key).locator("strong");
  }

  /** Hours and minutes as they are written. */
  lasting(hours: number, minutes: number): RegExp {
    return this.app.words.say("volunteering.hours_minutes", { hours, minutes: String(minutes).padStart(2, "0") });
  }
}
