import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { createContext, runInContext } from "node:vm";

const SOURCE = readFileSync(fileURLToPath(new URL("../../public/sw.js", import.meta.url)), "utf8");
const ORIGIN = "https://hadir.test";

/** A file as the network or a cache gives it. */
export interface Answer {
  ok: boolean;
  redirected: boolean;
  status: number;
  text: string;
}

/** What a request asks for. */
export interface Asked {
  url: string;
  method: string;
  mode: string;
}

/** What the browser gives a service worker: nothing else is there to be touched. */
export interface Surroundings {
  fetch(path: string): Promise<Answer>;
  caches: {
    open(name: string): Promise<{ match(url: string): Promise<Answer | undefined>; put(url: string, answer: Answer): Promise<void> }>;
    has(name: string): Promise<boolean>;
    delete(name: string): Promise<boolean>;
    keys(): Promise<string[]>;
    match(url: string): Promise<Answer | undefined>;
  };
  claim(): Promise<void>;
  skipWaiting(): void;
}

interface Extended {
  data?: unknown;
  request?: Asked;
  waitUntil(work: Promise<unknown>): void;
  respondWith(answer: Promise<Answer>): void;
}

/** The worker's text as the server writes it: server/src/site/worker.rs. */
export function workerText(version: string, files: readonly { url: string; hashed: boolean }[]): string {
  return SOURCE.replace("__VERSION__", version).replace("__FILES__", JSON.stringify(files));
}

/** A service worker that runs: its events are answered by its own source. */
export class Worker {
  private readonly listeners = new Map<string, (event: Extended) => void>();

  constructor(readonly text: string, around: Surroundings) {
    const path = (request: string | Asked) => new URL(typeof request === "string" ? request : request.url, ORIGIN).pathname;
    const self = {
      location: { origin: ORIGIN },
      clients: { claim: () => around.claim() },
      skipWaiting: () => around.skipWaiting(),
      addEventListener: (name: string, listener: (event: Extended) => void) => this.listeners.set(name, listener),
    };
    const fetch = (request: string | Asked) => around.fetch(path(request));
    runInContext(text, createContext({ self, caches: around.caches, fetch, URL, Promise, Error }));
  }

  /** Sends an event and waits for what it waits for. */
  async event(name: string, data?: unknown): Promise<void> {
    const work: Promise<unknown>[] = [];
    this.listeners.get(name)?.({ data, waitUntil: (one) => work.push(one), respondWith: () => undefined });
    await Promise.all(work);
  }

  /** What it answers to a request; `undefined` where it leaves that to the network. */
  answer(path: string, navigate: boolean): Promise<Answer> | undefined {
    let answer: Promise<Answer> | undefined;
    const request = { url: ORIGIN + path, method: "GET", mode: navigate ? "navigate" : "no-cors" };
    this.listeners.get("fetch")?.({ request, waitUntil: () => undefined, respondWith: (given) => (answer = given) });
    return answer;
  }
}
