import { expect } from '@playwright/test';
import { test } from './people';
import { openScreen } from './screens';

test('the theme and the colours of the sides stay as they were chosen', async ({ page }) => {
  await openScreen(page, '/live');
  const root = page.locator('html');
  await expect(root).toHaveAttribute('data-theme', 'dark');
  await page.getByRole('button', { name: /: menu$/ }).click();
  const kept = () => page.waitForResponse((response) => response.url().endsWith('/api/appearance'));
  await Promise.all([kept(), page.getByRole('menuitemcheckbox', { name: 'Light theme' }).click()]);
  await Promise.all([kept(), page.getByRole('menuitemcheckbox', { name: /Green and red/ }).click()]);
  await expect(root).toHaveAttribute('data-theme', 'light');
  await page.reload();
  await expect(root).toHaveAttribute('data-theme', 'light');
  await expect(root).toHaveAttribute('data-pair', 'green-red');
});
