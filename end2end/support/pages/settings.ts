import { expect } from "@playwright/test";

import { Words, type Lang } from "../words.ts";
import type { App } from "./app.ts";

const OWN_NAMES: Record<Lang, string> = { ar: "العربية", fr: "Français", en: "English" };

/** Settings: language, theme, leaving. */
export class Settings {
  constructor(private readonly app: App) {}

  async open(): Promise<void> {
    await this.app.page.goto("/app/settings");
    await expect(this.app.title).toHaveText(this.app.words.text("settings.title"));
  }

  /** Turns the app to another language; from then on it is spoken to in that one. */
  async speak(lang: Lang): Promise<void> {
    await this.app.page.getByText(OWN_NAMES[lang], { exact: true }).tap();
    this.app.words = new Words(lang);
    await expect(this.app.title).toHaveText(this.app.words.text("settings.title"));
  }

  /** Signs out; `leave` is what the confirming button must say. */
  async signOut(leave = "settings.sign_out"): Promise<void> {
    await this.open();
    await this.leave(leave);
  }

  /** Signs out from the settings in sight. */
  async leave(leave = "settings.sign_out"): Promise<void> {
    await this.app.button("settings.sign_out").tap();
    await this.app.sheet.getByRole("button", { name: this.app.words.text(leave), exact: true }).tap();
    await this.app.page.waitForURL(/\/app\/sign-in/);
  }
}
