import { defineConfig } from "@playwright/test";

import { phone } from "./support/phone.ts";
import type { Options } from "./support/test.ts";

/** Each test starts its own server on a free port, with its own database: they may run side by side. */
export default defineConfig<Options>({
  testDir: "tests",
  outputDir: "test-results",
  fullyParallel: true,
  forbidOnly: Boolean(process.env.CI),
  workers: process.env.CI ? 2 : undefined,
  // A machine that is busy with something else gets one more chance; what fails twice is broken. Specs that prove that
  // nothing is lost or leaked take no second one (`test.describe.configure`): what is lost once in two is lost.
  retries: process.env.CI ? 1 : 0,
  timeout: 180_000,
  expect: { timeout: 10_000 },
  reporter: [["list"], ["html", { open: "never", outputFolder: "playwright-report" }]],
  use: { actionTimeout: 15_000, trace: "retain-on-failure", screenshot: "only-on-failure" },
  projects: [
    { name: "phone", use: phone },
    // What the server is told in a roll call is kept the same way by the other database.
    { name: "postgres", use: { ...phone, onPostgres: true }, testMatch: "roll.spec.ts" },
  ],
});
