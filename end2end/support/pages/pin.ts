import type { Locator } from "@playwright/test";

import type { App } from "./app.ts";

/** The PIN of every phone in these tests. */
export const PIN = "271828";

/** The lock of the phone. */
export class Pin {
  private watched = Promise.resolve();

  constructor(private readonly app: App) {}

  /** The PIN is chosen and said wherever it is asked for: a phone in a test is in its owner's hands. */
  byItself(): Promise<void> {
    this.watched = this.watch();
    return this.watched;
  }

  /** From now on the test says the PIN, where it is asked for these reasons. */
  async byHand(reasons = ["say", "choose"]): Promise<void> {
    await this.watched;
    for (const why of reasons) await this.app.page.removeLocatorHandler(this.asked(why));
  }

  /** The field, where the PIN is asked for this reason: `say`, `choose` or `change`. */
  asked(why: string): Locator {
    return this.app.page.locator(`[data-pin="${why}"] #field-pin`);
  }

  async say(pin: string, why = "say"): Promise<void> {
    await this.asked(why).fill(pin);
  }

  /** By the keys on the screen. */
  async tap(pin: string): Promise<void> {
    for (const digit of pin) await this.app.page.getByRole("button", { name: digit, exact: true }).tap();
  }

  /** The app is closed and opened again: it is locked. */
  async coldStart(): Promise<void> {
    await this.app.page.reload();
    await this.asked("say").waitFor();
  }

  private async watch(): Promise<void> {
    const [say, choose] = [this.asked("say"), this.asked("choose")];
    await this.app.page.addLocatorHandler(say, () => say.fill(PIN));
    await this.app.page.addLocatorHandler(choose, async () => {
      await choose.fill(PIN);
      await choose.fill(PIN);
    });
  }
}
