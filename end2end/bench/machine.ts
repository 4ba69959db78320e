import { cpus, loadavg } from "node:os";

/** What the figures were measured on: without it they say little. */
export interface Machine {
  cpu: string;
  cores: number;
  browser: string;
  node: string;
  /** Millions of steps a second of one fixed loop on one core, at the start and at the end. */
  speed: [number, number];
  /** How busy the machine was over the minute before, at the start and at the end. */
  load: [number, number];
  at: string;
  sentence: string;
}

/** How fast and how busy the machine is at one moment. */
export interface Pulse {
  speed: number;
  load: number;
}

export function pulse(): Pulse {
  return { speed: Math.max(loop(), loop(), loop()), load: Math.round((loadavg()[0] ?? 0) * 10) / 10 };
}

export function describe(browser: string, before: Pulse, after: Pulse): Machine {
  const all = cpus();
  const cpu = all[0]?.model.trim() ?? "an unknown processor";
  const speed: Machine["speed"] = [before.speed, after.speed];
  const load: Machine["load"] = [before.load, after.load];
  const sentence =
    `${cpu}, ${all.length} cores; one core does ${speed.join(" to ")} million steps of a fixed loop a second; ` +
    `load ${load.join(" to ")}; Chromium ${browser}, Node ${process.version}.`;
  return { cpu, cores: all.length, browser, node: process.version, speed, load, at: new Date().toISOString(), sentence };
}

/** A fixed loop that nothing can skip: xorshift, each step needing the one before. */
function loop(): number {
  const steps = 50_000_000;
  let state = 2_463_534_242;
  const began = performance.now();
  for (let step = 0; step < steps; step++) {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
  }
  const seconds = (performance.now() - began) / 1000;
  if (state === 0) throw new Error("The fixed loop ended in nothing: this processor cannot be trusted with figures.");
  return Math.round(steps / seconds / 1e6);
}
