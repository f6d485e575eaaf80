import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type ServerResponse } from 'node:http';
import { type APIRequestContext, expect, type Page } from '@playwright/test';
import { z } from 'zod';
import { readCredentials, test } from './people';
import { openScreen } from './screens';

const rowsOf = (page: Page, name: string) =>
  page.getByRole('region', { name, exact: true }).locator('tbody tr[data-row]');

/** Sends an order that is refused, so that it stays as it is: its limit is far through the market. */
async function sendRefused(request: APIRequestContext, orderId: string, side: 'BUY' | 'SELL' = 'BUY'): Promise<void> {
  const order = { order_id: orderId, instrument_id: 'AAPL', side, quantity: 100, order_type: 'LIMIT' };
  const sent = await request.post(`${process.env.E2E_ROUTER_URL}/api/v1/smart-routing/orders`, {
    headers: { authorization: `Bearer ${readCredentials().api_key}` },
    data: { ...order, limit_price: side === 'BUY' ? 900 : 1 },
  });
  expect(sent.status(), await sent.text()).toBe(422);
}

test('filter and sort are in the address, made by the server, and Back comes back to the same place', async ({
  page,
  request,
}) => {
  const run = `place-${Date.now()}`;
  for (let part = 0; part < 32; part++) await sendRefused(request, `${run}-${part}`, part % 16 === 0 ? 'BUY' : 'SELL');
  await openScreen(page, `/orders?q=${run}`);
  const rows = rowsOf(page, 'Orders');
  await expect(page.getByRole('region', { name: 'About these orders' })).toContainText('32 orders');
  await page.getByRole('combobox', { name: 'Side' }).selectOption('SELL');
  await expect(page).toHaveURL(/side=SELL/);
  await expect(rows.locator('td:nth-child(2)').filter({ hasText: 'Buy' })).toHaveCount(0);
  await page.getByRole('button', { name: 'Received' }).click();
  await expect(page).toHaveURL(/sort=oldest/);
  await expect(page.getByRole('columnheader', { name: 'Received' })).toHaveAttribute('aria-sort', 'ascending');
  await expect(page.getByRole('columnheader', { name: 'Qty' }).getByRole('button')).toHaveCount(0);
  await page.getByLabel('Symbol').fill('AAPL');
  await expect(page.getByRole('columnheader', { name: 'Qty' }).getByRole('button')).toBeVisible();
  await page.goBack();
  await expect(page.getByLabel('Symbol')).toHaveValue('');
  const region = page.getByRole('region', { name: 'Orders', exact: true });
  await expect(rows.nth(20)).toBeVisible();
  await region.evaluate((element) => {
    element.scrollTop = 56;
  });
  const link = rows.nth(10).getByRole('link');
  await expect(link).toHaveAttribute('href', /^\/orders\/[0-9a-f-]{36}$/);
  await rows.nth(10).click();
  await expect(page).toHaveURL(/\/orders\/[0-9a-f-]{36}$/);
  await page.goBack();
  await expect(page).toHaveURL(/sort=oldest/);
  await expect.poll(() => region.evaluate((element) => element.scrollTop)).toBe(56);
});

test('the footer counts what fits and what was refused, and the file holds what the filter says', async ({
  page,
  request,
}) => {
  const run = `csv-${Date.now()}`;
  for (const part of ['a', 'b', 'c']) await sendRefused(request, `${run}-${part}`);
  await openScreen(page, `/orders?q=${run}`);
  const about = page.getByRole('region', { name: 'About these orders' });
  await expect(about).toContainText('3 orders');
  await expect(about).toContainText('3 rejected');
  await expect(about).toContainText(/as of \d\d:\d\d:\d\d ET/);
  const downloading = page.waitForEvent('download');
  await page.getByRole('button', { name: 'CSV', exact: true }).click();
  const download = await downloading;
  expect(download.suggestedFilename()).toContain(run);
  const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
  expect(lines.filter((line) => line.includes(`,${run}-`))).toHaveLength(3);
  expect(lines.slice(0, 3).join(' ')).toContain(`q ${run}`);
  expect(lines[2]).toContain('ET (America/New_York)');
  expect(lines.at(-1)).toContain('# end: 3 rows');
  await about.getByRole('button', { name: '3 rejected' }).click();
  await expect(page).toHaveURL(/state=REJECTED/);
});

for (const [how, cut] of [
  ['breaks', (response: ServerResponse) => response.destroy()],
  ['ends before its end', (response: ServerResponse) => response.end()],
] as const)
  test(`a file whose download ${how} is told as not whole, and its name and last line say so`, async ({
    page,
    request,
  }) => {
    const run = `cut-${Date.now()}`;
    for (const part of ['a', 'b', 'c']) await sendRefused(request, `${run}-${part}`);
    const whole = await (await page.request.get(`/api/lists/orders?q=${run}`)).text();
    const half = whole.slice(0, whole.lastIndexOf(`,${run}-`) + 3);
    // Gives the first half of the same file, up to the middle of a row.
    const server = createServer((_, response) => {
      response.writeHead(200, { 'content-type': 'text/csv' });
      response.write(half, () => cut(response));
    }).listen(0);
    await once(server, 'listening');
    const { port } = z.object({ port: z.number() }).parse(server.address());
    await page.route('**/api/lists/orders?*', (route) => route.continue({ url: `http://127.0.0.1:${port}/` }));
    await openScreen(page, `/orders?q=${run}`);
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'CSV', exact: true }).click();
    const download = await downloading;
    server.close();
    expect(download.suggestedFilename()).toMatch(/-INCOMPLETE\.csv$/);
    const lines = (await readFile(await download.path(), 'utf8')).trimEnd().split('\r\n');
    expect(lines.at(-1)).toContain('# INCOMPLETE: the connection broke');
    await expect(page.getByText('The file is not whole: its last line says why.')).toBeVisible();
  });

test('a row is looked into by keys, which the peek follows, and let go of', async ({ page }) => {
  await openScreen(page, '/orders?sort=oldest');
  const rows = rowsOf(page, 'Orders');
  await expect(rows.nth(3)).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('p');
  const first = await rows.nth(0).getAttribute('data-row');
  await expect(page).toHaveURL(new RegExp(`peek=${first}`));
  const peek = page.getByRole('complementary', { name: 'Beside: Orders' });
  await expect(peek.getByRole('region', { name: /^Child orders/ })).toBeVisible();
  await page.keyboard.press('j');
  const second = await rows.nth(1).getAttribute('data-row');
  await expect(page).toHaveURL(new RegExp(`peek=${second}`));
  await page.keyboard.press('Escape');
  await expect(peek).toBeHidden();
  await openScreen(page, '/decisions?sort=oldest');
  await expect(rowsOf(page, 'Decisions').nth(1)).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press(' ');
  const beside = page.getByRole('complementary', { name: 'Beside: Decisions' });
  await expect(beside.getByRole('region', { name: /^Where it went/ })).toBeVisible();
});

test('the palette finds an order by its client’s id, and the list of a symbol', async ({ page, request }) => {
  const orderId = `find-${Date.now()}`;
  await sendRefused(request, orderId);
  await openScreen(page, '/live');
  await page.keyboard.press('ControlOrMeta+k');
  const field = page.getByPlaceholder('Go to, open, switch…');
  await field.fill(orderId.slice(0, -2));
  await expect(page.getByRole('option', { name: orderId })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: 'Buy 100 AAPL' })).toBeVisible();
  await page.keyboard.press('ControlOrMeta+k');
  await field.fill('msft');
  await expect(page.getByRole('option', { name: /^Orders of MSFT/ })).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/orders\?symbol=MSFT/);
});
