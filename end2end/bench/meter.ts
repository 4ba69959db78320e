import { Agent, createServer, request, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { once } from "node:events";

/** One request and its answer as they went over the line. */
export interface Exchange {
  method: string;
  path: string;
  status: number;
  /** The answer's content-encoding. */
  encoding: string;
  /** Bytes of the request's body, and of the answer's, as transferred. */
  sent: number;
  received: number;
  /** Bytes of both heads. */
  heads: number;
  request: Buffer;
  answer: Buffer;
}

/** How long a measurement waits: ten thousand lines of the log come for a minute, part by part. */
const PATIENCE_MS = 180_000;

/** Where the meter itself answers: an empty page, and what it was told to hold. */
const OWN = "/bench/";
export const BLANK = `${OWN}blank`;

/**
 * A line to the server that counts what passes and alters nothing. It is the phone's only origin, and answers under
 * `/bench/` itself, so that a raw floor can be measured in the same browser, on the same line.
 */
export class Meter {
  readonly exchanges: Exchange[] = [];
  private readonly agent = new Agent({ keepAlive: true });
  private readonly held = new Map<string, { body: Buffer; encoding: string }>();
  private underway = 0;
  private changed = performance.now();

  private constructor(
    private readonly listener: Server,
    private readonly home: URL,
  ) {}

  static async to(url: string): Promise<Meter> {
    const listener = createServer();
    const meter = new Meter(listener, new URL(url));
    listener.on("request", (asked, answer) => void meter.pass(asked, answer));
    listener.listen(0, "127.0.0.1");
    await once(listener, "listening");
    return meter;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.listener.address() as AddressInfo).port}`;
  }

  /** Holds bytes in memory and resolves to the path that answers with them. */
  hold(name: string, body: Buffer, encoding: string): string {
    this.held.set(OWN + name, { body, encoding });
    return OWN + name;
  }

  /** Forgets what passed so far. */
  reset(): void {
    this.exchanges.length = 0;
  }

  /** What passed that asked for this path. */
  seen(path: string): Exchange[] {
    return this.exchanges.filter((exchange) => exchange.path === path);
  }

  /** Resolves when nothing has passed for so long, or fails with a sentence after three minutes. */
  quiet(ms: number): Promise<void> {
    const still = () => this.underway === 0 && performance.now() - this.changed >= ms;
    return until(still, "The line was not quiet in three minutes: something asks without end.");
  }

  /** Does something that asks the server for a path; resolves once that has passed and the line is quiet again. */
  async after(path: string, act: () => Promise<unknown>, ms: number): Promise<void> {
    const known = this.seen(path).length;
    await act();
    await until(() => this.seen(path).length > known, `Nothing asked for ${path} within three minutes.`);
    await this.quiet(ms);
  }

  async throwAway(): Promise<void> {
    this.listener.closeAllConnections();
    this.listener.close();
    this.agent.destroy();
    await once(this.listener, "close");
  }

  private async pass(asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const path = new URL(asked.url ?? "/", this.home).pathname;
    if (path.startsWith(OWN)) return this.answer(path, answer);
    this.underway += 1;
    try {
      await this.forward(path, asked, answer);
    } catch {
      // The server is not there, or the browser let go: on a real line both are a closed connection.
      asked.socket.destroy();
    }
    this.underway -= 1;
    this.changed = performance.now();
  }

  private async forward(path: string, asked: IncomingMessage, answer: ServerResponse): Promise<void> {
    const body = await whole(asked);
    const { hostname, port } = this.home;
    const onward = request({ hostname, port, agent: this.agent, method: asked.method, path: asked.url, headers: asked.headers });
    onward.end(body);
    const [answered] = (await once(onward, "response")) as [IncomingMessage];
    const back = await whole(answered);
    answer.writeHead(answered.statusCode ?? 502, answered.rawHeaders.filter((_, at, all) => !hop(all, at)));
    answer.end(back);
    this.exchanges.push({
      method: asked.method ?? "",
      path,
      status: answered.statusCode ?? 0,
      encoding: String(answered.headers["content-encoding"] ?? ""),
      sent: body.length,
      received: back.length,
      heads: length(asked.rawHeaders) + length(answered.rawHeaders),
      request: path.startsWith("/api/") ? body : Buffer.alloc(0),
      answer: back,
    });
  }

  private answer(path: string, answer: ServerResponse): void {
    const held = this.held.get(path);
    const packed = held?.encoding ? { "content-encoding": held.encoding } : {};
    if (held) answer.writeHead(200, { "content-type": "application/cbor", ...packed });
    else answer.writeHead(path === BLANK ? 200 : 404, { "content-type": "text/html" });
    answer.end(held?.body ?? "<!DOCTYPE html><title>blank</title>");
  }
}

/** Whether the raw header at this place, or the value before it, belongs to one connection only. */
function hop(headers: readonly string[], at: number): boolean {
  const name = headers[at % 2 === 0 ? at : at - 1]?.toLowerCase() ?? "";
  return name === "transfer-encoding" || name === "connection" || name === "keep-alive";
}

/** Bytes of headers as HTTP/1.1 writes them. */
function length(headers: readonly string[]): number {
  return headers.reduce((sum, part) => sum + Buffer.byteLength(part) + 2, 0);
}

async function until(met: () => boolean, problem: string): Promise<void> {
  const end = performance.now() + PATIENCE_MS;
  while (!met()) {
    if (performance.now() > end) throw new Error(problem);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

async function whole(stream: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const part of stream) parts.push(part as Buffer);
  return Buffer.concat(parts);
}
