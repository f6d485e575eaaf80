// @vitest-environment happy-dom
import { cleanup, render, screen, within } from '@testing-library/react';
import { afterEach, expect, test, vi } from 'vitest';
import { Badge } from './badge';
import { Page, Section } from './page';
import { EmptyState, ErrorState } from './region-state';
import { SkeletonRows } from './skeleton';
import { Sparkline } from './sparkline';
import { SplitBar } from './split-bar';
import { StatStrip } from './stat-strip';
import { StatusDot } from './status-dot';
import { Timeline } from './timeline';

afterEach(cleanup);

const figure = (amount: number) => String(amount);

test('a split bar says all of its parts and what nobody got', () => {
  const { container } = render(
    <SplitBar
      parts={[
        { id: 'a', label: 'VEGA', amount: 300 },
        { id: 'b', label: 'LYRA', amount: 100, resting: true },
      ]}
      rest={100}
      format={figure}
    />,
  );
  expect(screen.getByText('VEGA 300, LYRA 100, unallocated 100')).toBeDefined();
  const grows = [...container.querySelectorAll<HTMLElement>('[style]')]
    .map((part) => part.style.flexGrow)
    .filter(Boolean);
  expect(grows).toEqual(['60', '20', '20']);
});

test('nothing to split is said in a word', () => {
  render(<SplitBar parts={[]} format={figure} />);
  expect(screen.getByText('none')).toBeDefined();
});

test('a course of figures is a picture with a name, and one figure is no course', () => {
  const { container, rerender } = render(<Sparkline label="Orders" values={[1, 2, 3]} />);
  expect(screen.getByRole('img', { name: 'Orders' })).toBeDefined();
  rerender(<Sparkline label="Orders" values={[1]} />);
  expect(container.querySelector('polyline')).toBeNull();
});

test('figures are a list of names with values', () => {
  render(<StatStrip label="Rates" stats={[{ label: 'Orders', value: '–', unit: '/s', note: 'not known now' }]} />);
  expect(screen.getByRole('term').textContent).toBe('Orders');
  expect(screen.getAllByRole('definition').map((one) => one.textContent)).toEqual(['–/s', 'not known now']);
});

test('a walk is a list in order, with what each step took', () => {
  render(
    <Timeline
      label="Walk"
      steps={[
        { id: '1', title: 'Received', at: '09:30', after: null, tone: 'plain' },
        { id: '2', title: 'Filled', at: '09:31', after: '+1 m', tone: 'good' },
      ]}
    />,
  );
  const steps = within(screen.getByRole('list', { name: 'Walk' })).getAllByRole('listitem');
  expect(steps.map((step) => step.textContent)).toEqual(['Received09:30', '+1 mFilled09:31']);
});

test('what failed is spoken at once and can be tried again; what is empty says what to do', () => {
  const retry = vi.fn();
  render(
    <>
      <ErrorState title="Orders could not be loaded" onRetry={retry}>
        away
      </ErrorState>
      <EmptyState title="No order yet">Send one.</EmptyState>
      <SkeletonRows count={2} />
    </>,
  );
  within(screen.getByRole('alert')).getByRole('button', { name: 'Try again' }).click();
  expect(retry).toHaveBeenCalledOnce();
  expect(screen.getByText('Send one.')).toBeDefined();
  expect(screen.getByRole('status', { name: 'Loading' })).toBeDefined();
});

test('a screen has one first heading, and each region is named by its own', () => {
  render(
    <Page title="Orders">
      <Section title="Open">rows</Section>
    </Page>,
  );
  expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Orders');
  expect(within(screen.getByRole('region', { name: 'Open' })).getByRole('heading', { level: 2 })).toBeDefined();
});

test('states are words; the dot beside them is for the eye only', () => {
  const { container } = render(
    <>
      <StatusDot tone="stopped" />
      <Badge tone="stopped">STOPPED</Badge>
    </>,
  );
  expect(container.querySelector('[aria-hidden="true"]')).not.toBeNull();
  expect(screen.getByText('STOPPED')).toBeDefined();
});
