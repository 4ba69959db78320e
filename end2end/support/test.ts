import { test as base, expect, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from "@playwright/test";

import { Hadir } from "./hadir.ts";
import { App } from "./pages/app.ts";
import { Phone, phone } from "./phone.ts";
import { Postgres } from "./postgres.ts";
import type { Lang } from "./words.ts";

/** What a project sets. */
export interface Options {
  /** Whether the servers keep what they are told in PostgreSQL, each in one of its own. */
  onPostgres: boolean;
}

interface Fixtures extends Options {
  /** A server of this test's own. */
  hadir: Hadir;
  /** A phone that can be closed, killed and opened again. */
  handset: Phone;
  /** More phones, each with a browser profile of its own, at the test's server unless told otherwise. */
  phones: Phones;
}

/** A test with an empty server behind `page`, which fails when anything is asked of another origin. */
export const test = base.extend<Fixtures>({
  onPostgres: [false, { option: true }],
  hadir: async ({ onPostgres }, use) => {
    const hadir = await Hadir.start(onPostgres ? await Postgres.start() : undefined);
    await use(hadir);
    await hadir.throwAway();
  },
  baseURL: async ({ hadir }, use) => use(hadir.url),
  handset: async ({ hadir }, use) => {
    const handset = await Phone.create({ baseURL: hadir.url });
    await use(handset);
    await handset.throwAway();
  },
  context: async ({ context, hadir }, use) => {
    const [strangers, crashes] = [strangersTo(context, hadir.url), crashesOf(context)];
    await use(context);
    expect(strangers, "nothing is asked of another origin").toEqual([]);
    expect(crashes, "nothing crashes").toEqual([]);
  },
  phones: async ({ browser, hadir }, use) => {
    const phones = new Phones(browser, hadir);
    await use(phones);
    expect(phones.strangers.flat(), "nothing is asked of another origin").toEqual([]);
    expect(phones.crashes.flat(), "nothing crashes").toEqual([]);
    await phones.throwAway();
  },
});

/** The same, on the demo's association: sign-ins are in `hadir.demo`. */
export const demoTest = test.extend({
  hadir: async ({ onPostgres }, use) => {
    const hadir = await Hadir.demo(onPostgres ? await Postgres.start() : undefined);
    await use(hadir);
    await hadir.throwAway();
  },
});

/** Phones of a test, all thrown away at its end. */
export class Phones {
  readonly strangers: string[][] = [];
  readonly crashes: string[][] = [];
  private readonly contexts: BrowserContext[] = [];

  constructor(
    private readonly browser: Browser,
    private readonly hadir: Hadir,
  ) {}

  /** Errors of this text so far are expected, and no crash. */
  forgive(text: string): void {
    for (const crashes of this.crashes) {
      crashes.splice(0, crashes.length, ...crashes.filter((crash) => !crash.includes(text)));
    }
  }

  /** A phone nobody has signed in on. */
  async fresh(lang: Lang = "ar", options: BrowserContextOptions = {}): Promise<App> {
    const { launchOptions: _, ...device } = phone;
    const baseURL = options.baseURL ?? this.hadir.url;
    const context = await this.browser.newContext({ ...device, locale: `${lang}-MA`, ...options, baseURL });
    this.contexts.push(context);
    this.strangers.push(strangersTo(context, baseURL));
    this.crashes.push(crashesOf(context));
    return new App(await context.newPage(), lang);
  }

  /** The phone of one of the demo's members, signed in and with everything it may see. */
  async of(login: string, lang: Lang = "ar", options: BrowserContextOptions = {}): Promise<App> {
    const app = await this.fresh(lang, options);
    await app.signIn.as(login);
    return app;
  }

  async throwAway(): Promise<void> {
    await Promise.all(this.contexts.map((context) => context.close()));
  }
}

/**
 * Every address this context asks of another origin than `home`, service workers included, as they are asked; and
 * what the page's own policy stopped before it was asked.
 */
export function strangersTo(context: BrowserContext, home: string): string[] {
  const strangers: string[] = [];
  context.on("console", (message) => /content security policy/i.test(message.text()) && strangers.push(message.text()));
  context.on("request", (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith("http") && origin !== new URL(home).origin) strangers.push(request.url());
  });
  return strangers;
}

/** Every error nobody caught and every panic of the app, as they happen. */
function crashesOf(context: BrowserContext): string[] {
  const crashes: string[] = [];
  context.on("weberror", (error) => crashes.push(String(error.error())));
  context.on("console", (message) => message.text().includes("panicked at") && crashes.push(message.text()));
  return crashes;
}

/** Makes a page's phone one that somebody has come in on before, and left: it keeps the app. */
export async function inUse(page: Page): Promise<void> {
  await page.addInitScript(() => localStorage.setItem("hadir.used", "1"));
}

/** Resolves when the service worker keeps the whole app: from then on it opens without a network. */
export async function keptOnPhone(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (navigator.serviceWorker.controller) return;
    await new Promise((resolve) => navigator.serviceWorker.addEventListener("controllerchange", resolve, { once: true }));
  });
}

export { expect };
