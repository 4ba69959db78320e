import { expect, type Locator } from "@playwright/test";

import type { App } from "./app.ts";

/** What is handed over, and how much of it to each. */
export interface Goods {
  item: string;
  each?: string;
  /** A unit by the name it has in an export. */
  unit?: string;
}

/** The sheet by which something is handed over at a session. */
export class Handing {
  constructor(private readonly app: App) {}

  /** Opens it for all who are present, or for people without names. */
  async open(): Promise<void> {
    await this.app.roll.more("delivery.hand_over");
    await expect(this.app.field("item")).toBeVisible();
  }

  /** Opens it for one person of the roll. */
  async openFor(name: string): Promise<void> {
    await this.app.roll.state(name).tap();
    await this.app.roll.action("delivery.hand_over").tap();
    await expect(this.app.field("item")).toBeVisible();
  }

  /** Opens it for one person, from their page. */
  async openFrom(person: string): Promise<void> {
    await this.app.page.goto(`/app/person/${person}`);
    await this.app.button("delivery.hand_over").tap();
    await expect(this.app.field("item")).toBeVisible();
  }

  /** Goes from an activity's page to what it hands over outside sessions. */
  async openIn(activity: string): Promise<void> {
    await this.app.page.goto(`/app/activity/${activity}`);
    await this.app.link("delivery.hand_over").tap();
    await expect(this.app.field("item")).toBeVisible();
  }

  /** A person of the activity: pressed once they have the item. */
  person(name: string): Locator {
    return this.app.page.getByRole("main").getByRole("button").filter({ has: this.app.page.getByText(name, { exact: true }) });
  }

  /** Names of the first people of the activity that nobody else in it has. */
  async people(count: number): Promise<string[]> {
    const list = this.app.page.getByRole("list", { name: this.app.words.text("person.title"), exact: true });
    await expect(list.getByRole("button").nth(count)).toBeAttached();
    const shown = await list.locator("bdi").allTextContents();
    return shown.filter((name) => shown.filter((other) => other === name).length === 1).slice(0, count);
  }

  /** The items proposed. */
  get proposed(): Locator {
    return this.app.page.locator("#field-item-list").getByRole("option");
  }

  /** Hands over, to so many people without names where that is said. */
  async give({ item, each, unit }: Goods, unnamed?: number): Promise<void> {
    await this.app.field("item").fill(item);
    if (each !== undefined) await this.app.field("each").fill(each);
    if (unit !== undefined) await this.app.field("goods-unit").selectOption(unit);
    if (unnamed !== undefined) {
      await this.app.sheet.getByText(this.app.words.text("delivery.unnamed"), { exact: true }).first().tap();
      await this.app.sheet.getByRole("textbox", { name: this.app.words.text("delivery.unnamed") }).fill(String(unnamed));
    }
    await this.app.sheet.getByRole("button", { name: this.app.words.text("delivery.give"), exact: true }).tap();
  }

  /** What was handed over at the session, a line an item. */
  line(item: string): Locator {
    return this.app.sheet.locator(".row").filter({ hasText: item });
  }
}
