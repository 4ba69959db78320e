import { expect, type Page, type Request } from "@playwright/test";

import type { Mark } from "./exported.ts";
import type { Hadir } from "./hadir.ts";
import type { Oracle } from "./oracle.ts";
import { App } from "./pages/app.ts";
import type { Phone } from "./phone.ts";
import type { Crash, Moment, Step } from "./tape.ts";

/** What a tap on a person makes of each mark. */
const NEXT: Record<Mark, Mark> = { unmarked: "present", present: "absent", late: "absent", excused: "unmarked", absent: "unmarked" };

/** A volunteer who takes a roll while phone and server are killed, and tells the oracle what the screen shows. */
export class Volunteer {
  private current: App | undefined;
  private up = true;
  private came = 0;
  private struck: () => void = () => undefined;

  constructor(
    private readonly handset: Phone,
    private readonly hadir: Hadir,
    private readonly oracle: Oracle,
    private readonly session: string,
    private readonly names: readonly string[],
  ) {}

  get app(): App {
    if (!this.current) throw new Error("the phone is off");
    return this.current;
  }

  /** Turns the phone on, says the PIN, and looks whether all that was shown as saved is there. */
  async open(): Promise<void> {
    const context = await this.handset.open();
    await context.setOffline(!this.up);
    this.current = new App(await context.newPage());
    await this.app.page.exposeFunction("struck", () => this.struck());
    await this.app.roll.open(this.session);
    await this.settle();
    await this.shows();
  }

  async play(step: Step): Promise<void> {
    switch (step.does) {
      case "tap":
        return this.tap(this.name(step.person));
      case "late":
        return this.late(this.name(step.person));
      case "tap and undo":
        return this.undo(this.name(step.person));
      case "newcomer":
        return this.newcomer();
      case "heads":
        return this.heads(step.women);
      case "network":
        this.up = step.up;
        return this.app.network(step.up);
    }
  }

  /** Kills what is to be killed at its moment, starts it again, and looks at the phone. */
  async crash({ during, moment, kills }: Crash): Promise<void> {
    const phone = kills === "server" ? undefined : await this.handset.aim();
    let gone: Promise<unknown> | undefined;
    const due = new Promise<void>((resolve) => {
      this.struck = () => {
        gone ??= Promise.all([phone?.gone, kills === "phone" ? undefined : this.hadir.kill()]);
        phone?.strike();
        resolve();
      };
    });
    await this.arm(moment, during);
    try {
      await this.play(during);
      // What waits is sent when the phone is looked at again, however long it would have waited.
      if (moment.at === "syncing") await this.app.comesToFront();
    } catch (error) {
      // Nothing answers from a browser that is gone.
      if (!gone || kills === "server") throw error;
    }
    await due;
    await gone;
    if (kills !== "phone") await this.hadir.start();
    if (kills !== "server") await this.open();
  }

  private async arm(moment: Moment, during: Step): Promise<void> {
    const { page, roll, words } = this.app;
    const later = (ms: number) => setTimeout(() => this.struck(), ms);
    switch (moment.at) {
      case "any time":
        later(moment.ms);
        return;
      case "syncing":
        this.strikeAsItSyncs(page, moment.ms);
        return;
      case "writing":
        return page.evaluate(strikeAsItWrites, moment.ms);
      case "shown": {
        if (during.does !== "tap") throw new Error("only a tap is struck as it is shown");
        const name = this.name(during.person);
        const strike = this.struck;
        this.struck = () => {
          this.oracle.acknowledged();
          strike();
        };
        return roll.state(name).evaluate(strikeAsItShows, words.text(`roll.${NEXT[this.oracle.mark(name)]}`));
      }
    }
  }

  /** A page outlives its server: what it asks after this crash strikes nothing. */
  private strikeAsItSyncs(page: Page, ms: number): void {
    const strike = this.struck;
    const asked = (request: Request) => {
      if (!request.url().endsWith("/api/v1/sync")) return;
      page.off("request", asked);
      setTimeout(strike, ms);
    };
    page.on("request", asked);
  }

  private async tap(name: string): Promise<void> {
    const mark = NEXT[this.oracle.mark(name)];
    this.oracle.asks({ name, mark, isNew: false });
    await this.app.roll.tap(name);
    await this.saved(name, mark);
  }

