import { appendFile, cp, rename } from "node:fs/promises";
import { join } from "node:path";

import type { Hadir } from "./hadir.ts";

/** Gives the server another build of the site, which marks its pages `data-build="next"`, and starts it again with it. */
export async function update(hadir: Hadir, alsoBroken?: (site: string) => Promise<void>): Promise<void> {
  const next = join(hadir.folder, "site");
  await cp(hadir.site, next, { recursive: true });
  await appendFile(join(next, "boot.js"), '\ndocument.documentElement.dataset.build = "next";\n');
  for (const compressed of ["br", "gz"]) await rename(join(next, `boot.js.${compressed}`), join(next, `old.${compressed}`));
  await alsoBroken?.(next);
  hadir.site = next;
  await hadir.stop();
  await hadir.start();
}
