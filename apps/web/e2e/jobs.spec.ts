import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { test, windowOf } from './people';
import { openScreen } from './screens';

const rowsOf = (page: Page, name: string) =>
  page.getByRole('region', { name, exact: true }).locator('tbody tr[data-row]');

test.describe('operations', () => {
  test.use({ as: 'OPERATIONS' });
  test('has a job run now, and sees what it came to', async ({ page }) => {
    await openScreen(page, '/jobs');
    const roots = rowsOf(page, 'Jobs of the worker').filter({ hasText: 'Daily roots' });
    await expect(roots).toContainText(/every (hour|\d+ minutes)/);
    await page.getByRole('button', { name: 'Run Daily roots now…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Run Daily roots now' });
    await expect(dialog.getByText(/^It runs once more, beside its schedule: every /)).toBeVisible();
    const reason = `to see yesterday ${randomUUID().slice(0, 6)}`;
    await dialog.getByLabel(/^Reason/).fill(reason);
    await dialog.getByRole('button', { name: 'Run it now' }).click();
    await expect(dialog.getByText('Asked for', { exact: true })).toBeVisible();
    await expect(dialog.getByRole('button', { name: /^Copy audit entry [0-9a-f-]{36}$/ })).toBeVisible();
    await page.keyboard.press('Escape');

    await roots.getByRole('link', { name: 'Daily roots' }).click();
    await expect(page).toHaveURL(/\/jobs\/daily-roots$/);
    const asked = rowsOf(page, 'Tries of Daily roots').filter({ has: page.getByTitle(reason) });
    await expect(asked).toContainText(/asked for by /);
    await expect(asked).toContainText('Done');
    await asked.click();
    await expect(page.getByRole('dialog', { name: 'Daily roots: done' })).toContainText(reason);
    await page.keyboard.press('Escape');
    await page.getByRole('link', { name: 'Failed', exact: true }).click();
    await expect(page).toHaveURL(/show=failed/);
    await expect(page.getByText('No try of it has failed')).toBeVisible();
  });
});

test.describe('an auditor', () => {
  test.use({ as: 'AUDITOR' });
  test('sees the jobs and may not run them; a trader is told that they are not theirs to see', async ({
    page,
    browser,
    baseURL,
  }) => {
    await openScreen(page, '/jobs');
    const run = page.getByRole('button', { name: 'Run Markouts now…' });
    await expect(run).toHaveAttribute('aria-disabled', 'true');
    await expect(run).toHaveAccessibleDescription(/may not have jobs run now, or tried again/);
    const refused = await page.request.post('/api/trpc/jobs.run', {
      headers: { origin: baseURL ?? '' },
      data: { name: 'markouts', retry_of: null, reason: 'to see', idempotency_key: randomUUID() },
    });
    expect(refused.status()).toBe(403);
    const trader = await windowOf('TRADER', browser, baseURL ?? '');
    await trader.goto('/jobs');
    await expect(trader.getByText('Jobs are not for your role to see')).toBeVisible();
    await trader.context().close();
  });
});
