import { readdir, rm, stat, truncate, writeFile } from "node:fs/promises";
import { join } from "node:path";

import type { Page } from "@playwright/test";

/** What may become of the files of IndexedDB while the browser is off: all databases of an origin lie in them. */
export type Damage =
  /** They are gone. */
  | "gone"
  /** They hold something else. */
  | "overwritten"
  /** The end of what was last written never reached the disk. */
  | "cut short";

/** Damages IndexedDB in the profile of a browser that is off. */
export async function damage(profile: string, how: Damage): Promise<void> {
  for (const file of await files(profile)) {
    if (how === "gone") await rm(file);
    const { size } = how === "gone" ? { size: 0 } : await stat(file);
    if (how === "overwritten") await writeFile(file, Buffer.alloc(size, "damaged"));
    if (how === "cut short" && file.endsWith(".log")) await truncate(file, Math.floor(size * 0.9));
  }
}

/** How large the second copy of the outbox is. */
export function copied(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const root = await navigator.storage.getDirectory();
    const file = await root.getFileHandle("hadir.outbox").catch(() => undefined);
    return (await file?.getFile())?.size ?? 0;
  });
}

async function files(profile: string): Promise<string[]> {
  const folder = join(profile, "Default", "IndexedDB");
  const found = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = found.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  if (files.length === 0) throw new Error("the browser kept no database");
  return files;
}
