import { expect } from '@playwright/test';
import { test } from './people';
import { openScreen } from './screens';

test('decisions arrive by themselves, marked as simulated', async ({ page }) => {
  await openScreen(page, '/live');
  await expect(page.getByText('SIMULATED', { exact: true }).filter({ visible: true })).toBeVisible();
  const first = page.getByRole('region', { name: 'Decisions' }).locator('tbody tr[data-row]').first();
  await expect(first).toBeVisible();
  const before = await first.getAttribute('data-row');
  await expect.poll(() => first.getAttribute('data-row')).not.toBe(before);
  await expect(first.getByText('SIM', { exact: true })).toBeVisible();
});

test('a paused list holds still and counts what waits', async ({ page }) => {
  await openScreen(page, '/live');
  const first = page.getByRole('region', { name: 'Decisions' }).locator('tbody tr[data-row]').first();
  await expect(first).toBeVisible();
  await page.keyboard.press('p');
  const before = await first.getAttribute('data-row');
  await expect(page.getByRole('button', { name: /^\d+ new$/ })).toBeVisible();
  expect(await first.getAttribute('data-row')).toBe(before);
  await page.getByRole('button', { name: 'Paused', pressed: true }).click();
  await page.mouse.move(0, 0);
  await expect.poll(() => first.getAttribute('data-row')).not.toBe(before);
});

test('the filter is in the address and survives a reload', async ({ page }) => {
  await openScreen(page, '/live');
  await page.getByRole('combobox', { name: 'Side' }).selectOption('SELL');
  await expect(page).toHaveURL(/side=SELL/);
  await page.reload();
  await expect(page.getByRole('combobox', { name: 'Side' })).toHaveValue('SELL');
  const sides = page.getByRole('region', { name: 'Decisions' }).locator('tbody tr[data-row] td:nth-child(2)');
  await expect(sides.first()).toBeVisible();
  await expect(sides.filter({ hasText: 'Buy' })).toHaveCount(0);
});

test('the last minute stands in charts where it is asked for, and only then is what draws them loaded', async ({
  page,
}) => {
  const isLoaded = () =>
    page.evaluate(async () => {
      const scripts = performance.getEntriesByType('resource').filter(({ name }) => name.includes('.js'));
      const texts = await Promise.all(scripts.map(async ({ name }) => (await fetch(name)).text()));
      return texts.some((text) => text.includes('recharts'));
    });
  await openScreen(page, '/live');
  await expect(page.getByRole('region', { name: 'Fills' }).getByRole('link').first()).toBeVisible();
  expect(await isLoaded()).toBe(false);
  await page.getByRole('button', { name: 'Charts', exact: true }).click();
  const chart = page.getByRole('figure', { name: 'Orders and fills' });
  const reader = chart.getByRole('slider', { name: /^Orders and fills: figures/ });
  await reader.focus();
  await page.keyboard.press('End');
  await expect(reader).toHaveAttribute('aria-valuetext', /ET: Orders [\d.]+ \/s.*Fills [\d.]+ \/s/);
  expect(await isLoaded()).toBe(true);
  await chart.getByRole('button', { name: 'Table', exact: true }).click();
  await expect(
    chart.getByRole('region', { name: 'Orders and fills, figures' }).locator('tbody tr').first(),
  ).toBeVisible();
  await page.reload();
  await expect(page.getByRole('figure', { name: 'Time to decide' })).toBeVisible();
});

test('venues, rates and fills are told', async ({ page }) => {
  await openScreen(page, '/live');
  await expect(page.getByRole('list', { name: 'Venue status' }).getByRole('listitem')).toHaveCount(32);
  await expect(page.getByRole('region', { name: 'Fills' }).getByRole('link').first()).toBeVisible();
  await expect(page.getByText('Decision, p99').filter({ visible: true })).toBeVisible();
});
