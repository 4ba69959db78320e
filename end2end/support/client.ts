import { randomUUID } from "node:crypto";

import { request, type APIRequestContext } from "@playwright/test";

import type { Hadir } from "./hadir.ts";
import { PASSWORD } from "./pages/sign_in.ts";

/** Another program that speaks the protocol in JSON: a head's hand at the other end of the country. */
export class Client {
  private counter = 0;

  private constructor(
    private readonly api: APIRequestContext,
    private readonly device: string,
  ) {}

  static async signIn(hadir: Hadir, login: string): Promise<Client> {
    const origin = hadir.url.replace("127.0.0.1", "localhost");
    const api = await request.newContext({ baseURL: origin, extraHTTPHeaders: { origin } });
    const data = { login, password: PASSWORD, device_name: "client" };
    const answer = await api.post("/api/v1/session", { data });
    const { device } = (await answer.json()) as { device: string };
    const cookie = answer.headers()["set-cookie"]?.split(";")[0] ?? "";
    await api.dispose();
    // The cookie is for secure origins, as a browser sees localhost; this client is told to send it all the same.
    return new Client(await request.newContext({ baseURL: origin, extraHTTPHeaders: { origin, cookie } }), device);
  }

  /** Sets fields of a record, by their names, now or at an instant before; resolves to the server's verdict. */
  async set(kind: string, record: string, set: Record<string, unknown>, base: number, at = Date.now()): Promise<string> {
    const now = Date.now();
    const change = { id: randomUUID(), kind, record, base, set, at, counter: ++this.counter };
    const data = { protocol: 1, device: this.device, now, changes: [change] };
    const answer = await this.api.post("/api/v1/sync", { data });
    const { verdicts } = (await answer.json()) as { verdicts: { verdict: string }[] };
    return verdicts[0]?.verdict ?? "nothing";
  }

  dispose(): Promise<void> {
    return this.api.dispose();
  }
}
