import { defineConfig } from "@playwright/test";

/** The browser is the one that `make test-e2e` found; the server runs already. */
const chromium = process.env["CHROMIUM"];

export default defineConfig({
  testDir: "e2e",
  testMatch: "**/*.spec.ts",
  outputDir: "test-results",
  workers: 2,
  fullyParallel: true,
  // A busy machine is slow for everybody: a journey that hangs is found as well after three minutes.
  timeout: 180_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  // Two cores drive two browsers, a server and its worker there: what passes at the second try is named as flaky.
  retries: process.env["CI"] ? 1 : 0,
  reporter: [["list"]],
  use: {
    baseURL: process.env["FORGE_E2E_URL"] ?? "http://127.0.0.1:8000",
    viewport: { width: 1440, height: 960 },
    locale: "en-US",
    timezoneId: "America/New_York",
    // Recording took 28 % of the CPU of a run: what fails leaves its picture, and its second try in CI is recorded.
    trace: "on-first-retry",
    screenshot: "only-on-failure",
    launchOptions: {
      ...(chromium ? { executablePath: chromium } : {}),
      args: [
        "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync",
      ],
    },
  },
});
