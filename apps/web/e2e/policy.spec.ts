import { expect, type Page } from '@playwright/test';
import { personOf, test } from './people';
import { SCREENS } from './screens';

/** What the browser held against the page's policy, in its own words. */
async function violationsOf(page: Page): Promise<() => Promise<string[]>> {
  const told: string[] = [];
  await page.exposeFunction('tellViolation', (text: string) => void told.push(text));
  await page.addInitScript(() => {
    document.addEventListener('securitypolicyviolation', (event) => {
      const tell: unknown = Reflect.get(window, 'tellViolation');
      const what = `${event.effectiveDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`;
      if (typeof tell === 'function') tell(what);
    });
  });
  // A round trip: what was told before has arrived.
  return async () => {
    await page.evaluate(() => document.title);
    return told;
  };
}

for (const screen of SCREENS)
  test(`${screen.name} keeps to its policy`, async ({ page }) => {
    const violations = await violationsOf(page);
    await screen.open(page);
    await page.getByRole('button', { name: /: menu$/ }).click();
    await expect(page.getByRole('menuitem', { name: 'Sign out' })).toBeVisible();
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await violations()).toEqual([]);
  });

test('the policy is held: what a page did not bring does not run', async ({ page }) => {
  const violations = await violationsOf(page);
  const answer = await page.goto('/live');
  const policy = answer?.headers()['content-security-policy'] ?? '';
  expect(policy).toMatch(/script-src 'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic'/);
  expect((await page.reload())?.headers()['content-security-policy']).not.toBe(policy);
  await page.evaluate(() => {
    const element = document.createElement('div');
    element.innerHTML = '<img src="data:," onerror="document.title=\'taken\'">';
    document.body.append(element);
  });
  await expect.poll(violations).toEqual(expect.arrayContaining([expect.stringContaining('script-src-attr')]));
  await expect(page).not.toHaveTitle('taken');
});

test.describe('somebody who signs out elsewhere', () => {
  test('is brought to the door in every window, and their live updates end', async ({
    browser,
    playwright,
    baseURL,
  }) => {
    const options = baseURL === undefined ? {} : { baseURL };
    const request = await playwright.request.newContext({ ...options, extraHTTPHeaders: { origin: baseURL ?? '' } });
    await request.post('/api/auth/sign-in/email', { data: personOf('AUDITOR') });
    const context = await browser.newContext({ ...options, storageState: await request.storageState() });
    const page = await context.newPage();
    await page.goto('/live');
    await expect(page.getByRole('status').filter({ hasText: 'Live' })).toBeVisible();
    expect((await request.post('/api/auth/sign-out', { data: {} })).status()).toBe(200);
    await expect(page).toHaveURL(/\/sign-in\?ended=1&next=/);
    expect((await request.get('/api/auth/token')).status()).toBe(401);
    await context.close();
    await request.dispose();
  });
});
