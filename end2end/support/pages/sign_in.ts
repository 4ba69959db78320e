import type { App } from "./app.ts";

/** Everybody's password in the demo. */
export const PASSWORD = "hadir-demo";

/** Signing in. */
export class SignIn {
  constructor(private readonly app: App) {}

  open(): Promise<unknown> {
    return this.app.page.goto("/app/sign-in");
  }

  async submit(login: string, password: string): Promise<void> {
    await this.app.field("login").fill(login);
    await this.app.field("password").fill(password);
    await this.app.button("entry.sign_in").tap();
  }

  /** Says the code that was asked for, with what was typed before. */
  async say(code: string): Promise<void> {
    await this.app.field("code").fill(code);
    await this.app.button("entry.sign_in").tap();
  }

  /** Opens the app, signs in, and waits until everything the member may see has come. */
  async as(login: string, password = PASSWORD): Promise<void> {
    await this.open();
    await this.submit(login, password);
    await this.app.today.ready();
  }
}
