/** One record of an export; ids stand as `{id}`, codes as their numbers. */
export interface Exportee {
  kind: string;
  id: string;
  version: number;
  fields: Record<string, unknown>;
}

/** A mark's word by its number on the wire. */
const MARKS = ["unmarked", "present", "late", "excused", "absent"] as const;
export type Mark = (typeof MARKS)[number];

/** The mark behind a number on the wire; nothing is unmarked. */
export function markOf(value: unknown): Mark {
  return MARKS[Number(value)] ?? "unmarked";
}

/** What the server holds, as `hadir export` writes it: the truth that screens are compared with. */
export class Exported {
  readonly records: Exportee[] = [];
  /** One entry a change, oldest first. */
  readonly log: Exportee[] = [];

  constructor(lines: string) {
    for (const line of lines.split("\n")) {
      const { record, log } = JSON.parse(line) as { record?: Exportee; log?: Exportee };
      if (record) this.records.push(record);
      if (log) this.log.push(log);
    }
  }

  all(kind: string): Exportee[] {
    return this.records.filter((record) => record.kind === kind);
  }

  /** The one record of a kind that reads so. */
  one(kind: string, field: string, value: unknown): Exportee {
    const found = this.all(kind).filter((record) => record.fields[field] === value);
    if (found.length !== 1 || !found[0]) throw new Error(`${found.length} ${kind} have ${field} ${String(value)}`);
    return found[0];
  }

  /** What was said of each person at a session, by the name the person has in Arabic, or else in Latin script. */
  marks(session: string): Map<string, Mark> {
    const marks = new Map<string, Mark>();
    for (const { fields } of this.attendance(session)) {
      const name = this.name(idOf(fields["beneficiary"]));
      if (marks.has(name)) throw new Error(`${name} has two marks in one session`);
      marks.set(name, markOf(fields["status"]));
    }
    return marks;
  }

  /** Every attendance of a session. */
  attendance(session: string): Exportee[] {
    return this.all("attendance").filter((record) => idOf(record.fields["session"]) === session);
  }

  /** The log's entries about a record, oldest first. */
  entriesOf(record: string): Exportee[] {
    return this.log.filter((entry) => idOf(entry.fields["record"]) === record);
  }

  name(person: string): string {
    const fields = this.records.find((record) => record.id === person)?.fields ?? {};
    const joined = (script: string) => [fields[`given_${script}`], fields[`family_${script}`]].filter(Boolean).join(" ");
    return joined("ar") || joined("la");
  }
}

/** The id a field holds. */
export function idOf(value: unknown): string {
  const id = (value as { id?: unknown } | undefined)?.id;
  if (typeof id !== "string") throw new Error(`${JSON.stringify(value)} is not an id`);
  return id;
}
