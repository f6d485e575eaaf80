import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { personOf, test } from './people';
import { api, asProgram } from './resting-order';
import { openScreen } from './screens';

const rowsOf = (page: Page, name: string) =>
  page.getByRole('region', { name, exact: true }).locator('tbody tr[data-row]');

test.describe('operations', () => {
  test.use({ as: 'OPERATIONS' });
  test('asks for a narrower limit, cannot approve it, and another person puts it in force', async ({
    page,
    browser,
    baseURL,
  }) => {
    await openScreen(page, '/risk');
    const credit = rowsOf(page, 'Limits and their use')
      .filter({ hasText: 'Credit' })
      .filter({ hasNotText: 'The firm' });
    await expect(credit.first()).toBeVisible();
    await page.getByRole('button', { name: 'Change a limit…' }).click();
    const dialog = page.getByRole('dialog', { name: 'Change a limit' });
    await dialog.getByLabel('Limit of').selectOption({ label: 'Credit' });
    const figure = `49${String(Date.now()).slice(-8)}`;
    await dialog.getByLabel(/^New limit/).fill(figure);
    await expect(dialog.getByText(/^Every client, credit: from .* to 4,9.* USD\.$/)).toBeVisible();
    await dialog.getByLabel(/^Reason/).fill('they owe too much');
    await dialog.getByRole('button', { name: 'Submit for approval' }).click();
    await expect(dialog.getByText('Waits for approval', { exact: true })).toBeVisible();
    await page.keyboard.press('Escape');

    await page.getByRole('link', { name: 'Changes of limits' }).click();
    const approve = page.getByRole('button', { name: /^Approve limits-\d+…$/ }).first();
    await expect(approve).toHaveAttribute('aria-disabled', 'true');
    await expect(approve).toHaveAccessibleDescription('You wrote it: another person has to approve or refuse it.');

    const context = await browser.newContext({ baseURL: baseURL ?? '' });
    const signedIn = await context.request.post('/api/auth/sign-in/email', {
      data: personOf('ADMIN'),
      headers: { origin: baseURL ?? '' },
    });
    expect(signedIn.status()).toBe(200);
    const other = await context.newPage();
    await openScreen(other, '/risk?view=versions');
    await other
      .getByRole('button', { name: /^Approve limits-\d+…$/ })
      .first()
      .click();
    const question = other.getByRole('dialog', { name: /^Approve limits-\d+$/ });
    await expect(question.getByText(/^Every client, credit: /)).toBeVisible();
    await question.getByLabel(/^Reason/).fill('agreed');
    await question.getByRole('button', { name: /^Put limits-\d+ in force$/ }).click();
    await expect(question.getByText('In force', { exact: true })).toBeVisible();
    await context.close();
    await expect(rowsOf(page, 'Versions of the limits').first()).toContainText('In force');
    await page.getByRole('link', { name: 'Limits', exact: true }).click();
    await expect(credit.first()).toContainText(/limits-\d+/);
  });
});

test('a trader sees what was refused, with its orders one step behind, and may not change limits', async ({
  page,
  request,
  baseURL,
}) => {
  const orderId = `far-${randomUUID().slice(0, 8)}`;
  const order = { order_id: orderId, instrument_id: 'KO', side: 'BUY', quantity: 100, order_type: 'LIMIT' };
  const refused = await request.post(`${api()}/orders`, {
    headers: asProgram(),
    data: { ...order, limit_price: '9000' },
  });
  expect((await refused.json()).code).toBe('PRICE_OUTSIDE_COLLAR');
  await openScreen(page, '/risk');
  await expect(page.getByText('Limits and their use are not shown to you')).toBeVisible();
  await page.getByRole('link', { name: 'Refusals' }).click();
  await rowsOf(page, 'Refusals by code').filter({ hasText: 'PRICE_OUTSIDE_COLLAR' }).click();
  await expect(page).toHaveURL(/\/orders\?.*code=PRICE_OUTSIDE_COLLAR/);
  await expect(rowsOf(page, 'Orders').first()).toBeVisible();
  const changed = await page.request.post('/api/trpc/risk.submitLimits', {
    headers: { origin: baseURL ?? '' },
    data: { limits: [], reason: 'to see', idempotency_key: randomUUID() },
  });
  expect(changed.status()).toBe(403);
});
