import { Worker, workerText, type Answer, type Surroundings } from "./worker.ts";

/** What differs from version to version under one name, then what is named after what it holds. */
const NAMED = ["/app"];
const HASHED = ["boot.js", "script.js", "app.wasm", "inside.wasm"];
const VERSIONS = 3;

/** A page and what it has loaded. */
interface Page {
  controlled: boolean;
  /** The version of the shell, once it came. */
  version: string | undefined;
  parts: Map<string, string>;
}

/** What went wrong, and after which steps. */
export interface Broken {
  seed: number;
  claim: string;
  steps: string[];
}

/** One server, one phone: versions come and go, the network too, the browser is killed. Returns what was broken. */
export async function order(seed: number, steps: number): Promise<Broken | undefined> {
  const world = new World(seed);
  for (let at = 0; at < steps && !world.broken; at++) await world.step();
  if (!world.broken) await world.quiet();
  return world.broken ? { seed, claim: world.broken, steps: world.told } : undefined;
}

class World implements Surroundings {
  broken: string | undefined;
  readonly told: string[] = [];
  private served = 1;
  private online = true;
  private life = 0;
  private readonly kept = new Map<string, Map<string, Answer>>();
  private active: Worker | undefined;
  private waiting: Worker | undefined;
  private installing: Worker | undefined;
  private skipping = false;
  private pages: Page[] = [];
  /** What the phone recorded and the server did not take yet, and what it took: a worker has no way to either. */
  private outbox: number[] = [];
  private taken: number[] = [];
  private taps = 0;
  private running: { go: () => void; life: number }[] = [];
  private readonly dice: () => number;

  constructor(seed: number) {
    this.dice = dice(seed);
  }

  /** One step in the life of the phone and the server. */
  async step(): Promise<void> {
    const steps = [this.deploy, this.flip, this.open, this.open, this.chunk, this.close, this.check, this.apply, this.kill, this.tap, this.tap, this.send];
    const step = steps[Math.floor(this.dice() * steps.length)] ?? this.open;
    this.told.push(`${step.name} (version ${this.served}, ${this.online ? "online" : "offline"}, ${this.pages.length} pages)`);
    // A step that is not waited for goes on beside the next ones, as far as these let it.
    let done = false;
    void this.heard(step.call(this)).then(() => (done = true));
    const most = this.dice() < 0.3 ? Math.floor(this.dice() * 8) : 200;
    for (let at = 0; at < most && !done; at++) await this.turn();
  }

  /** Lets everything come to an end, then opens the app without a network. */
  async quiet(): Promise<void> {
    this.online = true;
    await this.settle();
    await this.finish(this.kill());
    await this.finish(this.open());
    await this.finish(this.check());
    while (this.outbox.length > 0) await this.finish(this.send());
    if (this.taken.length !== this.taps || new Set(this.taken).size !== this.taps) {
      this.broken ??= `of ${this.taps} taps ${this.taken.length} arrived`;
    }
    if (!this.active) return;
    this.online = false;
    await this.finish(this.kill());
    await this.finish(this.open());
    const page = this.pages.at(-1);
    const whole = page && page.parts.size === NAMED.length + HASHED.length;
    if (!whole) this.broken ??= `offline the app did not open whole: ${page ? [...page.parts.keys()].join(", ") : "no page"}`;
  }

  // What a person, the network and the server do.

  private async deploy(): Promise<void> {
    this.served = 1 + Math.floor(this.dice() * VERSIONS);
  }

  private async flip(): Promise<void> {
    this.online = !this.online;
  }

  private async open(): Promise<void> {
    if (this.waiting && !this.pages.some((page) => page.controlled)) await this.activate();
    const page: Page = { controlled: this.active !== undefined, version: undefined, parts: new Map() };
    this.pages.push(page);
    try {
      await this.load(page, "/app", true);
      page.version = page.parts.get("/app");
      for (const name of HASHED) await this.load(page, hashed(name, page.version ?? ""), false);
    } catch {
      // The page says that it could not start, and is closed.
      this.pages = this.pages.filter((one) => one !== page);
      return;
    }
    await this.check();
  }

  private async chunk(): Promise<void> {
    const page = this.some(this.pages);
    if (page?.version) await this.load(page, hashed("inside.wasm", page.version), false).catch(said);
  }

  private async close(): Promise<void> {
    const page = this.some(this.pages);
    this.pages = this.pages.filter((one) => one !== page);
    if (this.waiting && !this.pages.some((one) => one.controlled)) await this.activate();
  }

  /** What registering and coming back to the page do: ask for the worker, and install it where it is another. */
  private async check(): Promise<void> {
    if (this.installing) return;
    const text = await this.fetch("/sw.js").then((answer) => answer.text, said);
    if (text === undefined) return;
    const newest = this.waiting ?? this.active;
    if (newest?.text === text || this.installing) return;
    const worker = new Worker(text, this);
    this.installing = worker;
    try {
      await worker.event("install");
    } catch {
      this.installing = undefined;
      return;
    }
    this.installing = undefined;
    this.waiting = worker;
    if (!this.active || this.skipping || !this.pages.some((page) => page.controlled)) await this.activate();
  }

