import { mkdtemp, readFile, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { chromium, type BrowserContext, type BrowserContextOptions, type LaunchOptions } from "@playwright/test";

const launchOptions: LaunchOptions = {
  executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
};

/** Hours that a place is ahead of UTC now. */
function ahead(timeZone: string): number {
  const now = new Date();
  const there = new Date(now.toLocaleString("en-US", { timeZone }));
  return Math.round((there.getTime() - new Date(now.toLocaleString("en-US", { timeZone: "UTC" })).getTime()) / 3_600_000);
}

/**
 * Hours ahead of UTC of a zone in which it is the day that it is in Morocco, and before noon: the demo's "today" is a day
 * there, and none of what meets on it is over, so nothing of it waits to be marked whenever the tests run.
 */
function beforeNoon(morocco = ahead("Africa/Casablanca")): number {
  const hour = (new Date().getUTCHours() + morocco) % 24;
  return hour < 11 ? morocco : Math.max(morocco - (hour - 8), -12);
}

/** Hours that the phone's wall clock is ahead of UTC. */
export const AHEAD_H = beforeNoon();

/** The phone the product is designed for. */
const device = {
  viewport: { width: 360, height: 740 },
  screen: { width: 360, height: 740 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  locale: "ar-MA",
  // These names count the other way round.
  timezoneId: AHEAD_H === 0 ? "UTC" : `Etc/GMT${AHEAD_H > 0 ? "-" : "+"}${Math.abs(AHEAD_H)}`,
} satisfies BrowserContextOptions;

/** What a Playwright project needs to be that phone. */
export const phone = { ...device, launchOptions };

/**
 * A phone whose browser keeps its profile on disk, so that it can be closed, killed and opened again.
 * Remember to `throwAway` it.
 */
export class Phone {
  private constructor(
    readonly profile: string,
    private readonly options: BrowserContextOptions,
    private context: BrowserContext | undefined,
  ) {}

  static async create(options: BrowserContextOptions = {}): Promise<Phone> {
    return new Phone(await mkdtemp(join(tmpdir(), "hadir-phone-")), options, undefined);
  }

  /** Opens the browser on what was left in the profile. */
  async open(): Promise<BrowserContext> {
    this.context = await chromium.launchPersistentContext(this.profile, {
      ...launchOptions,
      ...device,
      ...this.options,
    });
    return this.context;
  }

  /** Closes the browser as a person would. */
  async close(): Promise<void> {
    await this.context?.close();
    this.context = undefined;
  }

  /** The battery falls out: SIGKILL to every process of the browser. Resolves when it is gone. */
  async kill(): Promise<void> {
    const { strike, gone } = await this.aim();
    strike();
    await gone;
  }

  /** Makes ready to kill it without any delay: `strike` does it, `gone` resolves when it is gone. */
  async aim(): Promise<{ strike: () => void; gone: Promise<void> }> {
    const context = this.context;
    if (!context) throw new Error("the phone is not open");
    const pids = await this.processes();
    if (pids.length === 0) throw new Error("the phone's browser was not found");
    const gone = new Promise<void>((resolve) => context.once("close", () => resolve()));
    const strike = () => {
      this.context = undefined;
      // It leads the group that its children are in: none of them is left to finish anything.
      for (const pid of pids) process.kill(-pid, "SIGKILL");
    };
    return { strike, gone };
  }

  async throwAway(): Promise<void> {
    await this.close();
    await rm(this.profile, { recursive: true, force: true, maxRetries: 5, retryDelay: 100 });
  }

  /** Only the browser's main process names the profile without a type. */
  private async processes(): Promise<number[]> {
    const pids = (await readdir("/proc")).filter((name) => /^\d+$/.test(name)).map(Number);
    const lines = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")));
    const isBrowser = (line: string) => line.includes(`--user-data-dir=${this.profile}`) && !line.includes("--type=");
    return pids.filter((_, at) => isBrowser(lines[at] ?? ""));
  }
}
