// @vitest-environment happy-dom
import { cleanup, fireEvent, render, screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, beforeAll, expect, test, vi } from 'vitest';
import { BarChart } from './bar-chart';
import type { BarRow } from './bar-figures';
import { HeatMap } from './heat-map';
import { IntervalChart } from './interval-chart';
import { ScatterChart } from './scatter-chart';

// What is loaded when it is shown comes at once in the tests.
beforeAll(async () => {
  await Promise.all([import('./xy-plot'), import('./bars-plot')]);
});

afterEach(() => {
  cleanup();
  vi.restoreAllMocks();
});

/** The test's document has no layout; rows in sight and fitting columns need some room. */
function giveRoom(): void {
  vi.spyOn(HTMLElement.prototype, 'clientWidth', 'get').mockReturnValue(900);
  vi.spyOn(HTMLElement.prototype, 'clientHeight', 'get').mockReturnValue(400);
}

const ROWS: readonly BarRow[] = [
  { id: 'a', label: 'VEGA', figures: { used: { value: 300, low: 250, high: 360, limit: 400 } } },
  { id: 'b', label: 'ORION', figures: { used: { value: null } } },
  { id: 'c', label: 'LYRA', figures: { used: { value: -50 } } },
];
const USED = [{ id: 'used', label: 'Used', tone: 'accent' }] as const;

const spoken = () => screen.getByRole('slider').getAttribute('aria-valuetext');

test.each([
  ['bars', BarChart],
  ['intervals', IntervalChart],
])('%s are walked name by name, with interval, limit and what is not known', (_name, Chart) => {
  const complaints = vi.spyOn(console, 'error');
  render(<Chart name="Use" header="Venue" unit="USD" rows={ROWS} series={USED} />);
  const slider = screen.getByRole('slider');
  expect(spoken()).toBe('VEGA: Used 300 USD (250 to 360) of 400, 75 %');
  fireEvent.focus(slider);
  fireEvent.keyDown(slider, { key: 'ArrowDown' });
  expect(spoken()).toBe('ORION: Used no data');
  fireEvent.keyDown(slider, { key: 'End' });
  expect(spoken()).toBe('LYRA: Used -50 USD');
  // React tells of two parts of a picture that have one key, which are then drawn twice or not at all.
  expect(complaints).not.toHaveBeenCalled();
});

test('the table of bars has a dash where nothing is known', async () => {
  giveRoom();
  render(<BarChart name="Use" header="Venue" unit="USD" rows={ROWS} series={USED} />);
  await userEvent.click(screen.getByRole('button', { name: 'Table' }));
  const orion = screen.getByRole('row', { name: /ORION/ });
  expect(within(orion).getAllByRole('cell')[1]?.textContent).toBe('–');
});

test('a bar is as long as its value, its limit is marked, and what is not known has no bar', async () => {
  const { container } = render(<BarChart name="Use" header="Venue" unit="USD" rows={ROWS} series={USED} />);
  await vi.waitFor(() => expect(container.querySelectorAll('.recharts-bar-rectangle path')).toHaveLength(2));
  const widths = [...container.querySelectorAll('.recharts-bar-rectangle path')].map((bar) =>
    Math.abs(Number(bar.getAttribute('width'))),
  );
  expect((widths[0] ?? 0) / (widths[1] ?? 1)).toBeCloseTo(6, 1);
});

test('of points at one place each is walked by itself, with its name', () => {
  render(
    <ScatterChart
      name="Outcome"
      unit="bps"
      x={{ label: 'Expected', unit: 'bps' }}
      series={[
        {
          id: 'buy',
          label: 'Buy',
          tone: 'side-a',
          points: [
            { x: 1, y: 2, low: 1, high: 3, label: 'order 1' },
            { x: 1, y: 5, label: 'order 2' },
            { x: 3, y: 1 },
          ],
        },
      ]}
    />,
  );
  const slider = screen.getByRole('slider');
  expect(spoken()).toBe('order 1, Expected 1 bps: Buy 2 bps (1 to 3)');
  fireEvent.focus(slider);
  fireEvent.keyDown(slider, { key: 'ArrowRight' });
  expect(spoken()).toBe('order 2, Expected 1 bps: Buy 5 bps');
});

test('cells of a heat map are read as cells of a table, and arrow keys walk them', async () => {
  const percent = (value: number) => `${Math.round(value * 100)}`;
  render(
    <HeatMap
      name="Quality"
      header="Venue"
      columns={[
        { id: 'fill', label: 'Fill rate', unit: '%', better: 'high', format: percent },
        { id: 'fade', label: 'Fade', unit: '%', better: 'low', format: percent },
      ]}
      rows={[
        {
          id: 'a',
          label: 'VEGA',
          cells: { fill: { value: 0.9, low: 0.85, high: 0.95, count: 1200 }, fade: { value: 0.1 } },
        },
        { id: 'b', label: 'ORION', cells: { fill: { value: 0.5 }, fade: { value: null } } },
      ]}
    />,
  );
  const cells = screen.getAllByRole('gridcell');
  expect(cells.map((cell) => cell.textContent)).toEqual(['9085 – 95n 1,200', '10', '50', 'no data']);
  expect(cells.filter((cell) => cell.tabIndex === 0)).toHaveLength(1);
  cells[0]?.focus();
  await userEvent.keyboard('{ArrowRight}{ArrowDown}');
  expect(document.activeElement).toBe(cells[3]);
  await userEvent.keyboard('{Home}{ArrowLeft}');
  expect(document.activeElement).toBe(cells[2]);
});
