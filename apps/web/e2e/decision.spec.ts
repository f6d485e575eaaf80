import { createHash } from 'node:crypto';
import { type APIRequestContext, expect } from '@playwright/test';
import { z } from 'zod';
import { readCredentials, test } from './people';
import { openScreen } from './screens';

const decided = z.object({ decision_id: z.string() });
const exported = z.object({
  decision_id: z.string(),
  decision_hash: z.string(),
  evidence: z.object({ order: z.object({ instrument_id: z.string() }) }),
  proof: z.object({ record: z.object({ text: z.string() }) }),
});

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

test('strategies are compared: the fullest come first, the asked one is marked, and only the fullest are called best', async ({
  page,
  request,
}) => {
  await openScreen(page, await decide(request, { quantity: 1_200, routing_objective: 'LOWEST_COST' }));
  const rows = page.getByRole('region', { name: 'Alternatives' }).locator('tbody tr[data-row]');
  await page.getByRole('button', { name: 'Compare strategies' }).click();
  await expect(rows.first()).toBeVisible();
  await expect(page.getByText(/^24 strategies come to \d+ plans/)).toBeVisible();
  const asked = rows.filter({ has: page.getByText('asked', { exact: true }) });
  await expect(asked).toHaveCount(1);
  await expect(asked).toContainText('Lowest cost');
  await expect(asked).toContainText('optimal');
  const texts = await rows.evaluateAll((all) => all.map((row) => row.textContent ?? ''));
  const fills = texts.map((text) => Number(/([\d,.]+) of 1,200/.exec(text)?.[1]?.replaceAll(',', '')));
  expect(fills.length).toBeGreaterThan(1);
  expect(fills).toEqual(fills.toSorted((a, b) => b - a));
  for (const [index, text] of texts.entries()) if (text.includes('best ')) expect(fills[index]).toBe(fills[0]);
});

test('a decision goes on paper whole: hash, versions, every venue, who printed it', async ({ page, request }) => {
  const address = await decide(request, { quantity: 600, sourcing: 'LIT_ONLY' });
  await openScreen(page, address);
  const hash = await page.getByRole('button', { name: /^Copy stored hash/ }).textContent();
  const venues = await page.getByRole('region', { name: 'Montage' }).locator('tbody tr[data-row]').count();
  await page.getByRole('link', { name: 'Print' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Buy 600 AAPL');
  const paper = page.getByRole('main');
  await expect(paper).toContainText((hash ?? '').slice(0, 64));
  await expect(paper).toContainText(/Printed by .+@.+ at \d{4}-\d\d-\d\d \d\d:\d\d:\d\d ET/);
  await expect(paper).toContainText(/Engine\s*\d+\.\d+/);
  expect(await page.getByRole('region', { name: 'Montage' }).locator('tbody tr').count()).toBeGreaterThanOrEqual(
    venues,
  );
  await page.emulateMedia({ media: 'print' });
  await expect(page.getByRole('button', { name: 'Print' })).toBeHidden();
  const [ink, ground] = await paper.evaluate((each) => [
    getComputedStyle(each).color,
    getComputedStyle(document.documentElement).backgroundColor,
  ]);
  expect([ink, ground]).toEqual(['rgb(0, 0, 0)', 'rgb(255, 255, 255)']);
});

test('a decision is had as files: the text that was hashed byte for byte, and the whole of it spelled out', async ({
  page,
  request,
}) => {
  const id = (await decide(request, { quantity: 300 })).replace('/decisions/', '');
  const exact = await page.request.get(`/api/decisions/${id}/record`);
  expect(exact.headers()['content-disposition']).toBe(`attachment; filename="decision-${id}.record.json"`);
  const hash = createHash('sha256')
    .update(await exact.body())
    .digest('hex');
  const readable = await page.request.get(`/api/decisions/${id}/readable`);
  const file = exported.parse(await readable.json());
  expect(file).toMatchObject({ decision_id: id, decision_hash: hash, evidence: { order: { instrument_id: 'AAPL' } } });
  expect(file.proof.record.text).toBe(await exact.text());
  // Who is not signed in, or asks for what is not there, gets no file.
  expect((await request.get(`/api/decisions/${id}/record`)).status()).toBe(401);
  expect((await page.request.get('/api/decisions/00000000-0000-7000-8000-000000000000/record')).status()).toBe(404);
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
