import { expect, request, type Locator, type Page } from "@playwright/test";

import { Words, type Lang } from "../words.ts";
import { Activities } from "./activities.ts";
import { AssociationFile } from "./association_file.ts";
import { Cards } from "./cards.ts";
import { Factor } from "./factor.ts";
import { Figures } from "./figures.ts";
import { Handing } from "./handing.ts";
import { Hours } from "./hours.ts";
import { Import } from "./import.ts";
import { Inbox } from "./inbox.ts";
import { Join } from "./join.ts";
import { Log } from "./log.ts";
import { Papers } from "./papers.ts";
import { People } from "./people.ts";
import { PersonForm } from "./person_form.ts";
import { Pin } from "./pin.ts";
import { Printed } from "./printed.ts";
import { Projects } from "./projects.ts";
import { Questions } from "./questions.ts";
import { Roll } from "./roll.ts";
import { Scan } from "./scan.ts";
import { Settings } from "./settings.ts";
import { SignIn } from "./sign_in.ts";
import { Sync } from "./sync.ts";
import { Team } from "./team.ts";
import { Today } from "./today.ts";
import { Undertaking } from "./undertaking.ts";

/** The staff app in one browser: its screens, its chip, what it just said. */
export class App {
  words: Words;
  readonly signIn = new SignIn(this);
  readonly join = new Join(this);
  readonly pin = new Pin(this);
  readonly undertaking = new Undertaking(this);
  readonly today = new Today(this);
  readonly roll = new Roll(this);
  readonly handing = new Handing(this);
  readonly cards = new Cards(this);
  readonly scan = new Scan(this);
  readonly personForm = new PersonForm(this);
  readonly papers = new Papers(this);
  readonly printed = new Printed(this);
  readonly people = new People(this);
  readonly activities = new Activities(this);
  readonly projects = new Projects(this);
  readonly questions = new Questions(this);
  readonly sync = new Sync(this);
  readonly team = new Team(this);
  readonly hours = new Hours(this);
  readonly log = new Log(this);
  readonly factor = new Factor(this);
  readonly figures = new Figures(this);
  readonly file = new AssociationFile(this);
  readonly inbox = new Inbox(this);
  readonly settings = new Settings(this);
  readonly import = new Import(this);

  constructor(
    readonly page: Page,
    lang: Lang = "ar",
  ) {
    this.words = new Words(lang);
    void this.pin.byItself();
    void this.undertaking.byItself();
  }

  get lang(): Lang {
    return this.words.lang;
  }

  /** The title of the screen in sight. */
  get title(): Locator {
    return this.page.getByRole("heading", { level: 1 });
  }

  /** How sending stands, in words, at the top of every screen. */
  get chip(): Locator {
    return this.page.getByRole("banner").getByRole("status");
  }

  /** What was just done, said for a moment. */
  said(words: string | RegExp): Locator {
    return this.page.getByRole("status").filter({ hasText: words });
  }

  button(key: string): Locator {
    return this.page.getByRole("button", { name: this.words.text(key), exact: true });
  }

  link(key: string): Locator {
    return this.page.getByRole("link", { name: this.words.text(key), exact: true });
  }

  field(name: string): Locator {
    return this.page.locator(`#field-${name}`);
  }

  /** The sheet that has risen over the screen. */
  get sheet(): Locator {
    return this.page.getByRole("dialog");
  }

  /** Takes back what was just done. */
  async undo(): Promise<void> {
    await this.button("common.undo").tap();
    await expect(this.said(this.words.text("common.undone"))).toBeVisible();
  }

  /** The app goes out of sight, as when another one is opened, and comes back. */
  async outOfSight(): Promise<void> {
    await this.page.evaluate(() => {
      const show = (hidden: boolean) => {
        Object.defineProperty(document, "hidden", { configurable: true, value: hidden });
        Object.defineProperty(document, "visibilityState", { configurable: true, value: hidden ? "hidden" : "visible" });
        document.dispatchEvent(new Event("visibilitychange", { bubbles: true }));
      };
      show(true);
      show(false);
    });
  }

  /** Everything recorded here has reached the server. */
  async allSent(): Promise<void> {
    await expect(this.chip).toHaveText(this.words.text("sync.all_sent"));
  }

  /** The last attempt to reach the server failed, and that is what the chip says. */
  async offline(): Promise<void> {
    const said = this.words.text("sync.offline").split(/[،,]/)[0] ?? "";
    await expect(this.chip).toContainText(said);
  }

  /** The network is gone, or is back: the browser's, not the server's. */
  network(up: boolean): Promise<void> {
    return this.page.context().setOffline(!up);
  }

  /** Marks the first person on today's roll of an activity as present, without a network; it stays away. */
  async markOffline(title: string): Promise<{ session: string; name: string }> {
    const session = await this.today.openRoll(title);
    const [name] = (await this.roll.names(1)) as [string];
    await this.network(false);
    await this.roll.mark(name, "present");
    await this.offline();
    return { session, name };
  }

  /** Ends this phone's session at the server, as time does: the phone is not told. */
  async endSession(): Promise<void> {
    const { origin } = new URL(this.page.url());
    const [cookie] = await this.page.context().cookies();
    const device = cookie?.name.replace("__Host-hadir-", "") ?? "";
    const headers = { origin, cookie: `${cookie?.name}=${cookie?.value}`, "hadir-device": device };
    const api = await request.newContext({ extraHTTPHeaders: headers });
    expect((await api.delete(`${origin}/api/v1/session`)).status()).toBe(204);
    await api.dispose();
  }

  /** The phone is taken out of a pocket: the page is looked at again. */
  async comesToFront(): Promise<void> {
    await this.page.evaluate(() => document.dispatchEvent(new Event("visibilitychange")));
  }

  /** Sends and fetches, as a person who asks for it. */
  async syncNow(): Promise<void> {
    await this.page.goto("/app/sync");
    await this.button("sync.send_now").tap();
  }
}
