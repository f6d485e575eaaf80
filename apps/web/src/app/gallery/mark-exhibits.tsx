'use client';

import { Badge } from '@fairlead/ui/badge';
import { KeyHint } from '@fairlead/ui/key-hint';
import { Page, Section } from '@fairlead/ui/page';
import { EmptyState, ErrorState } from '@fairlead/ui/region-state';
import { SideMark } from '@fairlead/ui/side-mark';
import { Skeleton, SkeletonRows } from '@fairlead/ui/skeleton';
import { Sparkline } from '@fairlead/ui/sparkline';
import { SplitBar } from '@fairlead/ui/split-bar';
import { StatStrip } from '@fairlead/ui/stat-strip';
import { StatusDot } from '@fairlead/ui/status-dot';
import { Time } from '@fairlead/ui/time';
import { Timeline } from '@fairlead/ui/timeline';
import { StateRow } from './state-row';

const OPEN_MS = Date.UTC(2026, 10, 27, 14, 30);
const figure = (amount: number) => amount.toLocaleString('en-US');

/** What only shows. */
export const MARK_EXHIBITS = {
  badge: () => (
    <StateRow>
      <Badge>neutral</Badge>
      <Badge tone="strong">strong</Badge>
      <Badge tone="accent">accent</Badge>
      <Badge tone="good">good</Badge>
      <Badge tone="degraded">degraded</Badge>
      <Badge tone="stopped">stopped</Badge>
    </StateRow>
  ),
  'key-hint': () => (
    <StateRow>
      <KeyHint keys={['/']} />
      <KeyHint keys={['g', 'l']} />
    </StateRow>
  ),
  page: () => (
    <Page title="A screen" lead="What it is, for whom it is new" actions={<Badge>action</Badge>}>
      <Section title="A region" note="what a newcomer needs to read it">
        <p className="px-4 text-sm">Its content.</p>
      </Section>
    </Page>
  ),
  'region-state': () => (
    <>
      <EmptyState title="Nothing yet">What to do next is said here.</EmptyState>
      <ErrorState title="Orders could not be loaded" onRetry={() => {}}>
        The database is away.
      </ErrorState>
    </>
  ),
  'side-mark': () => (
    <StateRow>
      <SideMark side="a">BUY</SideMark>
      <SideMark side="b">SELL</SideMark>
    </StateRow>
  ),
  skeleton: () => (
    <>
      <StateRow>
        <Skeleton className="h-4 w-40" />
      </StateRow>
      <SkeletonRows count={3} />
    </>
  ),
  sparkline: () => (
    <StateRow>
      <Sparkline values={[3, 4, 2, 8, 5, 6]} label="A course" />
      <Sparkline values={[3, 4, 2]} places={6} label="A course of which half is known" />
      <Sparkline values={[0, 0, 0]} label="A course at zero" />
      <Sparkline values={[]} label="A course without figures" />
    </StateRow>
  ),
  'split-bar': () => (
    <div className="max-w-md space-y-1 px-4">
      <SplitBar
        parts={[
          { id: 'a', label: 'VEGA', amount: 300 },
          { id: 'b', label: 'ORION', amount: 200 },
        ]}
        format={figure}
      />
      <SplitBar
        parts={[
          { id: 'a', label: 'VEGA', amount: 300 },
          { id: 'b', label: 'LYRA', amount: 200, resting: true },
        ]}
        rest={150}
        format={figure}
      />
      <SplitBar parts={[]} format={figure} />
    </div>
  ),
  'stat-strip': () => (
    <StatStrip
      label="Figures"
      stats={[
        { label: 'Orders', value: '12.4', unit: '/s', note: 'last 60 s' },
        { label: 'Fills', value: '–', unit: '/s', note: 'not known now' },
        {
          label: 'Median',
          value: '82',
          unit: 'µs',
          chart: <Sparkline values={[1, 3, 2]} label="Median over a minute" />,
        },
      ]}
    />
  ),
  'status-dot': () => (
    <StateRow>
      <StatusDot tone="good" /> good
      <StatusDot tone="good" pulsing /> pulsing
      <StatusDot tone="degraded" /> degraded
      <StatusDot tone="stopped" /> stopped
      <StatusDot tone="idle" /> idle
    </StateRow>
  ),
  time: () => (
    <StateRow>
      <Time atMs={OPEN_MS} />
      <Time atMs={OPEN_MS} withDate />
      <Time atMs={OPEN_MS} short />
    </StateRow>
  ),
  timeline: () => (
    <div className="px-4">
      <Timeline
        label="A walk"
        steps={[
          { id: '1', title: 'Received', at: '09:30:00.000', after: null, tone: 'plain' },
          { id: '2', title: 'Filled', detail: '300 at 10.02', at: '09:30:00.004', after: '+4 ms', tone: 'good' },
          { id: '3', title: 'Rejected', at: '09:30:00.009', after: '+5 ms', tone: 'stopped' },
          { id: '4', title: 'Working', at: '09:30:00.010', after: '+1 ms', tone: 'open' },
        ]}
      />
    </div>
  ),
};
