import { expect, type Locator } from "@playwright/test";

import type { Exported } from "../exported.ts";
import type { App } from "./app.ts";

/** Somebody on a sheet, and the code of their card. */
export interface Holder {
  id: string;
  name: string;
  code: string;
}

/** Cards, given and printed. */
export class Cards {
  constructor(private readonly app: App) {}

  /** The cards of an activity's people. */
  async open(activity: string): Promise<void> {
    await this.app.page.goto(`/app/cards?activity=${activity}`);
    await expect(this.app.title).toHaveText(this.app.words.text("cards.title"));
  }

  /** Each card as it is printed. */
  get all(): Locator {
    return this.app.page.getByRole("article");
  }

  /** Gives everybody in sight who has none a card; they have reached the server. */
  async give(): Promise<void> {
    await this.app.page.locator("#content .button--primary").first().tap();
    await expect(this.all.first()).toBeVisible();
    await this.app.allSent();
  }

  /** Some people on the roll in sight who have a card and a name that nobody else has. */
  async holders(exported: Exported): Promise<Holder[]> {
    const people = exported.all("beneficiary").filter(({ fields }) => fields["card"]);
    const shown = await this.app.roll.names(8);
    return shown.flatMap((name) => {
      const own = people.filter(({ id, fields }) => exported.name(id) === name || `${fields["given_la"]} ${fields["family_la"]}` === name);
      return own.length === 1 && own[0] ? [{ id: own[0].id, name, code: String(own[0].fields["card"]) }] : [];
    });
  }
}
