import { type BrowserContext, expect, type Page } from '@playwright/test';
import { personOf, test } from './people';
import { pidOf } from './processes';
import { openScreen } from './screens';
import { expireSession } from './sessions';

const TOLD_WITHIN = { timeout: 3_000 };
const rowsOf = (page: Page) =>
  page.getByRole('region', { name: 'Decisions', exact: true }).locator('tbody tr[data-row]');
const idOf = (page: Page) => rowsOf(page).first().getAttribute('data-row');

test('a router that is frozen is told within three seconds since when, and that it is back', async ({ page }) => {
  await openScreen(page, '/live');
  const mark = page.getByRole('banner').getByRole('status');
  const banner = page.getByRole('status', { name: 'What is away' });
  await expect(page.getByRole('banner')).toContainText(/Live\s*· \d\.\d s/);
  const router = pidOf('router');
  process.kill(router, 'SIGSTOP');
  try {
    await expect(mark.filter({ hasText: /^Router away since \d\d:\d\d:\d\d ET$/ })).toBeVisible(TOLD_WITHIN);
    await expect(banner).toContainText(/Router away since \d\d:\d\d:\d\d ET/);
    await expect(page.getByText('Decision, p99').locator('..')).toContainText('–');
  } finally {
    process.kill(router, 'SIGCONT');
  }
  await expect(mark.filter({ hasText: /^Live$/ })).toBeVisible();
  await expect(banner).toBeEmpty();
  const before = await idOf(page);
  await expect.poll(() => idOf(page)).not.toBe(before);
});

test('rows hold still under the pointer, count what waits, and let go by Escape', async ({ page }) => {
  await openScreen(page, '/live');
  await rowsOf(page).nth(3).hover();
  const before = await idOf(page);
  const waiting = page.getByRole('button', { name: /^\d+ new$/ });
  await expect(waiting).toBeVisible();
  expect(await idOf(page)).toBe(before);
  await page.keyboard.press('Escape');
  await expect.poll(() => idOf(page)).not.toBe(before);
});

test('a row that was chosen holds the list until Home, and not for ever', async ({ page }) => {
  await openScreen(page, '/live');
  await page.mouse.move(0, 0);
  await expect(rowsOf(page).nth(3)).toBeVisible();
  await page.keyboard.press('j');
  await page.keyboard.press('j');
  await expect(rowsOf(page).nth(1)).toHaveAttribute('aria-selected', 'true');
  const before = await idOf(page);
  await expect(page.getByRole('button', { name: /^\d+ new$/ })).toBeVisible();
  expect(await idOf(page)).toBe(before);
  await page.keyboard.press('Home');
  await expect.poll(() => idOf(page)).not.toBe(before);
  await expect(page.locator('tr[aria-selected="true"]')).toHaveCount(0);
});

/** Ends a session from elsewhere, so that its browser hears of it from the console alone. */
async function revokeSession(context: BrowserContext): Promise<void> {
  const origin = process.env.E2E_BASE_URL ?? '';
  const cookie = (await context.cookies()).map(({ name, value }) => `${name}=${value}`).join('; ');
  const headers = { origin, cookie, 'content-type': 'application/json' };
  expect((await fetch(`${origin}/api/auth/sign-out`, { method: 'POST', headers, body: '{}' })).status).toBe(200);
}

for (const [how, endSession] of [
  ['is revoked', revokeSession],
  ['expires', expireSession],
] as const)
  test(`a session that ${how} while the page is open leads to the sign-in, which says so, and from there back`, async ({
    browser,
    baseURL,
  }) => {
    const context = await browser.newContext(baseURL === undefined ? {} : { baseURL });
    const data = personOf('TRADER');
    await context.request.post('/api/auth/sign-in/email', { data, headers: { origin: baseURL ?? '' } });
    const page = await context.newPage();
    await openScreen(page, '/decisions?side=buy');
    await endSession(context);
    await expect(page).toHaveURL(/\/sign-in\?ended=1&next=%2Fdecisions%3Fside%3Dbuy$/, { timeout: 6_000 });
    await expect(page.getByRole('status')).toHaveText(
      'Your session has ended. Sign in again, and you are back where you were.',
    );
    await page.getByLabel('E-mail').fill(data.email);
    await page.getByLabel('Password').fill(data.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(page).toHaveURL(/\/decisions\?side=buy$/);
    // The server says it in the same way to whoever comes back later with the cookie. The window is closed first: open, it
    // would be on its own way to the door, and the browser would break off whichever of the two ways began first.
    await page.close();
    await endSession(context);
    const later = await context.newPage();
    await later.goto('/orders');
    await expect(later.getByText('Your session has ended.')).toBeVisible();
    await context.close();
  });

test('two windows each go on by themselves, and the stream is small and packed', async ({ context }) => {
  const [first, second] = [await context.newPage(), await context.newPage()];
  const answers: Promise<string>[] = [];
  for (const page of [first, second])
    page.on('response', (response) => {
      if (response.url().includes('live.updates')) answers.push(response.headerValue('content-encoding').then(String));
    });
  for (const page of [first, second]) await openScreen(page, '/live');
  for (const page of [first, second]) {
    const before = await idOf(page);
    await expect.poll(() => idOf(page)).not.toBe(before);
  }
  expect(new Set(await Promise.all(answers))).toEqual(new Set(['gzip']));
});
