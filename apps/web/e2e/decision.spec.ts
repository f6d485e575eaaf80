import { expect } from '@playwright/test';
import { test } from './people';
import { openScreen } from './screens';

test('a decision says why each share went where it went, and recomputes to the same', async ({ page }) => {
  await openScreen(page, '/live');
  await page.getByRole('region', { name: 'Decisions' }).locator('tbody tr[data-row]').first().click();
  await expect(page).toHaveURL(/\/decisions\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/(Buy|Sell|Short) [\d,]+ [A-Z]+/);
  const picture = page.getByRole('region', { name: 'Why here' });
  await expect(picture.getByText(/left out$/)).toBeVisible();
  await expect(page.getByLabel('Market at the decision').filter({ visible: true })).toContainText(
    'this order takes from here',
  );
  await expect(page.getByRole('region', { name: 'Montage' }).locator('tbody tr[data-row]').first()).toBeVisible();
  await page.getByRole('button', { name: 'Recompute' }).click();
  await expect(page.getByText('byte for byte, from the stored record').filter({ visible: true })).toBeVisible();
});

test('what was given to the venues is what was placed', async ({ page }) => {
  await openScreen(page, '/decisions');
  await page.getByRole('region', { name: 'Decisions' }).locator('tbody tr[data-row]').first().click();
  const title = await page.getByRole('heading', { level: 1 }).textContent();
  const placed = page.getByRole('list', { name: 'Venues that were sent to' }).getByRole('listitem');
  if (!(title ?? '').endsWith('sent nowhere')) await expect(placed.first()).toContainText('given');
});

test('an address without a decision says so', async ({ page }) => {
  await page.goto('/decisions/not-an-id');
  await expect(page.getByText('There is nothing at this address').filter({ visible: true })).toBeVisible();
});
