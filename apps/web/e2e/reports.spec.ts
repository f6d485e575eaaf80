import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { expect } from '@playwright/test';
import { test, windowOf } from './people';
import { openReport, openScreen } from './screens';

test.describe('compliance', () => {
  test.use({ as: 'COMPLIANCE' });
  test('follows a figure of a report to an order; another person approves and publishes it, and its files are had', async ({
    page,
    browser,
    baseURL,
  }) => {
    await openReport(page);
    await expect(page.getByRole('heading', { name: /^Rule 606\(a\)\(1\) · Q\d \d{4}$/ })).toBeVisible();
    const approve = page.getByRole('button', { name: 'Approve…' });
    await expect(approve).toHaveAttribute('aria-disabled', 'true');
    await expect(approve).toHaveAccessibleDescription('You asked for it: another person has to approve it.');

    const figure = page.getByRole('region', { name: 'Venues' }).locator('[data-figure]').first();
    const printed = await figure.textContent();
    await figure.click();
    const panel = page.getByRole('complementary', { name: 'What the figure is made of' });
    await expect(panel.getByRole('heading', { name: `${printed} %` })).toBeVisible();
    const sum = panel.getByText(/^[\d,]+ of [\d,]+ parts of non-directed held orders that were routed went to /);
    await expect(sum).toBeVisible();
    const [, part = '', whole = ''] = /^([\d,]+) of ([\d,]+)/.exec((await sum.textContent()) ?? '') ?? [];
    const count = (text: string) => Number(text.replaceAll(',', ''));
    expect(((100 * count(part)) / count(whole)).toFixed(2)).toBe(printed);
    const address = page.url();
    const coming = page.waitForEvent('download');
    await panel.getByRole('link', { name: 'CSV' }).click();
    expect((await coming).suggestedFilename()).toMatch(/^RULE_606_A1_.*_ROUTE_.*\.csv$/);
    await panel.getByRole('region', { name: 'Routed orders of the figure' }).getByRole('link').first().click();
    await expect(page).toHaveURL(/\/orders\//);
    await expect(page.getByRole('list', { name: 'Walk of the order' })).toBeVisible();

    const other = await windowOf('ADMIN', browser, baseURL ?? '');
    await openScreen(other, address);
    const question = other.getByRole('dialog');
    for (const [ask, answer, done] of [
      ['Approve…', 'Approve it', 'Approved'],
      ['Publish…', 'It is published', 'Published'],
    ] as const) {
      await other.getByRole('button', { name: ask }).click();
      await question.getByLabel(/^Reason/).fill('it is right');
      await question.getByRole('button', { name: answer }).click();
      await expect(question.getByText(done, { exact: true })).toBeVisible();
      await other.keyboard.press('Escape');
      await expect(question).toHaveCount(0);
    }
    await expect(other.getByRole('list', { name: 'Way of the report' })).toContainText('kept as it is');
    const fileComing = other.waitForEvent('download');
    await other
      .getByRole('region', { name: 'Files' })
      .getByRole('link', { name: /\.XML$/ })
      .click();
    expect((await fileComing).suggestedFilename()).toMatch(/_606_NMS_\d{4}_Q\d\.XML$/);
    await other.context().close();
  });
});

const SAMPLE = new URL('../../../docs/import-sample/', import.meta.url);
/** The worker takes up one thing at a time, and takes as long as the machine lets it. */
const LOADED_MS_MAX = 90_000;
const LABELS = { orders: 'Orders', routes: 'Routes', executions: 'Executions' } as const;

test.describe('compliance, with past orders', () => {
  test.use({ as: 'COMPLIANCE' });
  test('brings files, is shown the line that is wrong, brings them mended, and withdraws them', async ({ page }) => {
    test.setTimeout(3 * LOADED_MS_MAX);
    const client = `E2E-${randomUUID().slice(0, 8)}`;
    await openScreen(page, '/reports?view=imports');
    const imports = page.getByRole('region', { name: 'Imports', exact: true });
    const question = page.getByRole('dialog');
    const bring = async (change: (orders: string) => string) => {
      await page.getByRole('button', { name: 'Bring files…' }).click();
      for (const [name, label] of Object.entries(LABELS)) {
        const text = readFileSync(new URL(`${name}.csv`, SAMPLE), 'utf8');
        const buffer = Buffer.from(name === 'orders' ? change(text) : text);
        await question
          .getByLabel(label, { exact: true })
          .setInputFiles({ name: `${name}.csv`, mimeType: 'text/csv', buffer });
      }
      await question.getByLabel(/^Client/).fill(client);
      await question.getByLabel(/^Reason/).fill('the quarter before we came');
      await question.getByRole('button', { name: 'Bring them' }).click();
      await expect(question.getByText('All have come', { exact: true })).toBeVisible();
      await page.keyboard.press('Escape');
      await expect(question).toHaveCount(0);
    };
    const ofClient = (state: string) => imports.getByRole('row').filter({ hasText: client }).filter({ hasText: state });

    await bring((orders) => orders.replace(',BUY,', ',BYE,'));
    await expect(ofClient('Refused')).toBeVisible({ timeout: LOADED_MS_MAX });
    await ofClient('Refused').getByRole('link').click();
    const faults = page.getByRole('region', { name: 'Line faults' });
    await expect(faults.getByRole('row').filter({ hasText: 'NOT_IN_LIST' })).toContainText('side');
    await page.getByRole('link', { name: 'All imports' }).click();

    await bring((orders) => orders);
    await expect(ofClient('Counts')).toBeVisible({ timeout: LOADED_MS_MAX });
    await ofClient('Counts').getByRole('link').click();
    await expect(page.getByRole('status').filter({ hasText: '6 orders, 7 routes, 7 executions count' })).toBeVisible();
    await page.getByRole('button', { name: 'Withdraw…' }).click();
    await question.getByLabel(/^Reason/).fill('it was a rehearsal');
    await question.getByRole('button', { name: 'Withdraw it' }).click();
    await expect(question.getByText('Withdrawn', { exact: true })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('status').filter({ hasText: 'count no more' })).toContainText('it was a rehearsal');
  });
});

test('a trader finds no way to the firm’s reports, and is told why at their address', async ({ page }) => {
  await openScreen(page, '/reports');
  await expect(page.getByRole('heading', { name: 'The firm’s reports are not for you to see' })).toBeVisible();
  await expect(
    page.getByText(/may not see reports: that is for compliance, auditors and administrators/),
  ).toBeVisible();
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Reports' })).toHaveCount(0);
});
