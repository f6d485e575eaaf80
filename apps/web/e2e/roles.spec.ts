import { expect } from '@playwright/test';
import { ROLES, test } from './people';
import { openScreen } from './screens';

for (const role of ROLES) {
  test.describe(role, () => {
    test.use({ as: role });
    test('sees who they are and may recompute, which only reads', async ({ page }) => {
      await openScreen(page, '/decisions');
      await expect(page.getByRole('button', { name: /: menu$/ })).toContainText(role);
      await page.getByRole('region', { name: 'Decisions' }).locator('tbody tr[data-row]').first().click();
      await page.getByRole('button', { name: 'Recompute' }).click();
      await expect(page.getByText('byte for byte, from the stored record').filter({ visible: true })).toBeVisible();
    });
  });
}
