import { idOf, markOf, type Exported, type Exportee, type Mark } from "./exported.ts";

/** The status of an attendance and the women of a head count, in what a line of the log says was set. */
const [STATUS, WOMEN] = ["#3", "#3"];

/** All that was ever said at a session, in its order, and who was added. */
export interface Told {
  marks: Record<string, Mark[]>;
  women: number[];
  newcomers: { name: string; consents: number }[];
}

/** What is under way: whom it is about, or heads; a newcomer comes with their first mark. */
type Asked = { name: string; mark: Mark; isNew: boolean } | { women: number };

/** What screens said is saved, kept outside the browser and the server: all of it must be there for ever. */
export class Oracle {
  private readonly marks = new Map<string, Mark[]>();
  private readonly women: number[] = [];
  private readonly added: string[] = [];
  private asked: Asked | undefined;

  /** Something was asked for: until a screen shows it as saved it may be there, whole, or not. */
  asks(asked: Asked): void {
    this.asked = asked;
  }

  /** What no screen has shown yet. */
  get pending(): Asked | undefined {
    return this.asked;
  }

  /** A screen shows what was asked for as saved. */
  acknowledged(): void {
    const asked = this.asked;
    this.asked = undefined;
    if (!asked) return;
    if ("women" in asked) return void this.women.push(asked.women);
    this.marks.set(asked.name, [...(this.marks.get(asked.name) ?? []), asked.mark]);
    if (asked.isNew) this.added.push(asked.name);
  }

  /** What was asked for is not there, and no screen had shown it. */
  forget(): void {
    this.asked = undefined;
  }

  mark(name: string): Mark {
    return this.marks.get(name)?.at(-1) ?? "unmarked";
  }

  /** How many people stand so. */
  count(mark: Mark): number {
    return [...this.marks.values()].filter((said) => said.at(-1) === mark).length;
  }

  /** How many women were counted without a name. */
  get heads(): number {
    return this.women.at(-1) ?? 0;
  }

  get newest(): string | undefined {
    return this.added.at(-1);
  }

  /** Everything that was shown as saved. */
  told(): Told {
    const newcomers = this.added.map((name) => ({ name, consents: 1 }));
    return { marks: Object.fromEntries(this.marks), women: this.women, newcomers };
  }
}

/** What the server was told at a session, line by line of its log, and who came to it since an earlier export. */
export function toldServer(exported: Exported, session: string, before: Exported): Told {
  const told = (record: string, field: string) =>
    exported.entriesOf(record).map(({ fields }) => (fields["after"] as Record<string, unknown>)[field]);
  const marks = exported.attendance(session).map((attendance) => {
    const name = exported.name(idOf(attendance.fields["beneficiary"]));
    return [name, told(attendance.id, STATUS).map(markOf)] as const;
  });
  if (new Set(marks.map(([name]) => name)).size < marks.length) throw new Error("someone has two marks in one session");
  const counts = exported.all("headcount").filter(({ fields }) => idOf(fields["session"]) === session);
  const known = new Set(before.all("beneficiary").map(({ id }) => id));
  const newcomers = exported.all("beneficiary").filter(({ id }) => !known.has(id));
  const agreed = exported.all("consent").map(({ fields }) => idOf(fields["beneficiary"]));
  return {
    marks: Object.fromEntries(marks),
    women: counts.flatMap(({ id }) => told(id, WOMEN)).map(Number),
    newcomers: newcomers.map(({ id }) => ({ name: exported.name(id), consents: agreed.filter((who) => who === id).length })),
  };
}

/** The counters of the changes that phones made, as the server logged them since an earlier export. */
export function counters(exported: Exported, before: Exported): number[] {
  const known = new Set(before.log.map(({ id }) => id));
  return exported.log.filter((line) => !known.has(line.id) && isOfPhone(line)).map(({ id }) => counterOf(id));
}

/** A phone makes the ids of its changes from its own; the server's own changes have none of it. */
function isOfPhone({ id, fields }: Exportee): boolean {
  const device = (fields["device"] as { id?: string } | undefined)?.id;
  return device !== undefined && device.slice(-12) === id.slice(-12);
}

/** The counter in a change's id: 26 bits, beside the version and the variant of the UUID. */
function counterOf(change: string): number {
  const bytes = Buffer.from(change.replaceAll("-", ""), "hex");
  const [high, second, third, low] = [bytes.readUInt8(6), bytes.readUInt8(7), bytes.readUInt8(8), bytes.readUInt8(9)];
  return ((high & 3) << 24) | (second << 16) | (((high >> 2) & 3) << 14) | ((third & 0x3f) << 8) | low;
}
