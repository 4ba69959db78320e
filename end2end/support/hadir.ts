import { execFile, spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

import { Exported } from "./exported.ts";
import { Postgres } from "./postgres.ts";

const root = fileURLToPath(new URL("../..", import.meta.url));
const target = process.env.CARGO_TARGET_DIR ?? join(root, "target");
const binary = process.env.HADIR_BIN ?? join(target, "release", "hadir");
const site = process.env.LEPTOS_SITE_ROOT ?? join(root, "target", "site");
const run = promisify(execFile);

/** Starts a program which, where it may not write any more, is told so instead of being ended: see `fillDisk`. */
const REFUSED_NOT_KILLED = `trap "" XFSZ; exec "$0" "$@"`;

/** The invented people the demo is made of. */
export const PEOPLE = join(root, "server", "demo", "people.csv");

/** What `hadir demo --json` says. */
export interface DemoFacts {
  association: string;
  members: { login: string; password: string; name: string; role: string }[];
  invitation: string;
}

/** The real program, on a free port and with a database of its own, both kept across restarts. */
export class Hadir {
  private child: ChildProcess | undefined;
  private addr = "127.0.0.1:0";
  /** The built site it serves, read at the next start. */
  site = site;
  private facts: DemoFacts | undefined;

  private constructor(
    readonly folder: string,
    private readonly command: string[],
    private readonly postgres: Postgres | undefined,
  ) {}

  /** Starts a server with nothing in it, on SQLite or on a PostgreSQL of its own; resolves when it listens. */
  static start(postgres?: Postgres): Promise<Hadir> {
    return Hadir.run(["serve"], postgres);
  }

  /** Starts a server with the demo's association in it. */
  static demo(postgres?: Postgres): Promise<Hadir> {
    return Hadir.run(["demo", "--json"], postgres);
  }

  private static async run(command: string[], postgres: Postgres | undefined): Promise<Hadir> {
    const folder = await mkdtemp(join(tmpdir(), "hadir-server-"));
    const hadir = new Hadir(folder, command, postgres);
    await hadir.start();
    return hadir;
  }

  get url(): string {
    return `http://${this.addr}`;
  }

  get database(): string {
    return this.postgres?.database ?? `sqlite://${join(this.folder, "hadir.db")}`;
  }

  /** What the demo said when it started. */
  get demo(): DemoFacts {
    if (!this.facts) throw new Error("this server has no demo");
    return this.facts;
  }

  /** Starts again after `stop` or `kill`, at the same address, on the same database. */
  async start(): Promise<void> {
    const child = spawn("sh", ["-c", REFUSED_NOT_KILLED, binary, ...this.command], { env: this.environment(), stdio: ["ignore", "pipe", "pipe"] });
    const said: string[] = [];
    createInterface({ input: child.stderr }).on("line", (line) => said.push(line));
    this.child = child;
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith("{")) this.facts = JSON.parse(line) as DemoFacts;
      const listening = /listens on http:\/\/(\S+)/.exec(line);
      if (!listening?.[1]) continue;
      this.addr = listening[1];
      child.stdout.resume();
      return;
    }
    throw new Error(`hadir did not start:\n${said.join("\n")}`);
  }

  /** Runs another command on the same database, beside the server; resolves to what it printed. */
  async tell(...command: string[]): Promise<string> {
    const { stdout } = await run(binary, command, { env: this.environment(), maxBuffer: 64 * 1024 * 1024 });
    return stdout.trim();
  }

  /** Runs a command that reads what it is fed; resolves to what it printed. */
  async feed(text: Buffer, ...command: string[]): Promise<string> {
    const fed = run(binary, command, { env: this.environment() });
    fed.child.stdin?.end(text);
    return (await fed).stdout.trim();
  }

  /** The whole association as `hadir export` writes it: the demo's, unless another is named. */
  async exported(association = this.demo.association): Promise<Exported> {
    return new Exported(await this.tell("export", "--association", association));
  }

  /** Asks it to stop, as a service manager does; resolves when it is gone. */
  stop(): Promise<void> {
    return this.end("SIGTERM");
  }

  /** The power goes: nothing is finished, nothing is said. */
  kill(): Promise<void> {
    return this.end("SIGKILL");
  }

  /** From now on it cannot write one byte more to a file, as on a full disk. */
  async fillDisk(): Promise<void> {
    await this.limitFiles("0");
  }

  /** Somebody made room on the disk. */
  async freeDisk(): Promise<void> {
    await this.limitFiles("unlimited");
  }

  async throwAway(): Promise<void> {
    await this.kill();
    await this.postgres?.throwAway();
    await rm(this.folder, { recursive: true, force: true });
  }

  private async limitFiles(bytes: string): Promise<void> {
    await run("prlimit", ["--pid", String(this.child?.pid), `--fsize=${bytes}:`]);
  }

  private async end(signal: NodeJS.Signals): Promise<void> {
    const child = this.child;
    this.child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, "exit");
    child.kill(signal);
    await gone;
  }

  private environment(): NodeJS.ProcessEnv {
    return {
      ...process.env,
      HADIR_ADDR: this.addr,
      HADIR_DATABASE_URL: this.database,
      HADIR_DATA_DIR: this.folder,
      LEPTOS_SITE_ROOT: this.site,
      RUST_LOG: process.env.RUST_LOG ?? "warn",
    };
  }
}
