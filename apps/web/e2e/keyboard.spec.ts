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

test('the palette finds a screen by a part of its name, and Escape gives the focus back to what had it', async ({
  page,
}) => {
  await openScreen(page, '/live');
  const orders = page.getByRole('link', { name: 'Orders' }).first();
  await orders.focus();
  await page.keyboard.press('ControlOrMeta+k');
  await expect(page.getByPlaceholder('Go to, open, switch…')).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(orders).toBeFocused();
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

test.describe('with a keyboard on a screen of 390 px', () => {
  test.use({ viewport: { width: 390, height: 844 } });

  test('rows are walked through in sight of the person, opened, and come back to', async ({ page }) => {
    await openScreen(page, '/decisions?sort=oldest');
    const rows = page.getByRole('region', { name: 'Decisions', exact: true }).locator('tbody tr[data-row]');
    await expect(rows.nth(12)).toBeVisible();
    const selected = rows.and(page.locator('[aria-selected="true"]'));
    for (let step = 0; step < 12; step++) await page.keyboard.press('j');
    await expect(selected).toHaveCount(1);
    await expect(selected).toBeInViewport({ ratio: 1 });
    await page.keyboard.press('k');
    await expect(selected).toBeInViewport({ ratio: 1 });
    const id = await selected.getAttribute('data-row');
    // There is no room beside the list to look into a row: it is opened.
    await page.keyboard.press('p');
    await expect(page).toHaveURL(new RegExp(`/decisions/${id}$`));
    await page.goBack();
    await expect(selected).toHaveAttribute('data-row', id ?? '');
    await page.keyboard.press('Enter');
    await expect(page).toHaveURL(new RegExp(`/decisions/${id}$`));
  });
});
