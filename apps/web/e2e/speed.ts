import { writeFileSync } from 'node:fs';
import { loadavg } from 'node:os';
import { expect, type Page } from '@playwright/test';
import { test } from './people';
import { openScreen } from './screens';
import { readTrace, TRACED } from './script-trace';
import { sendOrders } from './steady-orders';

// Measures the console in a real browser over the real system, for `npm run bench -- console`.

const ROWS = 10_000;
const FILL_PER_SECOND = 120;
const UPDATES_PER_SECOND = 50;
const MEASURED_SECONDS = 30;
const LOADS = 7;
const SCREENS = [
  { name: 'Live', path: '/live' },
  { name: 'Orders', path: '/orders' },
  { name: 'Decisions', path: '/decisions' },
  { name: 'Venues', path: '/venues' },
];

const found: Record<string, number | readonly number[]> = {};
const rows = 'tbody tr[data-row]';

/** Waits in the page for the title and the first row of a screen, and says when that was, by the page's own clock. */
const shownAtMs = (page: Page, title: string) =>
  page.evaluate(
    ([wanted, row]) =>
      new Promise<number>((resolve) => {
        const look = () => {
          const isThere =
            document.querySelector('h1')?.textContent === wanted && document.querySelector(row ?? '') !== null;
          if (isThere) resolve(performance.now());
          else requestAnimationFrame(look);
        };
        look();
      }),
    [title, rows],
  );

test.describe.configure({ mode: 'serial' });

test('first load of each screen', async ({ page }) => {
  await sendOrders(100, 20);
  for (const { name, path } of SCREENS) {
    const times: number[] = [];
    for (let load = 0; load < LOADS; load++) {
      await page.goto(path, { waitUntil: 'commit' });
      times.push(await shownAtMs(page, name));
      await page.goto('about:blank');
    }
    found[`first load, ${name}`] = times;
  }
});

test('route change', async ({ page }) => {
  await openScreen(page, '/live');
  const times: number[] = [];
  for (let round = 0; round < LOADS; round++)
    for (const { name, path } of [...SCREENS.slice(1), ...SCREENS.slice(0, 1)]) {
      const link = page.getByRole('navigation').getByRole('link', { name, exact: true });
      await expect(link).toBeVisible();
      await page.evaluate((href) => {
        document
          .querySelector(`nav a[href="${href}"]`)
          ?.addEventListener('click', () => Reflect.set(window, 'clickedAtMs', performance.now()), { once: true });
      }, path);
      await link.click();
      const atMs = await shownAtMs(page, name);
      times.push(atMs - (await page.evaluate(() => Number(Reflect.get(window, 'clickedAtMs')))));
    }
  found['route change'] = times;
});

test('live list of ten thousand rows', async ({ page, browser }) => {
  await openScreen(page, '/live');
  await sendOrders(ROWS, FILL_PER_SECOND);
  await page.evaluate(() => {
    const long: number[] = [];
    Reflect.set(window, 'longTasks', long);
    new PerformanceObserver((list) => long.push(...list.getEntries().map(({ duration }) => duration))).observe({
      type: 'longtask',
    });
  });
  const before = await page.locator(rows).first().getAttribute('data-row');
  found['load of the machine, before'] = loadavg()[0] ?? 0;
  await browser.startTracing(page, { categories: TRACED });
  await sendOrders(UPDATES_PER_SECOND * MEASURED_SECONDS, UPDATES_PER_SECOND);
  const trace = readTrace(await browser.stopTracing());
  found['load of the machine, after'] = loadavg()[0] ?? 0;
  found['long tasks'] = await page.evaluate(() => [...Reflect.get(window, 'longTasks')].map(Number));
  found['task of the main thread'] = trace.tasksMs;
  found['task of the main thread, own time'] = trace.tasksOwnMs;
  found['script of a frame'] = trace.scriptMs;
  found['script of a frame, own time'] = trace.scriptOwnMs;
  expect(await page.locator(rows).first().getAttribute('data-row')).not.toBe(before);
});

test.afterAll(() => {
  const path = process.env.SPEED_RESULTS;
  if (path !== undefined) writeFileSync(path, JSON.stringify(found));
});
