import { defineConfig } from '@playwright/test';
import { browserLaunch } from './e2e/browser';

// The pictures of the README: the same browser and the same system as the tests, and no assertion but that each screen is there.
export default defineConfig({
  testDir: 'e2e',
  testMatch: 'screenshots.ts',
  globalSetup: './e2e/stack.ts',
  workers: 1,
  retries: 0,
  timeout: 120_000,
  expect: { timeout: 30_000 },
  outputDir: '../../test-results/screenshots',
  use: { baseURL: process.env.E2E_BASE_URL, launchOptions: await browserLaunch() },
});
