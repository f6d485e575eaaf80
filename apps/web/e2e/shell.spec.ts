import AxeBuilder from '@axe-core/playwright';
import type { Role } from '@fairlead/contracts/access';
import { expect, type Page } from '@playwright/test';
import { test } from './people';
import { openScreen, SCREENS } from './screens';

const WATCH = ['Watch', [/Live/, /Decisions/, /Venues/, /Quality/]] as const;
const TRADE = ['Trade', [/Orders/]] as const;
const STARTS: readonly (readonly [Role, start: RegExp, groups: readonly (readonly [string, readonly RegExp[]])[]])[] = [
  ['TRADER', /\/live$/, [WATCH, TRADE, ['Govern', [/Risk/]]]],
  [
    'COMPLIANCE',
    /\/decisions$/,
    [WATCH, TRADE, ['Govern', [/Risk/, /Rules/]], ['Report', [/Reports/]], ['Run', [/Jobs/]]],
  ],
];

for (const [role, start, groups] of STARTS)
  test.describe(role, () => {
    test.use({ as: role });
    test('begins at the screen of the role, and is led by groups', async ({ page }) => {
      await page.goto('/');
      await expect(page).toHaveURL(start);
      const screens = page.getByRole('navigation', { name: 'Screens' });
      for (const [name, links] of groups)
        await expect(screens.getByRole('list', { name }).getByRole('link')).toHaveText(links);
      await expect(screens.getByRole('list')).toHaveCount(groups.length);
    });
  });

test('says where orders go, what the market does, and how everything is, by the router’s word', async ({ page }) => {
  await openScreen(page, '/orders');
  await expect(page.getByText('SIMULATED', { exact: true })).toBeVisible();
  await page.getByRole('button', { name: /^Health\./ }).click();
  const health = page.getByRole('dialog', { name: 'Health' });
  await expect(health.getByRole('listitem').filter({ hasText: 'Router' })).toContainText(/since \d\d:\d\d:\d\d/);
  await expect(health.getByRole('listitem').filter({ hasText: 'Venues' })).toContainText('32 of 32 connected');
  await expect(health.getByText('Engine')).toBeVisible();
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: /^US equities/ }).click();
  const hours = page.getByRole('dialog', { name: 'Market hours' });
  await expect(hours.getByRole('list', { name: 'Markets' }).getByRole('listitem')).toHaveCount(3);
  await expect(hours.getByText(/Holidays are known until/)).toBeVisible();
});

test('the screen that one leaves stays until the other is whole, and a line tells what takes long', async ({
  page,
}) => {
  await openScreen(page, '/orders');
  let letGo: () => void = () => undefined;
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route(/\/decisions\?_rsc=/, async (route) => {
    await held;
    await route.continue();
  });
  await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Decisions' }).click();
  await expect(page.getByRole('progressbar', { name: 'Opening the screen' })).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Orders' })).toBeVisible();
  letGo();
  await expect(page.getByRole('heading', { level: 1, name: 'Decisions' })).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Opening the screen' })).toHaveCount(0);
});

test('an address at which there is nothing says so inside the shell, and where to go', async ({ page, request }) => {
  const answer = await page.goto('/no/such/screen');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { name: 'There is nothing at this address' })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('link', { name: 'Go to your start screen' }).click();
  await expect(page).toHaveURL(/\/live$/);
  const api = await request.get('/api/no/such/thing');
  expect([api.status(), (await api.json()).code]).toEqual([404, 'NOT_FOUND']);
});

test('single keys can be switched off, stay off, and never act under something that is open', async ({ page }) => {
  test.setTimeout(90_000);
  const theme = page.locator('html');
  await openScreen(page, '/orders');
  await page.getByRole('button', { name: /: menu$/ }).click();
  await page.keyboard.press('t');
  await page.getByRole('menuitemcheckbox', { name: 'Shortcuts of single keys' }).click();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('menu')).toBeHidden();
  await page.reload();
  await expect(page.getByRole('status').filter({ hasText: 'Live' })).toBeVisible({ timeout: 30_000 });
  await page.keyboard.press('t');
  await page.keyboard.press('?');
  await page.keyboard.press('g');
  await page.keyboard.press('l');
  await expect(page).toHaveURL(/\/orders/);
  await expect(page.getByRole('dialog')).toHaveCount(0);
  await page.getByRole('button', { name: /: menu$/ }).click();
  await page.getByRole('menuitem', { name: 'All keys' }).click();
  const keys = page.getByRole('dialog', { name: 'Keys' });
  await expect(keys.getByText('Go to Live')).toHaveCount(0);
  await keys.getByRole('button', { name: 'Switch single keys on' }).click();
  await expect(keys.getByText('Go to Live')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(theme).toHaveAttribute('data-theme', 'dark');
  await page.keyboard.press('t');
  await expect(theme).toHaveAttribute('data-theme', 'light');
});

/** Puts a halt and a critical alert into what the router says of itself, as a later release of it will. */
async function haltIn(page: Page): Promise<void> {
  const since = '2026-11-27T15:00:00.000000Z';
  const halt = {
    halt_id: 'h1',
    scope: 'FIRM',
    client_id: null,
    venue_id: null,
    instrument_id: null,
    reason: 'drill of the desk',
    since,
    actor: 'ops@example.com',
  };
  const alert = {
    seq: 1,
    timestamp: since,
    severity: 'CRITICAL',
    code: 'OVERFILL',
    client_id: 'default',
    order_pk: '019abcde-0000-7000-8000-000000000007',
    order_id: 'order-7',
    venue_id: 'XNYS',
  };
  const message = 'XNYS executed more than it was sent. All of it is booked, and marked.';
  await page.route('**/api/trpc/*system.get*', async (route) => {
    const response = await route.fetch();
    const names = (new URL(route.request().url()).pathname.split('/').at(-1) ?? '').split(',');
    const answers = await response.json();
    const told = answers[names.indexOf('system.get')].result.data.lasting;
    Object.assign(told, { halts: [halt], alerts: [{ ...alert, message }] });
    await route.fulfill({ response, json: answers });
  });
}

test('a halt stands over everything, and a critical alert until it is acknowledged', async ({ page }) => {
  test.setTimeout(90_000);
  await haltIn(page);
  await openScreen(page, '/orders');
  await expect(page.getByRole('region', { name: 'Halts' })).toContainText(
    'Trading is halted for the whole firm since 10:00:00 ET by ops@example.com. Reason: drill of the desk.',
  );
  await expect(page.getByRole('region', { name: 'Halts' })).toContainText('cancels still pass');
  const grave = page.getByRole('region', { name: 'Critical alerts' });
  await expect(grave.getByRole('alert')).toContainText('XNYS executed more than it was sent');
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'Alerts: 1 not acknowledged, 1 critical' }).click();
  const alerts = page.getByRole('dialog', { name: 'Alerts' });
  await expect(alerts.getByRole('link', { name: 'Order order-7' })).toHaveAttribute('href', /\/orders\/019abcde-/);
  await alerts.getByRole('button', { name: 'Acknowledge', exact: true }).click();
  await expect(grave).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('button', { name: 'Alerts: none that you have not acknowledged' })).toBeVisible();
  await expect(page.getByRole('region', { name: 'Halts' })).toBeVisible();
  await expect(grave).toHaveCount(0);
});

async function faultsOf(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'best-practice']).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 160)).join(' | ')}`);
}

for (const screen of SCREENS)
  test(`${screen.name} keeps to landmarks, headings and best practice`, async ({ page }) => {
    await screen.open(page);
    expect(await faultsOf(page)).toEqual([]);
  });
