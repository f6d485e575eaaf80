import { defineConfig } from '@playwright/test';
import { browserLaunch } from './e2e/browser';

// `npm run bench -- console`: the same browser and the same system as the tests; what is measured is written to a file.
export default defineConfig({
  testDir: 'e2e',
  testMatch: 'speed.ts',
  globalSetup: './e2e/stack.ts',
  workers: 1,
  retries: 0,
  timeout: 600_000,
  expect: { timeout: 60_000 },
  outputDir: '../../test-results/speed',
  use: {
    baseURL: process.env.E2E_BASE_URL,
    viewport: { width: 1280, height: 800 },
    launchOptions: await browserLaunch(),
  },
});
