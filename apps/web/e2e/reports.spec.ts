import { expect } from '@playwright/test';
import { test } from './people';
import { openScreen } from './screens';

test('a trader finds no way to the firm’s reports, and is told why at their address', async ({ page }) => {
  await openScreen(page, '/reports');
  await expect(page.getByRole('heading', { name: 'The firm’s reports are not for you to see' })).toBeVisible();
  await expect(
    page.getByText(/may not see reports: that is for compliance, auditors and administrators/),
  ).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Reports' })).toHaveCount(0);
});
