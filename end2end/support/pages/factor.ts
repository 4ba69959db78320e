import { createHmac } from "node:crypto";

import { expect, type Locator } from "@playwright/test";

import type { App } from "./app.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** The code that an authenticator app shows for a key, or shows in some half minutes. */
export function codeOf(key: string, after = 0): string {
  const bits = [...key].map((letter) => LETTERS.indexOf(letter).toString(2).padStart(5, "0")).join("");
  const bytes = bits.match(/.{8}/g) ?? [];
  const count = Buffer.alloc(8);
  count.writeBigUInt64BE(BigInt(Math.floor(Date.now() / 30_000) + after));
  const hash = createHmac("sha1", Buffer.from(bytes.map((byte) => parseInt(byte, 2)))).update(count).digest();
  const number = hash.readUInt32BE((hash[19] ?? 0) & 15) & 0x7fffffff;
  return String(number % 1_000_000).padStart(6, "0");
}

/** Six digits that are no code of a key about now. */
export function wrongCode(key: string): string {
  const codes = [-3, -2, -1, 0, 1, 2, 3].map((after) => codeOf(key, after));
  return ["000000", "111111", "222222", "333333", "444444", "555555", "666666", "777777"].find((code) => !codes.includes(code)) ?? "";
}

/** The second factor of one's own account. */
export class Factor {
  constructor(private readonly app: App) {}

  async open(): Promise<void> {
    await this.app.page.goto("/app/account");
    await expect(this.card.getByRole("button").first()).toBeVisible();
  }

  get card(): Locator {
    const heading = this.app.page.getByRole("heading", { name: this.app.words.text("factor.title"), exact: true });
    return this.app.page.locator("section").filter({ has: heading });
  }

  /** What is wrong, said in the card. */
  get wrong(): Locator {
    return this.card.getByRole("alert").filter({ hasText: /\S/ });
  }

  get password(): Locator {
    return this.app.field("factor-password");
  }

  get code(): Locator {
    return this.app.field("factor-code");
  }

  /** Asks for a key, with the password; resolves to it. */
  async key(password: string): Promise<string> {
    await this.password.fill(password);
    await this.app.button("common.next").tap();
    const link = this.app.link("factor.open_app");
    await expect(link).toBeVisible();
    const { searchParams } = new URL((await link.getAttribute("href")) ?? "");
    return searchParams.get("secret") ?? "";
  }

  async confirm(code: string): Promise<void> {
    await this.code.fill(code);
    await this.app.button("factor.confirm").tap();
  }

  /** The recovery codes in sight. */
  async recovery(): Promise<string[]> {
    const lines = this.card.getByRole("listitem");
    await expect(lines).toHaveCount(10);
    return lines.allTextContents();
  }

  /** Switches it on, from the account's page to the recovery codes in sight. */
  async switchOn(password: string): Promise<{ key: string; recovery: string[] }> {
    await this.open();
    await this.app.button("factor.switch_on").tap();
    const key = await this.key(password);
    await this.confirm(codeOf(key));
    return { key, recovery: await this.recovery() };
  }
}
