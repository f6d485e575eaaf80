// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { TimeChart, type TimeSeries } from './time-chart';

// What is loaded when it is shown comes at once in the tests.
beforeAll(async () => {
  await Promise.all([import('./xy-plot'), import('./bars-plot')]);
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

const OPEN_MS = Date.UTC(2026, 10, 27, 14, 30);
const MINUTE_MS = 60_000;

const SERIES: readonly TimeSeries[] = [
  {
    id: 'p50',
    label: 'p50',
    tone: 'accent',
    points: [
      { atMs: OPEN_MS, value: 40, low: 35, high: 48 },
      { atMs: OPEN_MS + MINUTE_MS, value: null },
      { atMs: OPEN_MS + 2 * MINUTE_MS, value: 44.5, low: 40, high: 50 },
    ],
  },
  {
    id: 'p99',
    label: 'p99',
    tone: 'side-b',
    points: [
      { atMs: OPEN_MS, value: 120 },
      { atMs: OPEN_MS + 2 * MINUTE_MS, value: 131 },
    ],
  },
];

const chart = (more: Partial<Parameters<typeof TimeChart>[0]> = {}) =>
  render(<TimeChart name="Latency" unit="µs" series={SERIES} {...more} />);
const cursor = () => screen.getByRole('slider', { name: /^Latency: figures/ });
const spoken = () => cursor().getAttribute('aria-valuetext');

/** The test's document has no layout; rows in sight and fitting columns need some room. */
function giveRoom(): void {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400);
}

/** What the person is handed as a file. */
function downloads(): { name: string; text: Promise<string> }[] {
  const files: { name: string; text: Promise<string> }[] = [];
  let latest: Promise<string> = Promise.resolve('');
  vi.spyOn(URL, 'createObjectURL').mockImplementation((blob) => {
    latest = blob instanceof Blob ? blob.text() : Promise.resolve('');
    return 'blob:x';
  });
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function click(this: HTMLAnchorElement) {
    files.push({ name: this.download, text: latest });
  });
  return files;
}

test('arrow keys walk the figures, and each step is said with its time, zone, unit and interval', async () => {
  chart();
  const user = userEvent.setup();
  await user.tab();
  await user.tab();
  for (let presses = 0; presses < 12 && document.activeElement !== cursor(); presses += 1) await user.tab();
  expect(document.activeElement).toBe(cursor());
  expect(spoken()).toBe('2026-11-27 09:30:00.000 ET: p50 40 µs (35 to 48), p99 120 µs');
  await user.keyboard('{ArrowRight}');
  expect(spoken()).toBe('2026-11-27 09:31:00.000 ET: p50 no data');
  await user.keyboard('{End}');
  expect(spoken()).toBe('2026-11-27 09:32:00.000 ET: p50 44.5 µs (40 to 50), p99 131 µs');
  await user.keyboard('{ArrowRight}');
  expect(cursor().getAttribute('aria-valuenow')).toBe('3');
  await user.keyboard('{Home}');
  expect(cursor().getAttribute('aria-valuenow')).toBe('1');
});

test('the table has the same figures as the picture, and a gap is no figure', async () => {
  giveRoom();
  chart();
  await userEvent.click(screen.getByRole('button', { name: 'Table' }));
  const table = screen.getByRole('table');
  const rows = within(table).getAllByRole('row').slice(1);
  const cells = rows.map((row) =>
    within(row)
      .getAllByRole('cell')
      .map((cell) => cell.textContent),
  );
  expect(cells).toEqual([
    ['2026-11-27 09:30:00.000', '2026-11-27 14:30:00.000', '40', '35', '48', '120'],
    ['2026-11-27 09:31:00.000', '2026-11-27 14:31:00.000', '–', '–', '–', '–'],
    ['2026-11-27 09:32:00.000', '2026-11-27 14:32:00.000', '44.5', '40', '50', '131'],
  ]);
  expect(screen.queryByRole('slider')).toBeNull();
});

