import { createServer, connect, type AddressInfo, type Server, type Socket } from "node:net";
import { once } from "node:events";

/** When a line is cut, seen from the server. */
export type Moment =
  /** The first byte of the next sync has come and the server has not seen it. */
  | "as it arrives"
  /** The whole request has gone to the server: it is at work on it. */
  | "at work"
  /** The server has answered, and the phone has not heard it. */
  | "as it answers";

const sync = "POST /api/v1/sync";

/**
 * The line between a phone and the server: bytes go through as they come, until it is down or cut.
 * What the phone sends and the server answers is never altered.
 */
export class Line {
  private up = true;
  private readonly open = new Set<Socket>();
  private armed: { moment: Moment; cut: () => Promise<void>; done: () => void; failed: (error: unknown) => void } | undefined;

  private constructor(
    private readonly listener: Server,
    private readonly home: URL,
  ) {}

  /** A line to the server at this address. */
  static async to(url: string): Promise<Line> {
    const listener = createServer();
    const line = new Line(listener, new URL(url));
    listener.on("connection", (phone) => line.carry(phone));
    listener.listen(0, "127.0.0.1");
    await once(listener, "listening");
    return line;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.listener.address() as AddressInfo).port}`;
  }

  /** Nothing passes, and what is open is closed. */
  down(): void {
    this.up = false;
    for (const socket of this.open) socket.destroy();
  }

  restore(): void {
    this.up = true;
  }

  /** At that moment of the next sync, takes the line down and does `cut`; resolves when that is done. */
  cutAt(moment: Moment, cut: () => Promise<void>): Promise<void> {
    return new Promise((done, failed) => (this.armed = { moment, cut, done, failed }));
  }

  async throwAway(): Promise<void> {
    this.down();
    this.listener.close();
    await once(this.listener, "close");
  }

  private carry(phone: Socket): void {
    this.keep(phone);
    if (!this.up) return void phone.destroy();
    const server = connect(Number(this.home.port), this.home.hostname);
    this.keep(server);
    phone.on("close", () => server.destroy());
    server.on("close", () => phone.destroy());
    let request: Request | undefined;
    phone.on("data", (bytes) => {
      if (!this.up) return;
      if (bytes.includes(sync)) request = new Request();
      request?.take(bytes);
      if (request && this.strikes("as it arrives")) return;
      server.write(bytes, () => request?.whole && this.strikes("at work"));
    });
    server.on("data", (bytes) => {
      if (!this.up || (request?.whole && this.strikes("as it answers"))) return;
      request = undefined;
      phone.write(bytes);
    });
  }

  private strikes(moment: Moment): boolean {
    const armed = this.armed;
    if (armed?.moment !== moment) return false;
    this.armed = undefined;
    this.up = false;
    // The server is struck first: a connection that closes could let it finish in peace.
    armed.cut().then(armed.done, armed.failed).finally(() => this.down());
    return true;
  }

  private keep(socket: Socket): void {
    this.open.add(socket);
    socket.on("error", () => socket.destroy());
    socket.on("close", () => this.open.delete(socket));
  }
}

/** How much of one request has passed. */
class Request {
  private bytes = Buffer.alloc(0);

  take(more: Buffer): void {
    this.bytes = Buffer.concat([this.bytes, more]);
  }

  get whole(): boolean {
    const head = this.bytes.indexOf("\r\n\r\n");
    const length = /content-length: *(\d+)/i.exec(this.bytes.subarray(0, head).toString("latin1"))?.[1];
    return head > 0 && length !== undefined && this.bytes.length >= head + 4 + Number(length);
  }
}
