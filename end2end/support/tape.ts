/** One thing a volunteer does at a roll call; people and newcomers by their place in a list. */
export type Step =
  | { does: "tap" | "late" | "tap and undo"; person: number }
  | { does: "newcomer" }
  | { does: "heads"; women: number }
  | { does: "network"; up: boolean };

/** When something is killed, seen from the step under way. */
export type Moment =
  /** So long after it began. */
  | { at: "any time"; ms: number }
  /** Its first row is with the phone's database, and the transaction is not complete. */
  | { at: "writing"; ms: number }
  /** The first thing a person can read of it. */
  | { at: "shown" }
  /** The phone's next request is under way. */
  | { at: "syncing"; ms: number };

/** What is killed, and what was done before. */
export interface Crash {
  before: Step[];
  during: Step;
  moment: Moment;
  kills: "phone" | "server" | "both";
}

/** What a volunteer does and when things are killed, all of it out of one seed. */
export class Tape {
  private state: number;

  constructor(
    readonly seed: number,
    private readonly people: number,
  ) {
    this.state = seed >>> 0;
  }

  /** The next crash, and the steps that lead to it. */
  crash(): Crash {
    const kills = this.one(["phone", "phone", "phone", "phone", "both", "server"] as const);
    const before = Array.from({ length: this.below(4) }, () => this.step());
    if (kills === "phone" && this.below(5) > 0) return { before, kills, ...this.atThePhone() };
    // A request is under way only where there is a network.
    before.push({ does: "network", up: true });
    return { before, kills, during: this.recording(), moment: { at: "syncing", ms: this.below(80) } };
  }

  private atThePhone(): Pick<Crash, "during" | "moment"> {
    const at = this.one(["any time", "writing", "writing", "shown"] as const);
    if (at === "shown") return { during: { does: "tap", person: this.below(this.people) }, moment: { at } };
    return { during: this.recording(), moment: { at, ms: this.below(at === "writing" ? 8 : 300) } };
  }

  private step(): Step {
    return this.below(5) === 0 ? { does: "network", up: this.below(2) === 0 } : this.recording();
  }

  private recording(): Step {
    const does = this.one(["tap", "tap", "tap", "late", "tap and undo", "heads", "newcomer"] as const);
    if (does === "newcomer") return { does };
    if (does === "heads") return { does, women: 1 + this.below(3) };
    return { does, person: this.below(this.people) };
  }

  private one<T>(of: readonly T[]): T {
    return of[this.below(of.length)] as T;
  }

  /** A whole number from 0 to below `limit` (mulberry32). */
  private below(limit: number): number {
    this.state = (this.state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  }
}
