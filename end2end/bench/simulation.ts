import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import type { Figure } from "./figures.ts";

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const TEST = ["test", "--release", "--package", "server", "--test", "sim", "every_claim", "--", "--nocapture"];
const RUNS = "300";

/** How much of phones' lives is simulated in a second, every claim checked all along. */
export async function simulated(): Promise<Figure[]> {
  const { stdout } = await run("cargo", TEST, { cwd: ROOT, env: { ...process.env, HADIR_SIM_RUNS: RUNS } });
  const said = /simulation: (.*): ([0-9]+) device-days\/s/.exec(stdout);
  if (!said?.[1] || !said[2]) throw new Error(`The simulation did not say how fast it was: ${stdout}`);
  return [{ what: "simulation of phones, network and server", value: Number(said[2]), unit: "device-days/s", note: said[1] }];
}
