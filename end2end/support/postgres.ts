import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const STARTER = fileURLToPath(new URL("../../.ci/postgres", import.meta.url));
/** Says where the server is, then waits until nobody holds its input any more. */
const COMMAND = 'echo "$HADIR_TEST_POSTGRES_URL"; cat >/dev/null';

/** A PostgreSQL of its own, with one empty database; it ends with this process, however that ends. */
export class Postgres {
  private constructor(
    private readonly starter: ChildProcess,
    /** The database's address. */
    readonly database: string,
  ) {}

  /** A durable one keeps what it says it keeps, as one that serves people does. */
  static async start({ durable = false } = {}): Promise<Postgres> {
    const env = { ...process.env, HADIR_TEST_POSTGRES_URL: "" };
    const how = durable ? ["--durable"] : [];
    const starter = spawn(STARTER, [...how, "sh", "-c", COMMAND], { env, stdio: ["pipe", "pipe", "inherit"] });
    for await (const url of createInterface({ input: starter.stdout })) return new Postgres(starter, `${url}/postgres`);
    throw new Error("PostgreSQL did not start: the lines above say why.");
  }

  async throwAway(): Promise<void> {
    const gone = once(this.starter, "exit");
    this.starter.stdin?.end();
    await gone;
  }
}