  private async late(name: string): Promise<void> {
    const mark = this.oracle.mark(name) === "late" ? "excused" : "late";
    this.oracle.asks({ name, mark, isNew: false });
    await this.app.roll.choose(name, mark, mark === "excused" ? "roll.reason_school" : undefined);
    await this.saved(name, mark);
  }

  private async undo(name: string): Promise<void> {
    const mark = this.oracle.mark(name);
    await this.tap(name);
    this.oracle.asks({ name, mark, isNew: false });
    await this.app.button("common.undo").tap();
    await this.saved(name, mark);
  }

  private async newcomer(): Promise<void> {
    // Each is called like nobody before, those included who were lost with their crash.
    const given = `ضيفة${[...String(100 + this.came++)].map((digit) => "بتثجحخدذرز"[Number(digit)]).join("")}`;
    const { app } = this;
    await app.page.getByRole("link", { name: app.words.text("roll.add_walk_in") }).tap();
    await app.personForm.fill({ given, family: "الوافي", sex: "female", birthYear: 1979, consent: "oral" });
    this.oracle.asks({ name: `${given} الوافي`, mark: "present", isNew: true });
    await app.personForm.submit();
    await expect(app.said(app.words.say("person.added_named", { name: `${given} الوافي` }))).toBeVisible();
    this.oracle.acknowledged();
    await expect(app.roll.list).toBeVisible();
  }

  private async heads(more: number): Promise<void> {
    const women = this.oracle.heads + more;
    this.oracle.asks({ women });
    await this.app.roll.countHeads({ women: more });
    await expect(this.unnamed(women)).toBeVisible();
    this.oracle.acknowledged();
  }

  private async saved(name: string, mark: Mark): Promise<void> {
    await this.app.roll.shows(name, mark);
    this.oracle.acknowledged();
  }

  /** Looks what became of what was under way when the phone was killed: either is right, if it is so for ever. */
  private async settle(): Promise<void> {
    const { pending } = this.oracle;
    if (!pending) return;
    if (await this.isThere(pending)) this.oracle.acknowledged();
    else this.oracle.forget();
  }

  private async isThere(pending: NonNullable<Oracle["pending"]>): Promise<boolean> {
    const { roll, words } = this.app;
    if ("women" in pending) return this.unnamed(pending.women).isVisible();
    if (pending.isNew) return Number(await roll.count("present").textContent()) > this.oracle.count("present");
    return (await roll.state(pending.name).textContent()) === words.text(`roll.${pending.mark}`);
  }

  private async shows(): Promise<void> {
    const { roll, words, page } = this.app;
    for (const mark of ["present", "late", "excused", "absent"] as const) {
      await expect(roll.count(mark), mark).toHaveText(String(this.oracle.count(mark)));
    }
    for (const name of this.names) await roll.shows(name, this.oracle.mark(name));
    const { heads, newest } = this.oracle;
    if (heads > 0) await expect(this.unnamed(heads)).toBeVisible();
    if (!newest) return;
    await roll.search.fill(newest);
    await roll.shows(newest, this.oracle.mark(newest));
    await page.getByRole("button", { name: words.text("common.clear_search"), exact: true }).tap();
  }

  private unnamed(women: number) {
    return this.app.page.getByRole("button", { name: this.app.words.count("roll.unnamed", women), exact: true });
  }

  private name(person: number): string {
    const name = this.names[person];
    if (name === undefined) throw new Error(`the tape knows ${person} people, the roll does not`);
    return name;
  }
}

/** What the test leaves in the page. */
interface Struck {
  struck: () => void;
}

/** Runs in the page: the first row of a recording has come to the database, and its transaction goes on. */
function strikeAsItWrites(ms: number): void {
  const own = IDBObjectStore.prototype.add;
  IDBObjectStore.prototype.add = function (this: IDBObjectStore, ...row: Parameters<typeof own>) {
    if (this.name === "outbox") setTimeout(() => (window as unknown as Struck).struck(), ms);
    return own.apply(this, row);
  };
}

/** Runs in the page: the moment a person could read the new mark. */
function strikeAsItShows(state: Element, mark: string): void {
  const row = state.closest("li") ?? state;
  const look = () => row.textContent?.includes(mark) && (window as unknown as Struck).struck();
  new MutationObserver(look).observe(row, { attributes: true, characterData: true, childList: true, subtree: true });
}
