import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { atLeast, type Figure } from "./figures.ts";
import type { Town } from "./town.ts";

const run = promisify(execFile);
const target = process.env.CARGO_TARGET_DIR ?? fileURLToPath(new URL("../../target", import.meta.url));
const example = (name: string): string => join(target, "release", "examples", name);
const DRIVER = example("push");
const VERIFIER = example("verify");

/** What the driver prints. */
interface Driven {
  /** Changes a second, of one client of one association, and of two clients of two. */
  one: number;
  two: number;
  /** The same rows a second, as changes, inserted plainly; and rows that one change makes. */
  floor: number;
  rows_a_change: number;
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

/** Changes the server accepts, hash chain on, over HTTP, beside plain inserts of the same rows. */
export async function accepted(town: Town): Promise<Figure[]> {
  if (!existsSync(DRIVER)) throw new Error(`There is no ${DRIVER}: «make bench» builds it, or «cargo build --release -p server --example push».`);
  const places = [await town.add(1_000, 1), await town.add(1_000, 2)];
  const scratch = await mkdtemp(join(tmpdir(), "hadir-floor-"));
  try {
    const clients = places.map(({ head, password }) => `${head}:${password}`);
    const { stdout } = await run(DRIVER, [town.hadir.url, town.hadir.database, join(scratch, "floor.db"), ...clients]);
    return figures(JSON.parse(stdout) as Driven);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function figures({ one, two, floor, rows_a_change, changes, push_ms }: Driven): Figure[] {
  const beside = { what: `plain inserts of the same rows, ${rows_a_change.toFixed(1)} a change`, value: floor };
  const figure = { unit: "changes/s", floor: beside, target: atLeast(20_000) };
  return [
    {
      ...figure,
      what: "server: accepted in pushes of 500, one client",
      value: one,
      note: `${changes.toLocaleString("en")} marks; half of the pushes are answered within ${push_ms.toFixed(1)} ms, packed both ways as a phone has them`,
    },
    { ...figure, what: "server: accepted in pushes of 500, two clients of two associations", value: two },
  ];
}
