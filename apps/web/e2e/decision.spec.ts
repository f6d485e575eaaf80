import { type APIRequestContext, expect } from '@playwright/test';
import { z } from 'zod';
import { readCredentials, test } from './people';
import { openScreen } from './screens';

const decided = z.object({ decision_id: z.string() });

/** Has the router decide an order for which nothing is sent, and gives the decision's address. */
async function decide(request: APIRequestContext, order: Record<string, unknown>): Promise<string> {
  const answer = await request.post(`${process.env.E2E_ROUTER_URL}/api/v1/smart-routing/route`, {
    headers: { authorization: `Bearer ${readCredentials().api_key}` },
    data: { order_id: `e2e-${Date.now()}`, instrument_id: 'AAPL', side: 'BUY', order_type: 'MARKET', ...order },
  });
  expect(answer.ok(), await answer.text()).toBe(true);
  return `/decisions/${decided.parse(await answer.json()).decision_id}`;
}

test('a live decision opens on its own page', async ({ page }) => {
  await openScreen(page, '/live');
  await page.getByRole('region', { name: 'Decisions' }).locator('tbody tr[data-row]').first().click();
  await expect(page).toHaveURL(/\/decisions\/[0-9a-f-]{36}$/);
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/^(Buy|Sell|Short) [\d,.]+ \S+/);
});

test('a decision says why each share went where it went, and recomputes to the same', async ({ page, request }) => {
  await openScreen(page, await decide(request, { quantity: 600, sourcing: 'LIT_ONLY', routing_mode: 'SWEEP' }));
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Buy 600 AAPL');
  const picture = page.getByRole('region', { name: 'Why here' });
  await expect(picture.getByText(/left out$/)).toBeVisible();
  await expect(page.getByLabel('Market at the decision').filter({ visible: true })).toContainText(
    'this order takes from here',
  );
  await expect(page.getByRole('region', { name: 'Montage' }).locator('tbody tr[data-row]').first()).toBeVisible();
  await page.getByRole('button', { name: 'Recompute' }).click();
  await expect(page.getByText('byte for byte, from the stored record').filter({ visible: true })).toBeVisible();
});

test('what was given to the venues is what was placed', async ({ page }) => {
  await openScreen(page, '/decisions');
  await page.getByRole('region', { name: 'Decisions' }).locator('tbody tr[data-row]').first().click();
  const title = await page.getByRole('heading', { level: 1 }).textContent();
  const placed = page.getByRole('list', { name: 'Venues that were sent to' }).getByRole('listitem');
  if (!(title ?? '').endsWith('sent nowhere')) await expect(placed.first()).toContainText('given');
});

test('a decision that asks dark venues first says so, and what is believed to be hidden there', async ({
  page,
  request,
}) => {
  await openScreen(page, await decide(request, { quantity: 2_000, sourcing: 'DARK_FIRST' }));
  await expect(page.getByText('Dark venues first', { exact: true })).toBeVisible();
  const notes = page.getByLabel('How it was divided').filter({ visible: true });
  await expect(notes).toContainText('dark venues alone; what they leave goes on to the others');
  await expect(notes).toContainText(/[\d,]+ asked for, about [\d,.]+ expected/);
  const sent = page.getByRole('list', { name: 'Venues that were sent to' }).getByRole('listitem');
  for (const line of await sent.all()) await expect(line).toContainText(/Asked blind at the midpoint [\d.]+/);
  await expect(page.getByText('Dark venues are asked first, and the others get what they leave.')).toBeVisible();
  await expect(page.getByRole('columnheader', { name: 'Hidden' })).toBeVisible();
});

test('an optimal division says what is proved of it', async ({ page, request }) => {
  await openScreen(page, await decide(request, { quantity: 600, sourcing: 'LIT_ONLY', routing_mode: 'OPTIMAL' }));
  const notes = page.getByLabel('How it was divided').filter({ visible: true });
  await expect(notes).toContainText(/allow: proved|at most may exist/);
  await expect(notes).toContainText('venues that show their quotes');
});

test('strategies are compared: the asked one is marked, and the cheapest comes first', async ({ page, request }) => {
  await openScreen(page, await decide(request, { quantity: 1_200, routing_objective: 'LOWEST_COST' }));
  const rows = page.getByRole('region', { name: 'Alternatives' }).locator('tbody tr[data-row]');
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(rows.first()).toBeVisible();
  await expect(page.getByText(/^24 strategies come to \d+ plans/)).toBeVisible();
  const asked = rows.filter({ hasText: 'asked' });
  await expect(asked).toHaveCount(1);
  await expect(asked).toContainText('Lowest cost');
  await expect(asked).toContainText('optimal');
  const costs = (await rows.locator('td:nth-child(3)').allTextContents()).map((text) =>
    Number(text.replace('best ', '').replace('−', '-').replace('+', '')),
  );
  expect(costs.length).toBeGreaterThan(1);
  expect(costs).toEqual([...costs].sort((a, b) => a - b));
});

test('a comparison that fails says what failed, and can be tried again', async ({ page, request }) => {
  await openScreen(page, await decide(request, { quantity: 300 }));
  await page.route('**/api/trpc/decisions.counterfactual**', (route) => route.abort());
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(page.getByText('Alternatives could not be loaded')).toBeVisible();
  await page.unroute('**/api/trpc/decisions.counterfactual**');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByText(/strategies come to/)).toBeVisible();
});

test('a decision of an engine that is not kept says who made it, and that its record is whole', async ({
  page,
  request,
}) => {
  await openScreen(page, await decide(request, { quantity: 300 }));
  const older = {
    same: false,
    stored_hash: 'a'.repeat(64),
    recomputed_hash: null,
    record_intact: true,
    engine_matches: false,
    engine_version: '0.9.0',
  };
  await page.route('**/api/trpc/decisions.recompute**', (route) =>
    route.fulfill({ json: [{ result: { data: older } }] }),
  );
  await page.getByRole('button', { name: 'Recompute' }).click();
  await expect(page.getByText(/^made by engine [\d.]+, which is not kept here: the record is whole/)).toBeVisible();
  await expect(page.getByText('Recomputed', { exact: true })).toBeHidden();
});

test('an address without a decision says so', async ({ page }) => {
  await page.goto('/decisions/not-an-id');
  await expect(page.getByText('There is nothing at this address').filter({ visible: true })).toBeVisible();
});