test('the file has every figure as a number, the time in both zones, and nothing where nothing was known', async () => {
  const files = downloads();
  chart();
  await userEvent.click(screen.getByRole('button', { name: 'CSV' }));
  expect(files.map(({ name }) => name)).toEqual(['Latency.csv']);
  expect((await files[0]?.text)?.split('\r\n')).toEqual([
    'Time (ET),Time (UTC),p50 (µs),"p50, low (µs)","p50, high (µs)",p99 (µs)',
    '2026-11-27 09:30:00.000,2026-11-27 14:30:00.000,40,35,48,120',
    '2026-11-27 09:31:00.000,2026-11-27 14:31:00.000,,,,',
    '2026-11-27 09:32:00.000,2026-11-27 14:32:00.000,44.5,40,50,131',
  ]);
});

test('a series is switched off and on by the keyboard, and the last one stays', async () => {
  chart();
  const [p50, p99] = within(screen.getByRole('list', { name: 'Series' })).getAllByRole('button');
  if (p50 === undefined || p99 === undefined) throw new Error('two series are in the legend');
  p99.focus();
  await userEvent.keyboard('{Enter}');
  expect(p99.getAttribute('aria-pressed')).toBe('false');
  expect(spoken()).not.toContain('p99');
  p50.focus();
  await userEvent.keyboard(' ');
  expect(p50.getAttribute('aria-pressed')).toBe('true');
  p99.focus();
  await userEvent.keyboard('{Enter}');
  expect(spoken()).toContain('p99 120');
});

test('the picture is drawn with units, round values and times, and no line runs through a gap', async () => {
  const { container } = chart();
  await vi.waitFor(() => expect(container.querySelector('svg.recharts-surface')).not.toBeNull());
  const words = [...container.querySelectorAll('svg.recharts-surface text')].map((text) => text.textContent);
  expect(words).toEqual(expect.arrayContaining(['µs', 'ET', '40', '120', '140']));
  const line = container.querySelector('.recharts-line-curve')?.getAttribute('d') ?? '';
  expect(line.match(/M/g)).toHaveLength(2);
});

test('the brush is two handles that keys move, and what is out of sight is not walked', async () => {
  const points = Array.from({ length: 101 }, (_, index) => ({ atMs: OPEN_MS + index * MINUTE_MS, value: index }));
  chart({ series: [{ id: 'a', label: 'A', tone: 'accent', points }], brush: true });
  const from = screen.getByRole('slider', { name: 'Latency, part shown, from' });
  expect(cursor().getAttribute('aria-valuemax')).toBe('101');
  from.focus();
  fireEvent.keyDown(from, { key: 'PageUp' });
  expect(cursor().getAttribute('aria-valuemax')).toBe('100');
  expect(from.getAttribute('aria-valuetext')).toMatch(/2026-11-27 09:3\d:\d\d ET/);
  await userEvent.click(screen.getByRole('button', { name: 'Whole range' }));
  expect(cursor().getAttribute('aria-valuemax')).toBe('101');
});

test('a part without data is drawn as such', async () => {
  const points = [0, 1, 2, 30, 31].map((minute) => ({ atMs: OPEN_MS + minute * MINUTE_MS, value: minute }));
  const { container } = chart({
    series: [{ id: 'a', label: 'A', tone: 'accent', points }],
    joinMsMax: 2 * MINUTE_MS,
  });
  await vi.waitFor(() => expect(container.querySelectorAll('.recharts-reference-area')).toHaveLength(1));
  expect(container.textContent).toContain('no data');
  expect(container.querySelector('.recharts-line-curve')?.getAttribute('d')?.match(/M/g)).toHaveLength(2);
});

test.each([
  ['loading', { loading: true }, 'status', 'Loading'],
  ['failed', { failure: 'The database is away.' }, 'alert', undefined],
] as const)('while it is %s, it says so and offers no files', (_name, more, role, name) => {
  chart({ series: [], ...more });
  expect(screen.getByRole(role, name === undefined ? {} : { name })).toBeDefined();
  expect(screen.queryByRole('button', { name: 'CSV' })).toBeNull();
});

test('a failure is tried again, and a range without figures is not drawn at zero', async () => {
  const onRetry = vi.fn();
  const { rerender } = chart({ series: [], failure: 'away', onRetry });
  await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
  expect(onRetry).toHaveBeenCalledOnce();
  rerender(
    <TimeChart
      name="Latency"
      unit="µs"
      series={[{ id: 'a', label: 'A', tone: 'accent', points: [{ atMs: OPEN_MS, value: null }] }]}
    />,
  );
  expect(screen.getByText('Nothing to draw')).toBeDefined();
  expect(screen.queryByRole('slider')).toBeNull();
});
