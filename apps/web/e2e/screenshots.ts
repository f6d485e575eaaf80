import { join, resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from './people';
import { SCREENS } from './screens';

const IMAGES = resolve(import.meta.dirname, '../../../docs/images');
const WIDTHS = [1280, 390] as const;
const THEMES = ['dark', 'light'] as const;
const SHOWN = ['live', 'decision', 'order'];

async function takeAll(page: Page, name: string): Promise<void> {
  for (const theme of THEMES) {
    await page.evaluate((wanted) => {
      document.documentElement.dataset.theme = wanted;
    }, theme);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: width === 390 ? 1_280 : 860 });
      await page.screenshot({ path: join(IMAGES, `${name}-${theme}-${width}.png`), animations: 'disabled' });
    }
  }
}

for (const screen of SCREENS.filter(({ name }) => SHOWN.includes(name))) {
  test(`picture of ${screen.name}`, async ({ page }) => {
    await page.setViewportSize({ width: 1280, height: 860 });
    await screen.open(page);
    if (screen.name === 'live') await rowsOfStream(page);
    await takeAll(page, screen.name);
  });
}

/** Waits until the last minute has enough in it for rates and percentiles to mean something. */
async function rowsOfStream(page: Page): Promise<void> {
  await expect(page.getByText(/^([2-9]\d|\d{3,}) decisions$/)).toBeVisible({ timeout: 60_000 });
}

test('picture of the sign-in', async ({ browser, baseURL }) => {
  const page = await browser.newPage({ ...(baseURL === undefined ? {} : { baseURL }) });
  await page.goto('/sign-in');
  await expect(page.getByRole('button', { name: 'Sign in' })).toBeVisible();
  await takeAll(page, 'sign-in');
  await page.close();
});
