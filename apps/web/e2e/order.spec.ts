import { expect } from '@playwright/test';
import { readCredentials, test } from './people';
import { openScreen } from './screens';

test('an order sent to the API is in the console with its fills', async ({ page, request }) => {
  const orderId = `e2e-${Date.now()}`;
  const sent = await request.post(`${process.env.E2E_ROUTER_URL}/api/v1/smart-routing/orders?wait=done`, {
    headers: { authorization: `Bearer ${readCredentials().api_key}` },
    data: {
      order_id: orderId,
      instrument_id: 'AAPL',
      side: 'BUY',
      quantity: 300,
      order_type: 'MARKET',
      time_in_force: 'IOC',
    },
  });
  expect(sent.ok(), await sent.text()).toBe(true);
  await openScreen(page, `/orders?q=${orderId}`);
  const rows = page.getByRole('region', { name: 'Orders' }).locator('tbody tr[data-row]');
  await expect(rows).toHaveCount(1);
  await rows.first().click();
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1, name: 'Buy 300 AAPL' })).toBeVisible();
  const walk = page.getByRole('list', { name: 'Walk of the order' });
  for (const stage of ['Received', 'Decided', 'Sent', 'First fill'])
    await expect(walk.getByText(stage).first()).toBeVisible();
  const fills = page.getByRole('region', { name: 'Fills', exact: true }).locator('tbody tr[data-row]');
  await expect(fills.first()).toBeVisible();
  // The market is written within ten seconds, and the page asks until it is there.
  const picture = page.getByRole('img', { name: /fills between .* market first [\d,.]+ to [\d,.]+/ });
  await expect(picture).toBeVisible({ timeout: 30_000 });
  const first = page.getByRole('region', { name: 'Child orders' }).locator('tbody tr[data-row]').first();
  const venue = (await first.locator('td').nth(1).textContent()) ?? '';
  await first.click();
  await expect(page).toHaveURL(/child=/);
  await expect(page.getByRole('heading', { name: /^Fills of [\d,]+ at / })).toContainText(venue);
  await page.getByRole('button', { name: /^Wave 1/ }).press('Enter');
  await expect(page.getByRole('list', { name: 'Stages of wave 1' })).toBeHidden();
  await page.getByRole('button', { name: /^Wave 1/ }).press('Enter');
  await walk
    .getByRole('link', { name: /why here/i })
    .first()
    .click();
  await expect(page).toHaveURL(/\/decisions\//);
});

test('a stop waits for its price, and a refused order says why in words', async ({ page, request }) => {
  const send = (order: Record<string, unknown>) =>
    request.post(`${process.env.E2E_ROUTER_URL}/api/v1/smart-routing/orders`, {
      headers: { authorization: `Bearer ${readCredentials().api_key}` },
      data: { instrument_id: 'AAPL', side: 'BUY', quantity: 200, ...order },
    });
  const run = Date.now();
  const held = await send({ order_id: `stop-${run}`, order_type: 'STOP', stop_price: 900, time_in_force: 'GTC' });
  expect(held.status(), await held.text()).toBe(202);
  const refused = await send({ order_id: `far-${run}`, order_type: 'LIMIT', limit_price: 900 });
  expect(refused.status()).toBe(422);
  const open = async (orderId: string) => {
    await openScreen(page, `/orders?q=${orderId}`);
    await page.getByRole('region', { name: 'Orders' }).locator('tbody tr[data-row]').first().click();
  };
  await open(`stop-${run}`);
  await expect(page.getByText('Stop at 900.00 · GTC')).toBeVisible();
  const walk = page.getByRole('list', { name: 'Walk of the order' });
  await expect(walk.getByText('for a best offer of 900.00 or more')).toBeVisible();
  await expect(page.getByText(/^The order waits for a best offer of 900\.00 or more/)).toBeVisible();
  await open(`far-${run}`);
  await expect(
    walk.getByText('The price is too far through the national best bid or offer, or the last sale.'),
  ).toBeVisible();
});

test('an address without an order says so', async ({ page }) => {
  await page.goto('/orders/00000000-0000-7000-8000-000000000000');
  await expect(page.getByText('There is nothing at this address').filter({ visible: true })).toBeVisible();
});
