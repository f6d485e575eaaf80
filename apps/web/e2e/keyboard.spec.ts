import { expect } from '@playwright/test';
import { test } from './people';
import { openScreen } from './screens';

test('the screens are reached, and a row opened, by keys alone', async ({ page }) => {
  await openScreen(page, '/live');
  await page.keyboard.press('g');
  await page.keyboard.press('o');
  await expect(page).toHaveURL(/\/orders$/);
  await page.keyboard.press('g');
  await page.keyboard.press('d');
  await expect(page).toHaveURL(/\/decisions$/);
  const rows = page.getByRole('region', { name: 'Decisions' }).locator('tbody tr[data-row]');
  await expect(rows.nth(1)).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(rows.nth(1)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('k');
  await expect(rows.nth(0)).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/decisions\/[0-9a-f-]{36}$/);
});

test('the palette finds a screen by a part of its name', async ({ page }) => {
  await openScreen(page, '/live');
  await page.keyboard.press('ControlOrMeta+k');
  await page.getByPlaceholder('Go to, open, switch…').fill('ord');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/orders$/);
});

test('help lists the keys, and the slash goes to the filter', async ({ page }) => {
  await openScreen(page, '/orders');
  await page.keyboard.press('?');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('dialog', { name: 'Keys' })).toBeHidden();
  await page.keyboard.press('/');
  await expect(page.getByLabel('Order id').filter({ visible: true })).toBeFocused();
});
