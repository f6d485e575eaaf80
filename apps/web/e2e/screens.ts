import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { signInAs, test } from './people';

/** A screen of the console: how to get there and what shows that it has come. */
export interface Screen {
  readonly name: string;
  readonly open: (page: Page) => Promise<void>;
}

const rows = (page: Page, region: string) =>
  page.getByRole('region', { name: region, exact: true }).locator('tbody tr[data-row]');

/** Goes to a screen and waits until it has come to life: the stream opens only then, and what is done before is lost. */
export async function openScreen(page: Page, path: string): Promise<void> {
  await page.goto(path);
  await expect(page.getByRole('status').filter({ hasText: 'Live' })).toBeVisible();
}

async function openList(page: Page, path: string, region: string): Promise<void> {
  await openScreen(page, path);
  await expect(rows(page, region).first()).toBeVisible();
}

/** One report of a run of the tests is asked for, however often it is opened. */
const REPORT_KEY = randomUUID();
/** Making a report takes as long as the machine lets it. */
const MADE_MS_MAX = 90_000;

/** Opens a report of the simulated orders of this quarter, for somebody who may ask for one. */
export async function openReport(page: Page): Promise<void> {
  test.setTimeout(3 * MADE_MS_MAX);
  await openList(page, '/orders', 'Orders');
  await expect(
    rows(page, 'Orders')
      .filter({ hasText: /AAPL|MSFT|KO|TSLA|NVDA|DIS/ })
      .first(),
  ).toBeVisible();
  const [year = 0, month = 0] = new Date().toISOString().split('-').map(Number);
  const asked = { kind: 'RULE_606_A1', year, quarter: Math.ceil(month / 3), simulated: true };
  const taken = await page.request.post('/api/trpc/reports.request', {
    headers: { origin: process.env.E2E_BASE_URL ?? '' },
    data: { asked, reason: 'to look at it', idempotency_key: REPORT_KEY },
  });
  expect(taken.status(), await taken.text()).toBe(200);
  await openList(page, '/reports', 'Reports asked for');
  const made = rows(page, 'Reports asked for').filter({ hasText: /Waits for approval|Approved|Published/ });
  await expect(made.first()).toBeVisible({ timeout: MADE_MS_MAX });
  await made.last().getByRole('link').click();
  await expect(page.locator('[data-figure]').first()).toBeVisible();
}

/** Opens the stored row that goes to the most venues, so that there is something to see. */
async function openWidest(page: Page): Promise<void> {
  await openList(page, '/decisions', 'Decisions');
  const counts = await rows(page, 'Decisions').evaluateAll((all) =>
    all.map((row) => row.querySelector('td:not(:first-child) .sr-only')?.textContent?.split(',').length ?? 0),
  );
  // Three to five venues make a picture that is neither bare nor crowded; without one, the most there are.
  const fitting = counts.findIndex((count) => count >= 3 && count <= 5);
  const best = fitting === -1 ? counts.indexOf(Math.max(...counts)) : fitting;
  await rows(page, 'Decisions').nth(Math.max(0, best)).click();
  await expect(page.getByRole('region', { name: 'Why here' })).toBeVisible();
}

