import { defineConfig } from "@playwright/test";

import { phone } from "./support/phone.ts";

/** Figures, not verdicts: one at a time, so that nothing else takes the machine. */
export default defineConfig({
  testDir: "bench",
  testMatch: "*.bench.ts",
  outputDir: "test-results",
  workers: 1,
  timeout: 1_200_000,
  reporter: [["list"]],
  projects: [{ name: "phone", use: phone }],
});
