import { expect, type Locator } from "@playwright/test";

import type { App } from "./app.ts";

/** Members, invitations and phones. */
export class Team {
  constructor(private readonly app: App) {}

  async open(): Promise<void> {
    await this.app.page.goto("/app/team");
    await expect(this.app.title).toHaveText(this.app.words.text("team.title"));
  }

  /** Makes an invitation for a volunteer with these activities; leaves it in sight and resolves to its link. */
  async invite({ name, activities }: { name: string; activities: string[] }): Promise<string> {
    await this.app.button("team.invitations").tap();
    await this.app.button("team.invite").tap();
    await this.app.field("invited").fill(name);
    for (const activity of activities) await this.app.sheet.getByText(activity, { exact: true }).tap();
    await this.app.button("team.create_link").tap();
    return this.link();
  }

  /** Makes a link by which a member chooses another password, by one of two actions; leaves it in sight and resolves to it. */
  async renew(member: string, action = "team.renew"): Promise<string> {
    await this.app.page.getByRole("button", { name: member }).tap();
    await this.app.sheet.getByRole("button", { name: this.app.words.text(action) }).tap();
    return this.link();
  }

  /** A member's phone on the board of phones. */
  phone(owner: string): Locator {
    return this.app.page.locator("button.row").filter({ hasText: owner });
  }

  private async link(): Promise<string> {
    const link = this.app.sheet.getByText(/\/app\/join#/);
    await expect(link).toBeVisible();
    return (await link.textContent()) ?? "";
  }
}
