import type { BrowserContext, Page } from "@playwright/test";

import { App } from "../support/pages/app.ts";
import { PIN } from "../support/pages/pin.ts";
import { Phone } from "../support/phone.ts";
import { inUse, keptOnPhone } from "../support/test.ts";
import { Meter } from "./meter.ts";
import { watch } from "./probe.ts";
import { SHEET, type Association, type Town } from "./town.ts";

/** Where phones send and fetch. */
export const SYNC = "/api/v1/sync";
/** How long the line must be still before a measurement believes that all has been said. */
const STILL_MS = 600;

/** A head's phone: a browser with its profile on disk, a probe in its pages, and a meter on its line. */
export class Handset {
  session = "";
  activity = "";

  private constructor(
    readonly town: Town,
    readonly place: Association,
    readonly meter: Meter,
    private readonly phone: Phone,
    private context: BrowserContext,
    public app: App,
  ) {}

  /** A phone at the door of the app, which somebody has used before: the app is kept on it. */
  static async of(town: Town, place: Association): Promise<Handset> {
    const meter = await Meter.to(town.hadir.url);
    const phone = await Phone.create({ baseURL: meter.url });
    const context = await phone.open();
    await watch(context);
    await context.addInitScript(sayPin, PIN);
    const handset = new Handset(town, place, meter, phone, context, new App(await context.newPage()));
    await handset.app.pin.byHand(["say"]);
    await inUse(handset.page);
    await handset.app.signIn.open();
    await handset.app.field("login").waitFor();
    return handset;
  }

  get page(): Page {
    return this.app.page;
  }

  /** Signs in; resolves when all of the association is on the phone, and the app itself too. */
  async signIn(): Promise<void> {
    await keptOnPhone(this.page);
    await this.meter.quiet(STILL_MS);
    this.meter.reset();
    await this.synced(() => this.app.signIn.submit(this.place.head, this.place.password));
    await this.app.today.ready();
  }

  /** Plans a session today with the sheet's people, and opens its roll. */
  async planSession(): Promise<void> {
    await this.synced(async () => (this.activity = await this.app.activities.create("دعم")));
    await this.app.allSent();
    await this.town.register(this.place, this.activity);
    await this.synced(() => this.app.syncNow());
    await this.synced(async () => (this.session = await this.app.activities.createSession(this.activity)));
    await this.app.allSent();
    await this.page.locator(`.windowed__row[aria-setsize="${SHEET}"]`).first().waitFor();
  }

  /** Does something that makes the phone sync; resolves when it has, and nothing passes any more. */
  synced(act: () => Promise<unknown>): Promise<void> {
    return this.meter.after(SYNC, act, STILL_MS);
  }

  /** Resolves when older lines of the log have come too: they are asked for five seconds after all else, part by part. */
  readBack(): Promise<void> {
    return this.meter.quiet(7_000);
  }

  /** Resolves when nothing passes any more; at once where nothing did for a while. */
  still(): Promise<void> {
    return this.meter.quiet(STILL_MS);
  }

  async close(): Promise<void> {
    await this.phone.close();
  }

  /** Starts the browser again on what was left; resolves to an empty page. */
  async reopen(): Promise<Page> {
    this.context = await this.phone.open();
    await watch(this.context);
    await this.context.addInitScript(sayPin, PIN);
    this.app = new App(await this.context.newPage());
    await this.app.pin.byHand(["say"]);
    return this.page;
  }

  async throwAway(): Promise<void> {
    await this.phone.throwAway();
    await this.meter.throwAway();
  }
}

/** Runs in the page before the app: says the PIN as soon as it is asked for, and nothing else does. */
function sayPin(pin: string): void {
  const said = new WeakSet<Element>();
  const look = () => {
    const field = document.querySelector<HTMLInputElement>('[data-pin="say"] #field-pin');
    if (!field || said.has(field)) return;
    said.add(field);
    field.value = pin;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };
  new MutationObserver(look).observe(document, { childList: true, subtree: true });
}
