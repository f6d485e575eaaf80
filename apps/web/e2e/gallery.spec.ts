import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page } from '@playwright/test';
import { EXHIBITS } from '../src/app/gallery/shelf';

const WEB = resolve(import.meta.dirname, '..');
/** The page asks for none of these, but the console does not start without them. */
const SETTINGS = {
  DATABASE_URL: 'postgresql://nobody@127.0.0.1:1/none',
  ROUTER_URL: 'http://127.0.0.1:1',
  WEB_URL: 'http://127.0.0.1:1',
  BETTER_AUTH_SECRET: 'a-secret-that-signs-nothing-in-the-gallery',
  ROUTER_KEY: 'flk_that_opens_nothing',
};

/** Starts Next as developers do: the gallery is there and nowhere else. It needs no database and no router. */
async function startDevelopment(): Promise<{ url: string; stop: () => Promise<void> }> {
  const next = join(WEB, 'node_modules/next/dist/bin/next');
  const server = spawn(process.execPath, [next, 'dev', '--hostname', '127.0.0.1', '--port', '0'], {
    cwd: WEB,
    env: { ...process.env, ...SETTINGS, NODE_ENV: 'development', NEXT_TELEMETRY_DISABLED: '1' },
    // Without a channel to us: with one, Next waits for whoever it believes to have started it.
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(server, 'exit');
  if (server.stdout === null) throw new Error('the pipe of the started server is missing');
  const said: string[] = [];
  let url: string | undefined;
  for await (const line of createInterface({ input: server.stdout })) {
    said.push(line);
    url ??= /Local:\s+(http:\S+)/.exec(line)?.[1];
    if (line.includes('Ready')) break;
  }
  server.stdout.resume();
  if (url === undefined) throw new Error(`the development server did not start:\n${said.join('\n')}`);
  const stop = async () => {
    server.kill('SIGTERM');
    await ended;
  };
  return { url, stop };
}

const test = base.extend<object, { gallery: string }>({
  gallery: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of fixtures from this pattern
    async ({}, use) => {
      const { url, stop } = await startDevelopment();
      await use(`${url}/gallery`);
      await stop();
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  page: async ({ page, gallery }, use) => {
    await page.emulateMedia({ reducedMotion: 'reduce' });
    await page.goto(gallery, { timeout: 120_000 });
    await expect(page.locator('svg.recharts-surface').first()).toBeVisible();
    await use(page);
  },
});
test.setTimeout(180_000);

const THEMES = ['dark', 'light'] as const;
type Theme = (typeof THEMES)[number];

async function wear(page: Page, theme: Theme): Promise<void> {
  await page.getByRole('button', { name: theme, exact: true }).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', theme);
}

const OVERLAYS = [
  ['Open the dialog', 'dialog'],
  ['Open the question', 'dialog'],
  ['Open the answer', 'dialog'],
  ['Open the menu', 'menu'],
] as const;

async function faultsOf(page: Page, within = 'html'): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    // Each exhibit is there twice, once a theme, with the same names inside.
    .disableRules(['landmark-unique'])
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'])
    .include(within)
    .exclude('nextjs-portal')
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`);
}

test('everything on the shelf is accessible in both themes', async ({ page }) => {
  await expect(page.locator('main > section > h2')).toHaveText([...EXHIBITS]);
  for (const theme of THEMES) {
    await expect(page.getByRole('group', { name: `, ${theme}` })).toHaveCount(EXHIBITS.length);
  }
  expect(await faultsOf(page)).toEqual([]);
  for (const table of await page.getByRole('button', { name: 'Table', exact: true }).all()) await table.click();
  expect(await faultsOf(page)).toEqual([]);
});

test('both themes stand beside each other, each in its own colours', async ({ page }) => {
  const colours = THEMES.map((theme) =>
    page
      .getByRole('group', { name: `button, ${theme}`, exact: true })
      .evaluate((pane) => [getComputedStyle(pane).backgroundColor, getComputedStyle(pane).color]),
  );
  const [dark, light] = await Promise.all(colours);
  expect(dark?.[0]).not.toBe(light?.[0]);
  expect(dark?.[1]).not.toBe(light?.[1]);
});

for (const theme of THEMES) {
  test(`what opens over the page is accessible in the ${theme} theme`, async ({ page }) => {
    await wear(page, theme);
    for (const [button, role] of OVERLAYS) {
      const opener = page.getByRole('group', { name: `, ${theme}` }).getByRole('button', { name: button });
      await opener.click();
      await expect(page.getByRole(role)).toBeVisible();
      // The shelf under it has its own test.
      expect(await faultsOf(page, `[role="${role}"]`)).toEqual([]);
      await page.keyboard.press('Escape');
      await expect(page.getByRole(role)).toBeHidden();
      await expect(opener).toBeFocused();
    }
  });
}

test('the shelf fits a phone and a small desktop', async ({ page }) => {
  const overflow = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
  expect(await overflow()).toBeLessThanOrEqual(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await expect.poll(overflow).toBeLessThanOrEqual(0);
});

test('a chart is saved as a PNG with pixels in it', async ({ page }) => {
  const chart = page.getByRole('figure', { name: 'Latency percentiles' }).first();
  const [file] = await Promise.all([page.waitForEvent('download'), chart.getByRole('button', { name: 'PNG' }).click()]);
  expect(file.suggestedFilename()).toBe('Latency percentiles.png');
  const bytes = await readFile(await file.path());
  expect(bytes.subarray(1, 4).toString()).toBe('PNG');
  expect(bytes.readUInt32BE(16)).toBeGreaterThan(1_000);
  const map = page.getByRole('figure', { name: 'Quality by venue' }).first();
  const [second] = await Promise.all([page.waitForEvent('download'), map.getByRole('button', { name: 'PNG' }).click()]);
  expect((await readFile(await second.path())).length).toBeGreaterThan(5_000);
});

test('the pointer reads a chart as the keys do', async ({ page }) => {
  const slider = page.getByRole('slider', { name: /^Latency percentiles: figures/ }).first();
  await slider.focus();
  await page.keyboard.press('End');
  const last = await slider.getAttribute('aria-valuetext');
  await page.keyboard.press('Home');
  const box = await slider.boundingBox();
  if (box === null) throw new Error('the chart is in sight');
  await page.mouse.move(box.x + box.width - 4, box.y + box.height / 2);
  await expect(slider).toHaveAttribute('aria-valuetext', last ?? '');
});

base('the console that people use has no gallery', async ({ page }) => {
  const answer = await page.goto('/gallery');
  expect(answer?.status()).toBe(404);
});
