import { defineConfig } from '@playwright/test';
import { browserLaunch } from './e2e/browser';

// One worker: the machine has two cores and the whole system runs beside the browser.
export default defineConfig({
  testDir: 'e2e',
  testMatch: '*.spec.ts',
  globalSetup: './e2e/stack.ts',
  workers: 1,
  retries: 0,
  timeout: 45_000,
  expect: { timeout: 15_000 },
  forbidOnly: true,
  outputDir: '../../test-results/browser',
  use: {
    baseURL: process.env.E2E_BASE_URL,
    viewport: { width: 1280, height: 800 },
    launchOptions: await browserLaunch(),
    trace: 'retain-on-failure',
  },
});