  /** A person takes the new version now: the page they are on is loaded again, others are not. */
  private async apply(): Promise<void> {
    const [page, worker] = [this.some(this.pages.filter((one) => one.version)), this.waiting];
    if (!page || !worker) return;
    await worker.event("message", { type: "apply-update" });
    if (this.skipping && this.waiting === worker) await this.activate();
    this.pages = this.pages.filter((one) => one !== page);
    await this.open();
  }

  private async kill(): Promise<void> {
    this.life += 1;
    this.pages = [];
    this.installing = undefined;
    this.skipping = false;
    this.running = [];
  }

  private async tap(): Promise<void> {
    if (this.pages.some((page) => page.version)) this.outbox.push(++this.taps);
  }

  private async send(): Promise<void> {
    const sent = [...this.outbox];
    if (!this.online) return;
    // Lost answers send it again: the server takes each once.
    this.taken.push(...sent.filter((one) => !this.taken.includes(one)));
    if (this.dice() < 0.7) this.outbox = this.outbox.filter((one) => !sent.includes(one));
  }

  // What the browser does for pages and workers.

  private async activate(): Promise<void> {
    const worker = this.waiting;
    if (!worker) return;
    this.active = worker;
    this.waiting = undefined;
    this.skipping = false;
    await worker.event("activate").catch(said);
  }

  private async load(page: Page, path: string, navigate: boolean): Promise<void> {
    const given = page.controlled ? this.active?.answer(path, navigate) : undefined;
    const answer = await (given ?? this.fetch(path));
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}`);
    page.parts.set(path, answer.text);
    const versions = new Set(page.parts.values());
    if (versions.size > 1) this.broken ??= `a page mixes ${[...page.parts].map(([name, version]) => `${name} of ${version}`).join(", ")}`;
  }

  async fetch(path: string): Promise<Answer> {
    await this.pause();
    if (!this.online) throw new Error(`${path}: no network`);
    const version = `v${this.served}`;
    const files = [...NAMED, ...HASHED.map((name) => hashed(name, version))];
    if (path === "/sw.js") {
      return good(workerText(version, files.map((url) => ({ url, hashed: !NAMED.includes(url) }))));
    }
    return files.includes(path) ? good(version) : { ok: false, redirected: false, status: 404, text: "" };
  }

  readonly caches: Surroundings["caches"] = {
    open: async (name) => {
      await this.pause();
      if (!this.kept.has(name)) this.kept.set(name, new Map());
      return {
        match: async (url) => (await this.pause(), this.kept.get(name)?.get(url)),
        put: async (url, answer) => (await this.pause(), void this.kept.get(name)?.set(url, answer)),
      };
    },
    has: async (name) => (await this.pause(), this.kept.has(name)),
    delete: async (name) => (await this.pause(), this.kept.delete(name)),
    keys: async () => (await this.pause(), [...this.kept.keys()]),
    match: async (url) => {
      await this.pause();
      for (const cache of this.kept.values()) if (cache.has(url)) return cache.get(url);
      return undefined;
    },
  };

  async claim(): Promise<void> {
    await this.pause();
    for (const page of this.pages) page.controlled = true;
  }

  skipWaiting(): void {
    this.skipping = true;
  }

  // Time: whatever waits goes on one at a time, in an order of chance; what ran in a killed browser never does.

  private pause(): Promise<void> {
    const life = this.life;
    return new Promise((go) => this.running.push({ go, life }));
  }

  private async turn(): Promise<void> {
    const at = Math.floor(this.dice() * this.running.length);
    const [one] = this.running.splice(at, 1);
    if (one?.life === this.life) one.go();
    await new Promise((resolve) => setImmediate(resolve));
  }

  private async settle(): Promise<void> {
    for (let at = 0; at < 500 && this.running.length > 0; at++) await this.turn();
  }

  private async finish(work: Promise<void>): Promise<void> {
    let done = false;
    void this.heard(work).then(() => (done = true));
    for (let at = 0; at < 500 && !done; at++) await this.turn();
  }

  /** A step, what goes wrong in it told. What ran in a killed browser never ends. */
  private heard(step: Promise<void>): Promise<void> {
    return step.catch((error: unknown) => {
      this.broken ??= String(error);
    });
  }

  private some<T>(all: readonly T[]): T | undefined {
    return all[Math.floor(this.dice() * all.length)];
  }
}

const hashed = (name: string, version: string) => `/pkg/${version}-${name}`;
const good = (text: string): Answer => ({ ok: true, redirected: false, status: 200, text });

/** What the network did not give is said to the person, who tries again. */
const said = (): undefined => undefined;

/** Numbers from 0 to 1, the same for a seed on every machine. */
function dice(seed: number): () => number {
  let state = (seed * 2_654_435_761) >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
