import { expect, test } from '@playwright/test';
import { personOf } from './people';

test('a visitor is asked to sign in, wherever they wanted to go', async ({ page }) => {
  for (const path of ['/', '/live', '/orders', '/decisions']) {
    await page.goto(path);
    await expect(page).toHaveURL(/\/sign-in(\?next=.*)?$/);
  }
  await expect(page.getByRole('heading', { name: 'Fairlead' })).toBeVisible();
});

test('a wrong password is refused and says so', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(personOf('TRADER').email);
  await page.getByLabel('Password').fill('not the password');
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page.getByRole('alert').filter({ hasText: 'E-mail or password is wrong.' })).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in(\?next=.*)?$/);
});

test('too many wrong passwords are refused for a while, whatever address a header names; others get in', async ({
  page,
  request,
}) => {
  const origin = process.env.E2E_BASE_URL ?? '';
  const guess = `guess-${Date.now()}@example.test`;
  const statuses: number[] = [];
  for (let times = 0; times < 60; times++) {
    const headers = { origin, 'x-forwarded-for': `192.0.2.${times}` };
    const data = { email: guess, password: `wrong ${times}` };
    statuses.push((await request.post('/api/auth/sign-in/email', { data, headers })).status());
  }
  expect(statuses.filter((status) => status === 429).length).toBeGreaterThan(40);
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(guess);
  await page.getByLabel('Password').fill('wrong again');
  const refused = page.getByRole('alert').filter({ hasText: /Too many wrong tries\. Try again in/ });
  // Where the pause has just ended, this try is a wrong one, and the next one comes well within the pause that follows.
  await expect(async () => {
    await page.getByRole('button', { name: 'Sign in' }).click();
    await expect(refused).toBeVisible({ timeout: 1_500 });
  }).toPass();
  const other = await request.post('/api/auth/sign-in/email', { data: personOf('OPERATIONS'), headers: { origin } });
  expect(other.status()).toBe(200);
});

test('the right password opens where the role begins, and signing out closes it', async ({ page }) => {
  const { email, password } = personOf('COMPLIANCE');
  await page.goto('/sign-in');
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await expect(page).toHaveURL(/\/decisions$/);
  await page.getByRole('button', { name: /Compliance: menu$/ }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await expect(page).toHaveURL(/\/sign-in(\?next=.*)?$/);
  await page.goto('/live');
  await expect(page).toHaveURL(/\/sign-in(\?next=.*)?$/);
});

test('nobody can make an account for themselves', async ({ request }) => {
  const response = await request.post('/api/auth/sign-up/email', {
    data: { email: 'me@example.test', password: 'a long password 1', name: 'Me', role: 'ADMIN' },
    headers: { origin: process.env.E2E_BASE_URL ?? '' },
  });
  expect(response.ok()).toBe(false);
});

test('the console’s data is refused to whoever is not signed in', async ({ request }) => {
  const input = encodeURIComponent(JSON.stringify({ limit: 10 }));
  expect((await request.get(`/api/trpc/orders.list?input=${input}`)).status()).toBe(401);
  expect((await request.get('/api/trpc/venues.list')).status()).toBe(401);
});
