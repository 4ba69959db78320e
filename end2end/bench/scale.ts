import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";

import { atMost, type Figure } from "./figures.ts";
import { example } from "./server.ts";

const run = promisify(execFile);
const SCALE = example("scale");
const PEOPLE = 100_000;
const MARKS = 1_000_000;

/** What the example prints; times are milliseconds. */
interface Scaled {
  entries: number;
  first_report_ms: number;
  report_ms: number;
  pages: number;
  page_ms: number;
  slowest_page_ms: number;
}

/** A large association: a page of its log, and its report. */
export async function large(): Promise<Figure[]> {
  if (!existsSync(SCALE)) throw new Error(`There is no ${SCALE}: «make bench» builds it, or «cargo build --release -p server --example scale».`);
  const scratch = await mkdtemp(join(tmpdir(), "hadir-scale-"));
  try {
    const { stdout } = await run(SCALE, [join(scratch, "large.db"), String(PEOPLE), String(MARKS)]);
    return figures(JSON.parse(stdout) as Scaled);
  } finally {
    await rm(scratch, { recursive: true, force: true });
  }
}

function figures(scaled: Scaled): Figure[] {
  const said = (number: number) => number.toLocaleString("en");
  return [
    {
      what: "server: a page of the log, 95 of 100 within",
      value: scaled.page_ms,
      unit: "ms",
      target: atMost(100),
      note: `${said(scaled.entries)} entries, ${scaled.pages} pages of 100 in searches that find much, little and nothing; the slowest ${scaled.slowest_page_ms.toFixed(1)} ms`,
    },
    {
      what: "server: the report of everything",
      value: scaled.report_ms,
      unit: "ms",
      target: atMost(1_000),
      note: `${said(PEOPLE)} people, ${said(MARKS)} marks; ${scaled.first_report_ms.toFixed(0)} ms before anything was packed`,
    },
  ];
}
