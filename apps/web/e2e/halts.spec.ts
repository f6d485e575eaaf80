import { randomUUID } from 'node:crypto';
import { type APIRequestContext, expect, type Page } from '@playwright/test';
import { personOf, test, windowOf } from './people';
import { api, asProgram, restingOrder } from './resting-order';
import { openScreen } from './screens';

const banner = (page: Page) => page.getByRole('region', { name: 'Halts', exact: true });

/** Halts KO by the palette's or the header's dialog, which is open. */
async function haltKo(page: Page): Promise<void> {
  const dialog = page.getByRole('dialog', { name: 'Halt trading' });
  await expect(dialog.getByText('No new orders are taken; cancels still pass.')).toBeVisible();
  await dialog.getByLabel('What is halted').selectOption('INSTRUMENT');
  await dialog.getByLabel(/^Reason/).fill('the news is wrong');
  await page.keyboard.press('Enter');
  await expect(dialog.getByText('Choose an instrument first.')).toBeVisible();
  await dialog.getByLabel('Instrument', { exact: true }).fill('ko');
  await expect(
    dialog.getByText(/ open in it now; [\d,]+ child(ren)? works? at venues: .* USD at their limits\.$/),
  ).toBeVisible();
  await dialog.getByRole('button', { name: 'Halt instrument KO' }).click();
  await expect(dialog.getByText('Halted', { exact: true })).toBeVisible();
  await expect(dialog.getByRole('button', { name: /^Copy audit entry [0-9a-f-]{36}$/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
}

/** An order in KO is refused and says why on its page; a cancel of one that rests passes. */
async function refusedAndCanceled(page: Page, request: APIRequestContext, resting: string): Promise<void> {
  const orderId = `halted-${randomUUID().slice(0, 8)}`;
  const order = { order_id: orderId, instrument_id: 'KO', side: 'BUY', quantity: 100, order_type: 'MARKET' };
  const refused = await request.post(`${api()}/orders`, { headers: asProgram(), data: order });
  expect((await refused.json()).code).toBe('TRADING_HALTED');
  const canceled = await request.delete(`${api()}/${resting}`, { headers: asProgram() });
  expect(canceled.status()).toBe(202);
  const rows = page.getByRole('region', { name: 'Orders', exact: true }).locator('tbody tr[data-row]');
  await expect(async () => {
    await page.goto(`/orders?q=${orderId}`);
    await expect(rows).toHaveCount(1, { timeout: 2_000 });
  }).toPass();
  await rows.click();
  await expect(page.getByText(/The firm has halted trading, .* in this instrument/).first()).toBeVisible();
}

test.describe('operations', () => {
  test.use({ as: 'OPERATIONS' });
  test('halts an instrument; every window sees it, nothing new is taken, cancels pass, and another person releases it', async ({
    page,
    context,
    browser,
    request,
    baseURL,
  }) => {
    test.setTimeout(120_000);
    const resting = await restingOrder(request);
    const second = await context.newPage();
    await openScreen(second, '/orders');
    await openScreen(page, '/risk?view=halts');
    await page.getByRole('button', { name: 'HALT…' }).click();
    await haltKo(page);
    await expect(banner(second)).toContainText(/instrument KO.*Reason: the news is wrong\./);
    await expect(banner(second)).toContainText(`by ${personOf('OPERATIONS').email}.`);
    await expect(second.getByRole('button', { name: 'Release instrument KO…' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await expect(second.getByRole('button', { name: 'Release instrument KO…' })).toHaveAccessibleDescription(
      'You placed it: another person has to release it.',
    );

    await refusedAndCanceled(second, request, resting);
    const other = await windowOf('COMPLIANCE', browser, baseURL ?? '');
    await openScreen(other, '/risk');
    await banner(other).getByRole('button', { name: 'Release instrument KO…' }).click();
    const dialog = other.getByRole('dialog', { name: 'Release instrument KO' });
    await expect(dialog.getByText(/routed on at once|No order waits for it/)).toBeVisible();
    await dialog.getByLabel(/^Reason/).fill('the news was right');
    await dialog.getByRole('button', { name: 'Release the halt' }).click();
    await expect(dialog.getByText('Released', { exact: true })).toBeVisible();
    await other.keyboard.press('Escape');
    for (const each of [page, second, other]) await expect(banner(each)).toHaveCount(0);
    const listed = page.getByRole('region', { name: 'All halts' }).locator('tbody tr[data-row]').first();
    await expect(listed).toContainText('Released');
    await listed.click();
    await expect(page.getByRole('dialog', { name: 'Halt of instrument KO' })).toContainText(
      `${personOf('COMPLIANCE').email}Whythe news was right`,
    );
    await other.context().close();
  });

  test('finds it in the palette, and on a phone in the header', async ({ page }) => {
    await openScreen(page, '/orders');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('halt tra');
    await page.getByRole('option', { name: 'Halt trading…' }).click();
    await expect(page.getByRole('dialog', { name: 'Halt trading' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.setViewportSize({ width: 390, height: 844 });
    await expect(page.getByRole('button', { name: 'HALT…' })).toBeInViewport({ ratio: 1 });
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(390);
  });
});

for (const role of ['TRADER', 'AUDITOR'] as const)
  test.describe(role, () => {
    test.use({ as: role });
    test('is shown that they may not halt, and why; and the server refuses it', async ({ page, baseURL }) => {
      await openScreen(page, '/risk?view=halts');
      for (const name of ['HALT…', 'Halt trading…']) {
        const button = page.getByRole('button', { name });
        await expect(button).toHaveAttribute('aria-disabled', 'true');
        await expect(button).toHaveAccessibleDescription(
          /may not halt trading and release halts: that is for compliance/,
        );
        await button.click({ force: true });
        await expect(page.getByRole('dialog')).toHaveCount(0);
      }
      const refused = await page.request.post('/api/trpc/halts.place', {
        headers: { origin: baseURL ?? '' },
        data: {
          ...{ client_id: null, venue_id: null, instrument_id: 'KO', cancel_all: false },
          ...{ reason: 'to see', idempotency_key: randomUUID() },
        },
      });
      expect(refused.status()).toBe(403);
    });
  });
