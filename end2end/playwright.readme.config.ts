import { defineConfig } from "@playwright/test";

import { phone } from "./support/phone.ts";

/** The pictures of the README and of the app's installation: `npm run readme-screens`, then commit what altered. */
export default defineConfig({
  testDir: "readme",
  testMatch: "*.shot.ts",
  outputDir: "test-results",
  workers: 1,
  reporter: [["list"]],
  projects: [{ name: "phone", use: phone }],
});
