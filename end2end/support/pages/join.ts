import { expect } from "@playwright/test";

import type { App } from "./app.ts";

/** Accepting an invitation. */
export class Join {
  constructor(private readonly app: App) {}

  /** `undertook`: by somebody who accepted the undertaking before, and is not asked again. */
  async accept(link: string, { name, login, password, undertook = false }: { name?: string; login: string; password: string; undertook?: boolean }): Promise<void> {
    await this.app.page.goto(link);
    if (name) await this.app.field("name").fill(name);
    await this.app.field("login").fill(login);
    await this.app.field("password").fill(password);
    await this.app.button("entry.accept").tap();
    await this.comeIn();
    if (!undertook) await this.app.undertaking.soon();
  }

  /** Chooses another password by a link, and comes in. */
  async renew(link: string, password: string): Promise<void> {
    await this.app.page.goto(link);
    await this.app.field("password").fill(password);
    await this.app.button("entry.renew").tap();
    await this.comeIn();
  }

  private async comeIn(): Promise<void> {
    await this.app.page.waitForURL(/\/app\/pin$/);
    await expect(this.app.page.getByRole("banner")).toBeVisible();
    await this.app.page.waitForURL(/\/app\/?(undertaking)?$/);
  }
}
