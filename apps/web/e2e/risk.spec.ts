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

test.describe('operations', () => {
  test.use({ as: 'OPERATIONS' });
  test('adds an account of a client, and is told why the last one is not closed', async ({ page, baseURL }) => {
    await openScreen(page, '/risk?view=accounts');
    const [first, second] = [`A-${randomUUID().slice(0, 6)}`, `B-${randomUUID().slice(0, 6)}`];
    const dialog = page.getByRole('dialog');
    for (const account of [first, second]) {
      await page.getByRole('button', { name: 'Add an account…' }).click();
      await dialog.getByLabel('Client').fill('DEMO');
      await dialog.getByLabel('Account').fill(account);
      await dialog.getByLabel(/^Reason/).fill('they asked for it');
      await dialog.getByRole('button', { name: `Add ${account}` }).click();
      await expect(dialog.getByText('Added', { exact: true })).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(rowsOf(page, 'Accounts of clients').filter({ hasText: account })).toBeVisible();
    }
    // While the question stands another window closes the other account.
    await page.getByRole('button', { name: `Close account ${first} of client DEMO…` }).click();
    const elsewhere = await page.request.post('/api/trpc/risk.accounts', {
      headers: { origin: baseURL ?? '' },
      data: {
        ...{ client_id: 'DEMO', change: 'close', account: second },
        ...{ reason: 'it is empty', idempotency_key: randomUUID() },
      },
    });
    expect(elsewhere.status()).toBe(200);
    await dialog.getByLabel(/^Reason/).fill('it is empty');
    await dialog.getByRole('button', { name: `Close ${first}` }).click();
    await expect(dialog.getByText(/the last one is not closed/)).toBeVisible();
    const { token } = await (await page.request.get('/api/auth/token')).json();
    const ended = await page.request.post(`${api()}/risk/accounts`, {
      headers: { authorization: `Bearer ${token}` },
      data: { client_id: 'DEMO', accounts: [], reason: 'the test is over' },
    });
    expect(ended.status()).toBe(200);
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
