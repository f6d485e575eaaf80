import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { personOf, test } from './people';
import { api, asProgram, restingOrder } from './resting-order';

/** Asks for a cancel of the only row by its key, where it cannot be: says why, and offers nothing but to close. */
async function cancelByKey(page: Page, why: string | RegExp): Promise<void> {
  await page.keyboard.press('j');
  await page.keyboard.press('x');
  const dialog = page.getByRole('dialog', { name: /^Cancel buy 700 KO$/ });
  await expect(dialog.getByText(why)).toBeVisible();
  await expect(dialog.getByLabel(/^Reason/)).toHaveCount(0);
  await expect(dialog.getByRole('button')).toHaveText(['Close']);
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

const rowOf = (page: Page, orderId: string) =>
  page.getByRole('region', { name: 'Orders' }).locator('tbody tr[data-row]').filter({ hasText: orderId });

test('a trader cancels an order from its row: told in numbers, asked why, and given the entry of the audit', async ({
  page,
  request,
}) => {
  const orderId = await restingOrder(request);
  await page.goto(`/orders?q=${orderId}`);
  await page.getByRole('button', { name: `Acts on order ${orderId}` }).click();
  await page.getByRole('menuitem', { name: 'Cancel order…' }).click();
  const dialog = page.getByRole('dialog', { name: 'Cancel buy 700 KO' });
  await expect(dialog.getByText(/^Asks 1 venue to take back 700 of 700 KO\.$/)).toBeVisible();
  await expect(dialog.getByText('Nothing is filled.')).toBeVisible();
  const confirm = dialog.getByRole('button', { name: 'Cancel 700 KO' });
  await confirm.click();
  await expect(dialog.getByText('Say why, in a word or more.')).toBeVisible();
  await expect(dialog.getByLabel(/^Reason/)).toBeFocused();
  await page.keyboard.type('the client has called');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Cancel taken')).toBeVisible();
  await expect(dialog.getByRole('button', { name: /^Copy audit entry [0-9a-f-]{36}$/ })).toBeVisible();
  await expect(dialog.getByRole('button', { name: 'Close' })).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(page.getByRole('button', { name: `Acts on order ${orderId}` })).toBeFocused();
  await expect(rowOf(page, orderId)).toContainText('Canceled');
  await page.getByRole('button', { name: `Acts on order ${orderId}` }).click();
  await expect(page.getByRole('menuitem', { name: /has ended \(canceled\)/ })).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await cancelByKey(page, 'The order has ended (canceled): nothing of it is open.');
});

test('and from its page, by the keys alone', async ({ page, request }) => {
  const orderId = await restingOrder(request);
  await page.goto(`/orders?q=${orderId}`);
  await rowOf(page, orderId).click();
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}$/);
  const button = page.getByRole('button', { name: 'Cancel order…' });
  await button.focus();
  await page.keyboard.press('Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel(/^Reason/)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  await expect(button).toBeFocused();
  await page.keyboard.press('Enter');
  await page.keyboard.type('a fat finger');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Cancel taken')).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(dialog).toBeHidden();
  await expect(page.getByText('Canceled').first()).toBeVisible();
  await expect(button).toHaveAttribute('aria-disabled', 'true');
});

test.describe('an auditor', () => {
  test.use({ as: 'AUDITOR' });
  test('is shown that they may not cancel, and why; and the server refuses it', async ({ page, request, baseURL }) => {
    const orderId = await restingOrder(request);
    await page.goto(`/orders?q=${orderId}`);
    await page.getByRole('button', { name: `Acts on order ${orderId}` }).click();
    const item = page.getByRole('menuitem', { name: /may not send, change or cancel orders: that is for traders/ });
    await expect(item).toHaveAttribute('aria-disabled', 'true');
    await item.click({ force: true });
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.keyboard.press('Escape');
    await expect(item).toBeHidden();
    await cancelByKey(page, /may not send, change or cancel orders: that is for traders/);
    const orderPk = (await rowOf(page, orderId).getAttribute('data-row')) ?? '';
    const refused = await page.request.post('/api/trpc/orders.cancel', {
      headers: { origin: baseURL ?? '' },
      data: { order_pk: orderPk, reason: 'to see', idempotency_key: randomUUID() },
    });
    expect(refused.status()).toBe(403);
    await page.goto(`/orders/${orderPk}`);
    const button = page.getByRole('button', { name: 'Cancel order…' });
    await expect(button).toHaveAttribute('aria-disabled', 'true');
    await expect(button).toHaveAccessibleDescription(/You are here as Auditor/);
    expect((await request.delete(`${api()}/${orderId}`, { headers: asProgram() })).status()).toBe(202);
  });
});

test('whoever has to sign in comes back to where they wanted to go, and nowhere else', async ({ browser, baseURL }) => {
  const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
  const page = await context.newPage();
  const signIn = async () => {
    const { email, password } = personOf('COMPLIANCE');
    await page.getByLabel('E-mail').fill(email);
    await page.getByLabel('Password').fill(password);
    await page.getByRole('button', { name: 'Sign in' }).click();
  };
  await page.goto('/orders?show=open');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Forders%3Fshow%3Dopen$/);
  await signIn();
  await expect(page).toHaveURL(/\/orders\?show=open$/);
  // Without a session they are led to the door again, and back.
  await page.goto('about:blank');
  await context.clearCookies();
  await page.goto('/orders?show=open');
  await expect(page).toHaveURL(/\/sign-in\?next=%2Forders%3Fshow%3Dopen$/);
  await page.goto('/sign-in?next=//evil.example/');
  await signIn();
  await expect(page).toHaveURL(new RegExp(`^${baseURL}/(?!sign-in)`));
  await context.close();
});
