import { randomUUID } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import { personOf, test } from './people';
import { api, asProgram } from './resting-order';
import { openScreen } from './screens';

const VENUE = 'MEMX';
const strip = (page: Page) => page.getByRole('list', { name: 'Venue status' });
const inStrip = (page: Page) => strip(page).getByRole('link').filter({ hasText: VENUE });
const standing = (page: Page) => page.getByRole('region', { name: 'How it stands' });

/** Does an act on the venue's screen, which is open, and gives what the question said. */
async function act(page: Page, { button, confirm, done }: Readonly<Record<'button' | 'confirm' | 'done', string>>) {
  await page.getByRole('button', { name: button }).click();
  const dialog = page.getByRole('dialog');
  await expect(
    dialog.getByText(/child orders? (of the last hour|that were made last)|No child order was sent/),
  ).toBeVisible();
  const said = (await dialog.textContent()) ?? '';
  await dialog.getByLabel(/^Reason/).fill('the venue has called');
  await dialog.getByRole('button', { name: confirm, exact: true }).click();
  await expect(dialog.getByText(done, { exact: true })).toBeVisible();
  await expect(dialog.getByRole('button', { name: /^Copy audit entry [0-9a-f-]{36}$/ })).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
  return said;
}

test.describe('operations', () => {
  test.use({ as: 'OPERATIONS' });

  test('forces a circuit open; strip, list and history of every window show it with why and by whom, until it is reset', async ({
    page,
    context,
  }) => {
    test.setTimeout(90_000);
    const live = await context.newPage();
    await openScreen(live, '/live');
    await expect(inStrip(live)).toBeVisible();
    await openScreen(page, '/live');
    await page.keyboard.press('g');
    await page.keyboard.press('v');
    await expect(page.getByRole('heading', { name: 'Venues', level: 1 })).toBeVisible();
    await page.getByRole('region', { name: 'Venues', exact: true }).getByRole('link', { name: VENUE }).click();
    await expect(page).toHaveURL(new RegExp(`/venues/${VENUE}$`));
    await expect(standing(page)).toContainText('Circuit');

    const said = await act(page, { button: 'Force open…', confirm: 'Force open', done: 'Forced open' });
    expect(said).toMatch(/It had [\d,]+ of the [\d,]+ child orders|No child order was sent anywhere/);
    const by = personOf('OPERATIONS').email;
    await expect(standing(page)).toContainText(`Forced open`);
    await expect(standing(page)).toContainText(`${by} says “the venue has called”`);
    await expect(page.getByRole('button', { name: 'Force open…' })).toHaveAccessibleDescription(
      'It is forced open already.',
    );
    const changes = page.getByRole('region', { name: 'Changes of the circuit', exact: true });
    await expect(changes.locator('tbody tr[data-row]').first()).toContainText(by);
    // The other window was told by the stream: what is wrong stands first, with why and since when.
    await expect(strip(live).getByRole('link').filter({ hasText: 'forced open' })).toContainText(
      /MEMX.*the venue has called.*since \d{2}:\d{2}:\d{2} ET/,
    );
    await openScreen(live, '/venues?show=CIRCUIT');
    const row = live
      .getByRole('region', { name: 'Venues', exact: true })
      .locator('tbody tr[data-row]')
      .filter({ hasText: VENUE });
    await expect(row).toContainText('circuit forced open');

    await act(page, { button: 'Reset…', confirm: 'Reset the circuit', done: 'Reset' });
    await expect(standing(page)).toContainText('Given back by hand to what is measured');
    await expect(row).toHaveCount(0);
  });

  test('restricts a venue and lifts it; the palette finds it by its name', async ({ page, request }) => {
    await openScreen(page, '/orders');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('MEMX');
    await page.getByRole('option', { name: new RegExp(`^Venue ${VENUE} · `) }).click();
    await expect(standing(page)).toBeVisible();
    await act(page, { button: 'Restrict…', confirm: 'Restrict the venue', done: 'Restricted' });
    await expect(standing(page)).toContainText('Restricted');
    const asked = `${api()}/venues/rankings?instrument_id=KO&side=BUY&quantity=100`;
    const ranked = await (await request.get(asked, { headers: asProgram() })).json();
    const found = ranked.find(({ venue_id: id }: { venue_id: string }) => id === VENUE);
    expect([found.rank, found.status]).toEqual([null, 'RESTRICTED']);
    await act(page, { button: 'Lift…', confirm: 'Take it back', done: 'Taken back' });
    await expect(standing(page)).not.toContainText('Restricted');
  });
});

test.describe('an auditor', () => {
  test.use({ as: 'AUDITOR' });

  test('is shown what may not be done, and why; and the server refuses it', async ({ page, baseURL }) => {
    await openScreen(page, `/venues/${VENUE}`);
    for (const name of ['Force open…', 'Force closed…', 'Reset…', 'Restrict…', 'Lift…']) {
      const button = page.getByRole('button', { name });
      await expect(button).toHaveAttribute('aria-disabled', 'true');
      await expect(button).toHaveAccessibleDescription(/may not change the status of a venue: that is for operations/);
    }
    const why = { venue_id: VENUE, reason: 'to see', idempotency_key: randomUUID() };
    for (const [path, more] of [
      ['force', { action: 'open' }],
      ['say', { status: 'RESTRICTED' }],
    ] as const) {
      const refused = await page.request.post(`/api/trpc/venues.${path}`, {
        headers: { origin: baseURL ?? '' },
        data: { ...why, ...more },
      });
      expect(refused.status()).toBe(403);
    }
  });
});

test('a venue says when it trades and how much may go there, and leads to the orders that sent to it', async ({
  page,
}) => {
  await openScreen(page, '/venues');
  await page.getByRole('region', { name: 'Venues', exact: true }).getByRole('link', { name: 'XNAS' }).click();
  const factsOf = (name: string) => page.getByRole('region', { name });
  await expect(factsOf('When it trades')).toContainText(/Market\s*US equities/);
  await expect(factsOf('When it trades')).toContainText(/Session\s*[A-Z][a-z]{2} 09:30 to 1\d:00 ET/);
  await expect(factsOf('How much may go there')).toContainText(/Largest it takes\s*[\d,]+/);
  // What the firm's limits are is for those who keep them.
  await expect(factsOf('How much may go there')).toContainText(/Most in value\s*not shown to you/);
  await page.getByRole('link', { name: 'Orders sent there' }).click();
  await expect(page).toHaveURL(/\/orders\?venue=XNAS$/);
  await expect(page.getByRole('combobox', { name: 'Venue' })).toHaveValue('XNAS');
  await page
    .getByRole('region', { name: 'Orders', exact: true })
    .locator('tbody tr[data-row]')
    .filter({ hasText: 'Filled' })
    .first()
    .click();
  await expect(page.getByRole('region', { name: 'Child orders', exact: true })).toContainText('Nasdaq');
});