/** Every screen for people who are signed in. */
export const SCREENS: readonly Screen[] = [
  {
    name: 'live',
    open: async (page) => {
      await openList(page, '/live', 'Decisions');
      await expect(page.getByRole('status').filter({ hasText: 'Live' })).toBeVisible();
      await expect(page.getByRole('list', { name: 'Venue status' }).getByRole('listitem').first()).toBeVisible();
      await expect(page.getByRole('region', { name: 'Fills' }).getByRole('link').first()).toBeVisible();
    },
  },
  { name: 'orders', open: (page) => openList(page, '/orders', 'Orders') },
  {
    name: 'risk',
    open: async (page) => {
      await openScreen(page, '/risk?view=refusals');
      await expect(page.getByRole('region', { name: 'Refusals by code' })).toBeVisible();
    },
  },
  {
    name: 'halts',
    open: async (page) => {
      await openScreen(page, '/risk?view=halts');
      await expect(page.getByRole('region', { name: 'All halts' })).toBeVisible();
    },
  },
  {
    name: 'rules',
    open: async (page) => {
      await signInAs('COMPLIANCE', page.context());
      await openScreen(page, '/rules');
      await expect(page.getByRole('region', { name: 'Versions of the rules' })).toBeVisible();
    },
  },
  {
    name: 'draft of rules',
    open: async (page) => {
      await signInAs('COMPLIANCE', page.context());
      await openScreen(page, '/rules/draft');
      await page.getByLabel('Only at a time of day').check();
      await page.getByRole('button', { name: 'Keep the draft…' }).click();
      await expect(page.getByText('Give the rule a name of up to 100 characters.')).toBeVisible();
    },
  },
  {
    name: 'jobs',
    open: async (page) => {
      await signInAs('OPERATIONS', page.context());
      await openList(page, '/jobs', 'Jobs of the worker');
    },
  },
  {
    name: 'job',
    open: async (page) => {
      await signInAs('OPERATIONS', page.context());
      await openList(page, '/jobs/markouts', 'Tries of Markouts');
    },
  },
  {
    name: 'reports',
    open: async (page) => {
      await signInAs('COMPLIANCE', page.context());
      await openScreen(page, '/reports');
      await expect(page.getByRole('region', { name: 'Reports asked for' })).toBeVisible();
      await expect(page.getByRole('list', { name: 'What is due' }).getByRole('listitem').first()).toBeVisible();
    },
  },
  {
    name: 'imports',
    open: async (page) => {
      await signInAs('COMPLIANCE', page.context());
      await openScreen(page, '/reports?view=imports');
      await expect(page.getByRole('region', { name: 'Imports', exact: true })).toBeVisible();
    },
  },
  {
    name: 'report',
    open: async (page) => {
      await signInAs('COMPLIANCE', page.context());
      await openReport(page);
      await page.locator('[data-figure]').first().click();
      const beside = page.getByRole('complementary', { name: 'What the figure is made of' });
      await expect(beside.getByText(/ were non-directed\.$/)).toBeVisible();
      await expect(rows(page, 'Orders of the figure').first()).toBeVisible();
    },
  },
  {
    name: 'venues',
    open: (page) => openList(page, '/venues', 'Venues'),
  },
  {
    name: 'quality of venues',
    open: async (page) => {
      await openScreen(page, '/venues?quality=true');
      await expect(page.getByRole('grid', { name: 'Quality of venues' })).toBeVisible();
    },
  },
  {
    name: 'venue',
    open: async (page) => {
      await openScreen(page, '/venues/XNYS');
      await expect(page.getByRole('region', { name: 'How it stands' })).toContainText('Circuit');
      await expect(page.getByRole('figure', { name: 'Acks and rejects' })).toBeVisible();
    },
  },
  {
    name: 'execution quality',
    open: async (page) => {
      await openList(page, '/quality', 'Execution quality by venue');
      await expect(page.getByRole('figure', { name: 'E/Q over time' })).toBeVisible();
    },
  },
  { name: 'decisions', open: (page) => openList(page, '/decisions', 'Decisions') },
  { name: 'decision', open: openWidest },
  {
    name: 'comparison',
    open: async (page) => {
      await openWidest(page);
      await page.getByRole('button', { name: 'Compare strategies' }).click();
      await expect(rows(page, 'Alternatives').first()).toBeVisible();
    },
  },
  {
    name: 'order',
    open: async (page) => {
      await openWidest(page);
      await page.getByRole('link', { name: 'Open the order' }).click();
      await expect(page.getByRole('list', { name: 'Walk of the order' })).toBeVisible();
    },
  },
];
