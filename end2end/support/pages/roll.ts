import { expect, type Locator } from "@playwright/test";

import type { Mark } from "../exported.ts";
import type { App } from "./app.ts";

const SHOWN: readonly Mark[] = ["present", "late", "excused", "absent", "unmarked"];

/** Roll call. */
export class Roll {
  constructor(private readonly app: App) {}

  async open(session: string): Promise<void> {
    await this.app.page.goto(`/app/roll/${session}`);
    await expect(this.list).toBeVisible();
  }

  /** The id of the session in sight. */
  get session(): string {
    return new URL(this.app.page.url()).pathname.split("/").at(-1) ?? "";
  }

  get list(): Locator {
    return this.app.page.getByRole("list", { name: this.app.words.text("roll.title"), exact: true });
  }

  get search(): Locator {
    return this.app.page.getByRole("searchbox");
  }

  /** The rows in sight, and a few around them. */
  get rows(): Locator {
    return this.list.getByRole("listitem").filter({ has: this.app.page.getByRole("button") });
  }

  /** The row of one person, who must be in sight. */
  row(name: string): Locator {
    return this.rows.filter({ has: this.app.page.getByText(name, { exact: true }) });
  }

  /** The button that says and changes a person's state. */
  state(name: string): Locator {
    return this.row(name).getByRole("button").last();
  }

  /** Names of the first people on the sheet that nobody else on it has. */
  async names(count: number): Promise<string[]> {
    await expect(this.rows.nth(count)).toBeAttached();
    const shown = await this.rows.locator("bdi").allTextContents();
    return shown.filter((name) => shown.filter((other) => other === name).length === 1).slice(0, count);
  }

  /** One tap on a person: unmarked, present, absent, and round again. */
  async tap(name: string): Promise<void> {
    await this.row(name).getByRole("button").first().tap();
  }

  /** Taps until the person stands so; each tap waits for the one before to be saved. */
  async mark(name: string, mark: "present" | "absent"): Promise<void> {
    for (const next of mark === "present" ? (["present"] as const) : (["present", "absent"] as const)) {
      await this.tap(name);
      await this.shows(name, next);
    }
  }

  /** Chooses one of the four states on the sheet of states; a reason where someone is excused. */
  async choose(name: string, mark: Mark, reason?: string): Promise<void> {
    await this.state(name).tap();
    await this.action(`roll.${mark === "unmarked" ? "clear_mark" : mark}`).tap();
    if (reason) await this.action(reason).tap();
    await this.shows(name, mark);
  }

  /** An action on the sheet that has risen. */
  action(key: string): Locator {
    return this.app.sheet.getByRole("button", { name: this.app.words.text(key) });
  }

  /** What the row of a person says: only what is saved on the phone. */
  async shows(name: string, mark: Mark): Promise<void> {
    await expect(this.state(name)).toHaveText(this.app.words.text(`roll.${mark}`));
  }

  /** The number shown for one state. */
  count(mark: Mark): Locator {
    const counts = this.app.page.getByRole("region", { name: this.app.words.text("roll.counts") });
    return counts.getByRole("definition").nth(SHOWN.indexOf(mark));
  }

  /** Every number shown, by state. */
  async counts(): Promise<Record<Mark, number>> {
    const numbers = await Promise.all(SHOWN.map(async (mark) => [mark, Number(await this.count(mark).textContent())]));
    return Object.fromEntries(numbers) as Record<Mark, number>;
  }

  /** Closes the sheet: everyone who is not marked is absent. */
  async everyoneElseAbsent(): Promise<void> {
    await this.app.button("roll.everyone_else_absent").tap();
    await expect(this.count("unmarked")).toHaveText("0");
  }

  /** One of the other actions on a session. */
  async more(key: string): Promise<void> {
    await this.app.button("roll.more_actions").tap();
    await this.action(key).tap();
  }

  /** Follows a link among what else can be done with the session. */
  async moreLink(key: string): Promise<void> {
    await this.app.button("roll.more_actions").tap();
    await this.app.sheet.getByRole("link", { name: this.app.words.text(key), exact: true }).tap();
  }

  /** Counts people without names: so many more of each. */
  async countHeads(more: Partial<Record<"women" | "men" | "girls" | "boys", number>>): Promise<void> {
    await this.more("roll.head_count");
    for (const [who, times] of Object.entries(more)) {
      const stepper = this.app.sheet.getByRole("group", { name: this.app.words.text(`roll.${who}`), exact: true });
      const increase = stepper.getByRole("button").last();
      for (let time = 0; time < times; time++) await increase.tap();
    }
    await this.app.sheet.getByRole("button", { name: this.app.words.text("common.save"), exact: true }).tap();
  }
}
