import { writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

import type { Machine } from "./machine.ts";

const RESULTS = fileURLToPath(new URL("results.json", import.meta.url));

/** What a figure should reach: a number, or so many times the floor. */
export interface Target {
  rule: "at most" | "at least";
  value: number;
  of?: "floor";
}

/** One measured figure, beside the raw floor measured in the same run. */
export interface Figure {
  what: string;
  value: number;
  unit: string;
  floor?: { what: string; value: number };
  target?: Target;
  /** What else was seen in the same measurement. */
  note?: string;
}

/** A figure that could not be had, and why. */
interface Missing {
  what: string;
  problem: string;
}

export const atMost = (value: number): Target => ({ rule: "at most", value });
export const atLeast = (value: number): Target => ({ rule: "at least", value });
/** At most so many times what the floor took. */
export const timesFloor = (value: number): Target => ({ rule: "at most", value, of: "floor" });

/** Whether a figure reaches its target; `undefined` where it has none. */
export function reached({ value, floor, target }: Figure): boolean | undefined {
  if (!target) return undefined;
  const limit = limitOf(target, floor?.value);
  return target.rule === "at most" ? value <= limit : value >= limit;
}

function limitOf({ value, of }: Target, floor: number | undefined): number {
  if (of === undefined) return value;
  if (floor === undefined) throw new Error("a target in floors needs a floor");
  return value * floor;
}

/** Everything measured in one run: a table for people, a file for programs. */
export class Figures {
  private readonly figures: Figure[] = [];
  private readonly missing: Missing[] = [];
  private readonly seconds = new Map<string, number>();

  /** Takes one measurement; one that breaks says so in the table and stops no other. */
  async measure(what: string, take: () => Promise<Figure[]>): Promise<void> {
    const began = performance.now();
    try {
      const figures = await take();
      this.figures.push(...figures);
      for (const figure of figures) console.log(`  ${line(cells(figure))}`);
    } catch (error) {
      const problem = error instanceof Error ? error.message : String(error);
      this.missing.push({ what, problem });
      console.log(`  ${what}: not measured. ${problem}`);
    }
    this.seconds.set(what, Math.round((performance.now() - began) / 100) / 10);
  }

  /** Prints the table and writes it down; resolves to the measurements that broke, a sentence each. */
  finish(machine: Machine): string[] {
    const rows = this.figures.map(cells);
    const heads = ["what", "measured", "raw floor", "target", "reached"];
    const widths = heads.map((head, at) => Math.max(head.length, ...rows.map((row) => row[at]?.length ?? 0)));
    const laid = (row: string[]) => row.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join("  ").trimEnd();
    const text = [laid(heads), widths.map((width) => "-".repeat(width)).join("  "), ...rows.map(laid)];
    const notes = this.figures.filter(({ note }) => note).map(({ what, note }) => `  ${what}: ${note}`);
    const took = [...this.seconds].map(([what, seconds]) => `${what} ${seconds} s`).join(", ");
    const broken = this.missing.map(({ what, problem }) => `${what}: not measured. ${problem}`);
    console.log(["", machine.sentence, "", ...text, "", ...notes, "", `Took: ${took}.`, ...broken, ""].join("\n"));
    const figures = this.figures.map((figure) => ({ ...figure, reached: reached(figure) ?? null }));
    const written = { machine, figures, missing: this.missing, seconds: Object.fromEntries(this.seconds) };
    writeFileSync(RESULTS, `${JSON.stringify(written, null, 2)}\n`);
    return broken;
  }
}

function cells(figure: Figure): [string, string, string, string, string] {
  const { what, value, unit, floor, target } = figure;
  const beside = floor ? `${said(floor.value)} ${unit} (${floor.what})` : "";
  const wanted = target ? `${target.rule === "at most" ? "≤" : "≥"} ${said(target.value)} ${target.of ? "× floor" : unit}` : "";
  const times = floor && target?.of ? ` = ${said(value / floor.value)} ×` : "";
  const verdict = reached(figure);
  return [what, `${said(value)} ${unit}${times}`, beside, wanted, verdict === undefined ? "" : verdict ? "yes" : "NO"];
}

function line([what, measured, floor, target, verdict]: [string, string, string, string, string]): string {
  return [`${what}: ${measured}`, floor && `beside ${floor}`, target && `target ${target}: ${verdict}`].filter(Boolean).join(", ");
}

function said(value: number): string {
  const digits = value >= 100 || Number.isInteger(value) ? 0 : value >= 10 ? 1 : 2;
  return value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

/** The value below which so many hundredths of the samples lie. */
export function percentile(samples: readonly number[], hundredths: number): number {
  const sorted = [...samples].sort((a, b) => a - b);
  const found = sorted[Math.min(sorted.length - 1, Math.ceil((sorted.length * hundredths) / 100) - 1)];
  if (found === undefined) throw new Error("There is no sample to take a percentile of: the measurement saw nothing.");
  return found;
}

export const median = (samples: readonly number[]): number => percentile(samples, 50);
