import { randomUUID } from 'node:crypto';
import AxeBuilder from '@axe-core/playwright';
import { type APIRequestContext, expect, type Page } from '@playwright/test';
import { test, windowOf } from './people';
import { api, asProgram } from './resting-order';
import { openScreen } from './screens';

/** Says why in the dialog that is open, does it, and closes what is said of it. */
async function act(page: Page, confirm: string | RegExp, done: string): Promise<void> {
  const dialog = page.getByRole('dialog');
  await dialog.getByLabel(/^Reason/).fill('NYSE has been slow since Monday');
  await dialog.getByRole('button', { name: confirm }).click();
  await expect(dialog.getByText(done, { exact: true })).toBeVisible();
  await expect(dialog.getByRole('button', { name: /^Copy audit entry [0-9a-f-]{36}$/ })).toBeVisible();
  await dialog.getByRole('button', { name: 'Close' }).click();
  await expect(dialog).toBeHidden();
}

/** A draft that keeps orders away from NYSE, written in the form. */
async function writeDraft(page: Page): Promise<string> {
  await openScreen(page, '/rules/draft');
  await page.getByRole('button', { name: 'Keep the draft…' }).click();
  await expect(page.getByText('Give the rule a name of up to 100 characters.')).toBeVisible();
  await page.getByLabel('Name', { exact: true }).fill('no NYSE');
  await expect(page.getByText('WITHOUT_EFFECT')).toBeVisible();
  await page.getByLabel('Never to', { exact: true }).selectOption('XNYS');
  await expect(page.getByText(/^Every order: never to .*XNYS\.$/)).toBeVisible();
  await page.getByRole('button', { name: 'Keep the draft…' }).click();
  await act(page, 'Keep the draft', 'Kept as your draft');
  await expect(page).toHaveURL(/\/rules\/\d+$/);
  return page.url().split('/').at(-1) ?? '';
}

async function simulateAndSubmit(page: Page): Promise<void> {
  const submit = page.getByRole('button', { name: 'Submit…' });
  await expect(submit).toHaveAccessibleDescription(/^Simulate it first/);
  await page.getByRole('button', { name: 'Simulate…' }).click();
  await act(page, /^Simulate rules-/, 'Simulated');
  const shown = page.getByRole('region', { name: 'Simulation' });
  await expect(shown.getByText(/of [\d,]+ decisions? from .* would have been sent otherwise/)).toBeVisible();
  await submit.click();
  await act(page, /^Submit rules-/, 'Submitted');
}

/** The page of the decision on an order that is sent now. */
async function decideNow(request: APIRequestContext): Promise<string> {
  const order = { order_id: `ruled-${randomUUID().slice(0, 8)}`, instrument_id: 'KO', side: 'BUY', quantity: 100 };
  const data = { ...order, order_type: 'MARKET' };
  const decided = await request.post(`${api()}/route`, { headers: asProgram(), data });
  expect(decided.status(), await decided.text()).toBe(200);
  return `/decisions/${(await decided.json()).decision_id}`;
}

test.describe('compliance', () => {
  test.use({ as: 'COMPLIANCE' });
  test('writes rules that another person brings into force: decisions name them, and they are retired and rolled back to', async ({
    page,
    browser,
    request,
    baseURL,
  }) => {
    test.setTimeout(180_000);
    const version = await writeDraft(page);
    await simulateAndSubmit(page);
    const approve = page.getByRole('button', { name: 'Approve…' });
    await expect(approve).toHaveAttribute('aria-disabled', 'true');
    await expect(approve).toHaveAccessibleDescription('You wrote it: another person has to approve it.');

    const { violations } = await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'best-practice']).analyze();
    expect(
      violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(' | ')}`),
    ).toEqual([]);

    const other = await windowOf('ADMIN', browser, baseURL ?? '');
    await openScreen(other, '/rules');
    const row = other.getByRole('region', { name: 'Versions of the rules' }).locator(`tr[data-row="rules-${version}"]`);
    await expect(row).toContainText('Waits for approval');
    await row.getByRole('link', { name: `rules-${version}` }).click();
    await other.getByRole('button', { name: 'Approve…' }).click();
    await expect(other.getByRole('dialog').getByText(/would have been sent otherwise/)).toBeVisible();
    await act(other, `Approve rules-${version}`, 'Approved');
    await expect(page.getByText(/^In force since /)).toBeVisible();

    await openScreen(page, await decideNow(request));
    await page.getByRole('link', { name: `rules-${version}` }).click();
    await expect(page).toHaveURL(new RegExp(`/rules/${version}$`));
    await other.getByRole('button', { name: 'Retire…' }).click();
    await act(other, `Retire rules-${version}`, 'Retired');
    await expect(page.getByRole('button', { name: 'Roll back to it…' })).toHaveAccessibleDescription(
      'You wrote it: another person has to bring it back.',
    );
    await other.getByRole('button', { name: 'Roll back to it…' }).click();
    await act(other, `Roll back to rules-${version}`, 'Brought back into force');
    await expect(page.getByRole('region', { name: 'What was done with it' }).locator('tbody tr[data-row]')).toHaveCount(
      7,
    );
    // What comes after this decides without them.
    await other.getByRole('button', { name: 'Retire…' }).click();
    await act(other, `Retire rules-${version}`, 'Retired');
    await other.context().close();
  });
});

test('a trader is told that rules are not theirs to read, and the server says so too', async ({ page, baseURL }) => {
  await openScreen(page, '/rules');
  await expect(page.getByText(/You are here as Trader and may not see the audit trail/)).toBeVisible();
  await expect(page.getByRole('link', { name: 'Rules', exact: true })).toHaveCount(0);
  const refused = await page.request.post('/api/trpc/rules.retire', {
    headers: { origin: baseURL ?? '' },
    data: { version: 1, reason: 'to see', idempotency_key: randomUUID() },
  });
  expect(refused.status()).toBe(403);
});

test.describe('an auditor', () => {
  test.use({ as: 'AUDITOR' });
  test('reads rules and writes none: shown as such, with who may', async ({ page }) => {
    await openScreen(page, '/rules');
    const draft = page.getByRole('button', { name: 'New draft…' });
    await expect(draft).toHaveAttribute('aria-disabled', 'true');
    await expect(draft).toHaveAccessibleDescription(/may not write routing rules: that is for compliance/);
    await openScreen(page, '/rules/draft');
    await expect(page.getByRole('button', { name: 'Keep the draft…' })).toHaveAttribute('aria-disabled', 'true');
    expect((await page.request.get('/rules/999999')).status()).toBe(404);
  });
});
