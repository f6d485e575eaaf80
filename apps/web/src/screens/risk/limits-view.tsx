'use client';

import type { RiskLimitRow, RiskLimits } from '@fairlead/contracts/risk';
import { Badge } from '@fairlead/ui/badge';
import type { Column } from '@fairlead/ui/column';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useMemo } from 'react';
import type { Bound } from '@/rows/limit-change';
import { rowsOfUse, type UseRow } from '@/rows/risk-use';
import { BOUND_WORDS, boundValue, formatBoundText, subjectWords } from '@/words/risk-words';
import { ChangeLimitButton } from './acts/change-limit';
import { Dollars } from './dollars';
import { NotShown, useMaySeeRisk } from './not-shown';
import { UseBar } from './use-bar';
import { useExposure, useLimits } from './use-risk';

const setBy = (name: string) => <Badge tone={name === 'DEFAULT' ? 'neutral' : 'strong'}>{name}</Badge>;
const whose = ({ client_id: client }: UseRow) => (client === null ? 'The firm' : client);

/** A figure in the unit of its bound, which stands beside it. */
function Figure({ bound, value }: { readonly bound: Bound; readonly value: string }) {
  return BOUND_WORDS[bound].unit === 'USD' ? (
    <Dollars amount={value} />
  ) : (
    <span className="figures">{formatBoundText(value)}</span>
  );
}

const USE_COLUMNS: readonly Column<UseRow>[] = [
  { id: 'whom', header: 'Whose', width: 120, priority: 1, value: whose },
  { id: 'bound', header: 'Limit of', width: 120, priority: 1, value: ({ bound }) => BOUND_WORDS[bound].name },
  {
    id: 'share',
    header: 'Used',
    unit: '%',
    hint: 'Of the limit, by orders entered today, of a rate in the last second; colour from four fifths on',
    width: 148,
    grow: true,
    priority: 1,
    value: ({ share }) => (share === null ? null : share * 100),
    cell: (row) => <UseBar share={row.share} label={`${BOUND_WORDS[row.bound].name} of ${whose(row)}`} />,
  },
  {
    id: 'use',
    header: 'In use',
    hint: 'What of it stands, executed or open; a net below zero is sold. Of a rate, what came in the last second',
    align: 'right',
    width: 168,
    value: ({ use }) => Number(use),
    cell: ({ bound, use }) => <Figure bound={bound} value={use} />,
  },
  {
    id: 'limit',
    header: 'Limit',
    align: 'right',
    width: 168,
    priority: 3,
    value: ({ limit }) => (limit === null ? null : Number(limit)),
    cell: ({ bound, limit }) => (limit === null ? '–' : <Figure bound={bound} value={limit} />),
  },
  { id: 'unit', header: 'Unit', width: 64, priority: 2, value: ({ bound }) => BOUND_WORDS[bound].unit },
  { id: 'set', header: 'Set in', width: 96, priority: 3, value: (row) => row.set_in, cell: (row) => setBy(row.set_in) },
];

/** One bound of one order, of somebody. */
interface BoundRow {
  readonly key: string;
  readonly subject: string;
  readonly bound: Bound;
  readonly value: string;
  readonly set_in: string;
}

const BOUND_COLUMNS: readonly Column<BoundRow>[] = [
  { id: 'whom', header: 'For', width: 150, grow: true, priority: 1, value: ({ subject }) => subject },
  { id: 'bound', header: 'Limit of', width: 230, priority: 3, value: ({ bound }) => BOUND_WORDS[bound].name },
  {
    id: 'limit',
    header: 'Limit',
    align: 'right',
    width: 170,
    priority: 1,
    value: ({ value }) => Number(value),
    cell: ({ bound, value }) => <span className="figures">{boundValue(bound, value)}</span>,
  },
  { id: 'set', header: 'Set in', width: 96, priority: 2, value: (row) => row.set_in, cell: (row) => setBy(row.set_in) },
];

const PER_ORDER: readonly Bound[] = [
  'max_order_quantity',
  'max_order_notional',
  'collar_bps',
  'duplicate_window_ms',
  'duplicate_min_notional',
];

/** What bounds one order: the rows of the version in force before those of the default beneath it. */
function boundRows({ in_force: inForce, defaults }: RiskLimits): BoundRow[] {
  const ofDefault = boundsOf(defaults, 'DEFAULT');
  return inForce.version === 0 ? ofDefault : [...boundsOf(inForce.limits, inForce.name), ...ofDefault];
}

function boundsOf(rows: readonly RiskLimitRow[], setIn: string): BoundRow[] {
  return rows.flatMap((row) =>
    PER_ORDER.flatMap((bound) => {
      const value = row[bound];
      if (value === null) return [];
      const subject = subjectWords(row);
      return [{ key: `${setIn} ${subject} ${bound}`, subject, bound, value: String(value), set_in: setIn }];
    }),
  );
}

/** The limits of today as bars with their use, the tightest first; and what bounds each order. */
export function LimitsView() {
  const limits = useLimits();
  const exposure = useExposure();
  const rows = useMemo(
    () => (limits.data === undefined || exposure.data === undefined ? [] : rowsOfUse(exposure.data, limits.data)),
    [limits.data, exposure.data],
  );
  const bounds = useMemo(() => (limits.data === undefined ? [] : boundRows(limits.data)), [limits.data]);
  if (!useMaySeeRisk()) return <NotShown what="Limits and their use" />;
  const failure = exposure.data === undefined || limits.data === undefined ? (exposure.error ?? limits.error) : null;
  const retry = () => void Promise.all([limits.refetch(), exposure.refetch()]);
  return (
    <div className="flex min-h-[520px] flex-1 flex-col pt-1 lg:min-h-0">
      <DataTable
        name="Limits and their use"
        columns={USE_COLUMNS}
        rows={rows}
        rowKey={(row) => row.key}
        primary
        toolbar={
          <>
            <SectionTitle title="Use of limits today" note={noteOf(limits.data, exposure.data?.date)} />
            <ChangeLimitButton limits={limits.data} exposure={exposure.data} />
          </>
        }
        loading={limits.isPending || exposure.isPending}
        failure={failure?.message}
        onRetry={retry}
        empty={
          <EmptyState title="Nothing is bounded">Every limit that somebody sets stands here with its use.</EmptyState>
        }
      />
      <div className="flex flex-col border-t border-line pt-1">
        <DataTable
          name="Bounds of each order"
          columns={BOUND_COLUMNS}
          rows={bounds}
          rowKey={({ key }) => key}
          rowsInSight={6}
          toolbar={<SectionTitle title="Bounds of each order" note="the strictest of all that apply holds" />}
          loading={limits.isPending}
          failure={limits.data === undefined ? limits.error?.message : undefined}
          onRetry={retry}
          empty={<EmptyState title="Nothing bounds one order">Change a limit to set one.</EmptyState>}
        />
      </div>
    </div>
  );
}

function noteOf(limits: RiskLimits | undefined, date: string | undefined): string {
  if (limits === undefined || date === undefined) return '';
  const { in_force: now } = limits;
  const who =
    now.author === null
      ? 'the figures of a first start, set by nobody'
      : `by ${now.author}, approved by ${now.approver ?? '–'}`;
  return `${now.name}, ${who} · ${date} in New York · every second`;
}
