import { type APIRequestContext, expect } from '@playwright/test';
import { readCredentials, test } from './people';
import { pidOf } from './processes';
import { openScreen } from './screens';

/** Kills a process of the system as a crash would, and waits until the starter has started another. */
async function killAndWait(name: string): Promise<void> {
  const before = pidOf(name);
  process.kill(before, 'SIGKILL');
  await expect.poll(() => pidOf(name)).not.toBe(before);
}

let count = 0;
/** Sends an order, and gives the status of the answer; 0 where nobody answers. */
async function statusOfOrder(request: APIRequestContext): Promise<number> {
  count += 1;
  const answer = await request
    .post(`${process.env.E2E_ROUTER_URL}/api/v1/smart-routing/orders?wait=done`, {
      headers: { authorization: `Bearer ${readCredentials().api_key}` },
      data: {
        order_id: `stays-up-${Date.now()}-${count}`,
        instrument_id: 'AAPL',
        side: 'BUY',
        quantity: 100,
        order_type: 'MARKET',
        time_in_force: 'IOC',
      },
    })
    .catch(() => null);
  return answer?.status() ?? 0;
}

const RATHER_LONG = { timeout: 30_000 };

test('a router that was killed is named as away, and comes back without a reload', async ({ page }) => {
  await openScreen(page, '/live');
  const first = page.getByRole('region', { name: 'Decisions' }).locator('tbody tr[data-row]').first();
  await expect(first).toBeVisible();
  await page.evaluate(() => {
    document.title = 'not reloaded';
  });
  test.setTimeout(120_000);
  const banner = page.getByRole('status', { name: 'What is away' });
  let killed = 0;
  // One that is back within a second need not be named; with every death in a row it stays away for longer.
  await expect(async () => {
    const router = pidOf('router');
    if (router !== killed) process.kill(router, 'SIGKILL');
    killed = router;
    await expect(banner).toContainText(/Router (away|not ready) since \d\d:\d\d:\d\d ET/, { timeout: 2_000 });
  }).toPass();
  await expect(banner).toBeEmpty(RATHER_LONG);
  const before = await first.getAttribute('data-row');
  await expect.poll(() => first.getAttribute('data-row'), RATHER_LONG).not.toBe(before);
  expect(await page.title()).toBe('not reloaded');
});

test('whatever is killed comes back, and an order goes through; none of them is a fault of ours', async ({
  request,
}) => {
  test.setTimeout(180_000);
  for (const name of ['worker', 'venue-sim', 'postgres', 'web']) {
    await killAndWait(name);
    const seen: number[] = [];
    await expect
      .poll(async () => {
        seen.push(await statusOfOrder(request));
        return seen.at(-1);
      }, RATHER_LONG)
      .toBe(200);
    expect(
      seen.filter((status) => status === 500),
      `while ${name} was away`,
    ).toEqual([]);
  }
  const health = async () => (await request.get('/api/health').catch(() => null))?.json().catch(() => null);
  await expect.poll(health, RATHER_LONG).toEqual({ status: 'ok', away: [] });
});
