import { execFileSync } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { expect, type Page } from '@playwright/test';
import { test } from './people';
import { openScreen } from './screens';

const rowsOf = (page: Page, region: string) =>
  page.getByRole('region', { name: region, exact: true }).locator('tbody tr[data-row]');

test('executions are told apart by venue; opening one looks inside of it, at an address of its own', async ({
  page,
}) => {
  await openScreen(page, '/quality');
  const venues = rowsOf(page, 'Execution quality by venue');
  await expect(venues.first()).toBeVisible();
  const venue = (await venues.first().getAttribute('data-row')) ?? '';
  await expect(venues.first().locator('td').first()).toContainText(venue);
  await venues.first().click();
  await expect(page).toHaveURL(new RegExp(`venue=${venue}`));
  await expect(rowsOf(page, 'Execution quality by instrument').first()).toBeVisible();
  await page.getByRole('link', { name: 'Expectation' }).click();
  await expect(page).toHaveURL(new RegExp(`venue=${venue}`));
  await expect(page.getByRole('figure', { name: 'Fill rates, expected and realised' })).toBeVisible();
  await expect(rowsOf(page, 'Expected and realised by instrument').first()).toBeVisible();
});

test('what other firms have published stands as printed, with what is wrong with it', async ({ page }) => {
  loadPeers(
    'V,IEXG,202608,Y,0,M,1.2,172.5,142.4,1,0.321678,0.000032,0.000153,0.000216,0.708333,0.000233,0.00008,0.5',
    'K,EDGX,202608,Y,0,M,1.2,172.5,142.4,1,0.2,0.00002,0.000153,0.000216,70.83,0.000233,0.00008,0.5',
  );
  await openScreen(page, '/quality?view=peers&month=2026-08-01&class=0');
  const firms = rowsOf(page, 'Executions of firms');
  await expect(firms.filter({ hasText: 'IEXG' })).toContainText('0.708');
  await expect(firms.filter({ hasText: 'EDGX' })).toContainText('70.8 ×100');
  const faults = rowsOf(page, 'What is wrong with these reports on executions');
  await expect(faults.filter({ hasText: 'EQ_TIMES_100' })).toContainText('EDGX202608.csv');
  await page.getByRole('combobox', { name: 'Type', exact: true }).selectOption('ML');
  await expect(firms.filter({ hasText: 'IEXG' })).toHaveCount(0);
});

/** Loads a summary of a row each, as a person does, into the database of the system under test. */
function loadPeers(...rows: readonly string[]): void {
  const folder = mkdtempSync(join(tmpdir(), 'fairlead-peers-'));
  const files = rows.map((row) => {
    const [, entity = '', month = ''] = row.split(',');
    const file = join(folder, `${entity}${month}.csv`);
    writeFileSync(file, `${HEADER}\r\n${row}\r\n`);
    return file;
  });
  const program = resolve(import.meta.dirname, '../../../tooling/dist/peers-load.js');
  const dataDir = dirname(process.env.E2E_CREDENTIALS ?? '');
  execFileSync(process.execPath, [program, ...files], { env: { ...process.env, FAIRLEAD_DATA_DIR: dataDir } });
}

const HEADER =
  'DsgntParticipant,RprtEntityCd,RptDate,Sp500,OrderSize,OrderType,AvgOrderQty,AvgOrderSize,ExctdOrderMidPtAvg,PctExctdAtQuotOrBetter,PctExctdPI,WghtdAvgPctPI,AvgEffctvSprdPct,AvgPctQuotSprd,AvgEFQPct,AvgRealSprdPct15sec,AvgRealSprdPct1min,WghtdAvgExctnTime';
