import { expect, type Locator } from "@playwright/test";

import type { App } from "./app.ts";

/** What is said of a newcomer. */
export interface Newcomer {
  given?: string;
  family?: string;
  sex: "female" | "male";
  birthYear?: number;
  guardian?: string;
  /** How they agreed; `not_given` where they did not. */
  consent?: "oral" | "paper" | "screen" | "not_given";
}

/** The form of a person. */
export class PersonForm {
  constructor(private readonly app: App) {}

  async fill({ given, family, sex, birthYear, guardian, consent }: Newcomer): Promise<void> {
    if (given !== undefined) await this.app.field("given_name").fill(given);
    if (family !== undefined) await this.app.field("family_name").fill(family);
    await this.app.page.getByText(this.app.words.text(`person.${sex}`), { exact: true }).tap();
    if (birthYear !== undefined) await this.app.field("birth_year").fill(String(birthYear));
    if (guardian !== undefined) await this.app.field("guardian").fill(guardian);
    if (consent) await this.app.page.getByText(this.app.words.text(`person.consent_${consent}`), { exact: true }).tap();
  }

  /** The communes proposed under the field. */
  get communes(): Locator {
    return this.app.page.locator("#field-commune-list").getByRole("option");
  }

  /** Types a part of a commune's name, and taps the commune. */
  async chooseCommune(typed: string, chosen: string): Promise<void> {
    await this.app.button("person.more_fields").tap();
    await this.app.field("commune").fill(typed);
    await this.communes.and(this.app.page.getByRole("option", { name: chosen, exact: true })).tap();
    await expect(this.app.field("commune")).toHaveValue(chosen);
  }

  async submit(): Promise<void> {
    await this.app.button("person.add").tap();
  }
}
