import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { Postgres } from "../support/postgres.ts";
import { atLeast, type Figure } from "./figures.ts";
import { Town } from "./town.ts";

const run = promisify(execFile);
const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL("../../target", import.meta.url));
export const example = (name: string): string => join(target, "release", "examples", name);
const DRIVER = example("push");
const VERIFIER = example("verify");

/** What the driver prints. */
interface Driven {
  /** Changes a second, of one client of one association, and of two clients of two. */
  one: number;
  two: number;
  /** On SQLite: the same rows, inserted plainly. */
  floor: Floor | null;
  changes: number;
  /** Milliseconds of a push of 500: half are quicker. */
  push_ms: number;
}

/** Lines of the log checked a second, read from the database, beside hashing the same lines in memory. */
export async function verified(town: Town): Promise<Figure[]> {
  if (!existsSync(VERIFIER)) throw new Error(`There is no ${VERIFIER}: «make bench» builds it, or «cargo build --release -p server --example verify».`);
  const { stdout } = await run(VERIFIER, [town.hadir.database]);
  const { lines, verified: value, hashed } = JSON.parse(stdout) as { lines: number; verified: number; hashed: number };
  return [
    {
      what: "server: log verification",
      value,
      unit: "entries/s",
      floor: { what: "hashing the same lines in memory", value: hashed },
      target: atLeast(100_000),
      note: `${lines.toLocaleString("en")} entries of one association`,
    },
  ];
}

/** Changes a second, and the rows that one change makes. */
interface Floor {
  rate: number;
  rows_a_change: number;
}

const ONE = "accepted in pushes of 500, one client";
const TWO = "accepted in pushes of 500, two clients of two associations";

/** Changes the server accepts, hash chain on, over HTTP: on SQLite beside plain inserts of the same rows, on PostgreSQL beside SQLite. */
export async function accepted(town: Town): Promise<Figure[]> {
  if (!existsSync(DRIVER)) throw new Error(`There is no ${DRIVER}: «make bench» builds it, or «cargo build --release -p server --example push».`);
  const sqlite = await drive(town);
  const other = await Town.found(await Postgres.start({ durable: true }));
  try {
    return [...figures(sqlite), ...beside(await drive(other), sqlite)];
  } finally {
    await other.hadir.throwAway();
  }
}

async function drive(town: Town): Promise<Driven> {
  const places = [await town.add(1_000, 1), await town.add(1_000, 2)];
  const scratch = await mkdtemp(join(tmpdir(), "hadir-floor-"));
  try {
    const clients = places.map(({ head, password }) => `${head}:${password}`);
    const { stdout } = await run(DRIVER, [town.hadir.url, town.hadir.database, join(scratch, "floor.db"), ...clients]);
    return JSON.parse(stdout) as Driven;
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function figures({ one, two, floor, changes, push_ms }: Driven): Figure[] {
  if (!floor) throw new Error("The driver measured no floor.");
  const beside = { what: `plain inserts of the same rows, ${floor.rows_a_change.toFixed(1)} a change`, value: floor.rate };
  const figure = { unit: "changes/s", floor: beside, target: atLeast(20_000) };
  return [
    { ...figure, what: `server: ${ONE}`, value: one, note: noted(changes, push_ms) },
    { ...figure, what: `server: ${TWO}`, value: two },
  ];
}

function beside(postgres: Driven, sqlite: Driven): Figure[] {
  const figure = (what: string, value: number, floor: number) => ({
    what: `server on PostgreSQL: ${what}`,
    value,
    unit: "changes/s",
    floor: { what: "the same on SQLite", value: floor },
  });
  return [
    { ...figure(ONE, postgres.one, sqlite.one), note: noted(postgres.changes, postgres.push_ms) },
    figure(TWO, postgres.two, sqlite.two),
  ];
}

function noted(changes: number, push_ms: number): string {
  return `${changes.toLocaleString("en")} marks; half of the pushes are answered within ${push_ms.toFixed(1)} ms, packed both ways as a phone has them`;
}
