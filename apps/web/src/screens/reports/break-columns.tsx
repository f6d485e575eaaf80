import { ActButton } from '@fairlead/ui/act-button';
import type { Column } from '@fairlead/ui/column';
import { CopyId } from '@fairlead/ui/copy-id';
import type { ReportBreak } from '@/rows/report-reconciliation';
import type { ReportRun } from '@/rows/report-run';
import type { Person } from '@/words/person';
import { BREAK_NAMES, whyNoAside } from '@/words/report-break-words';
import { OrderCell } from './order-cell';

interface Looking {
  readonly run: ReportRun;
  readonly viewer: Person;
  /** Whether all of them are of one code, which the title says. */
  readonly isOfOne: boolean;
}

/** What a break tells: how it differs, where, what both sides say, and what has become of it. */
export function breakColumns(
  onAsk: (one: ReportBreak) => void,
  { run, viewer, isOfOne }: Looking,
): readonly Column<ReportBreak>[] {
  const becomes: Column<ReportBreak> = {
    ...{ id: 'aside', header: 'Set aside', width: 112, priority: 1, pressable: true },
    value: ({ aside }) => aside?.reason ?? null,
    cell: (row) => <Becomes row={row} whyNot={whyNoAside(row.code, run, viewer)} onAsk={onAsk} />,
  };
  return [NUMBER, ...(isOfOne ? [] : [CODE]), ORDER, VENUE, DAY, EXECUTION, EXPECTED, FOUND, becomes];
}

const NUMBER: Column<ReportBreak> = {
  ...{ id: 'number', header: 'No.', align: 'right', width: 64, priority: 4 },
  value: ({ number }) => number,
};
const CODE: Column<ReportBreak> = {
  ...{ id: 'code', header: 'What', width: 140, priority: 1 },
  value: ({ code }) => BREAK_NAMES[code],
};
const ORDER: Column<ReportBreak> = {
  ...{ id: 'order', header: 'Order', width: 132, priority: 3, pressable: true },
  value: ({ order_pk }) => order_pk,
  cell: ({ order_pk: order, is_here }) =>
    order === null ? (
      '–'
    ) : is_here ? (
      <OrderCell sourceTable="orders" orderPk={order} />
    ) : (
      <CopyId value={order} label="order" />
    ),
};
const VENUE: Column<ReportBreak> = {
  ...{ id: 'venue', header: 'Venue', width: 92, priority: 3 },
  value: ({ venue_id }) => venue_id,
};
const DAY: Column<ReportBreak> = {
  ...{ id: 'day', header: 'Day', unit: 'ET', width: 100, priority: 4 },
  value: ({ day }) => day,
};
const EXECUTION: Column<ReportBreak> = {
  ...{ id: 'execution', header: 'Execution', width: 116, priority: 3 },
  value: ({ execution_id }) => execution_id,
};
const EXPECTED: Column<ReportBreak> = {
  ...{ id: 'expected', header: 'Expected', hint: 'What journal or venue say', width: 69, grow: true, priority: 1 },
  value: ({ expected }) => expected,
  cell: ({ expected }) => <Said text={expected} />,
};
const FOUND: Column<ReportBreak> = {
  ...{ id: 'found', header: 'Found', hint: 'What the rows say', width: 69, grow: true, priority: 1 },
  value: ({ found }) => found,
  cell: ({ found }) => <Said text={found} />,
};

function Said({ text }: { readonly text: string | null }) {
  return text === null ? '–' : <span title={text}>{text}</span>;
}

interface BecomesProps {
  readonly row: ReportBreak;
  readonly whyNot: string;
  readonly onAsk: (one: ReportBreak) => void;
}

function Becomes({ row, whyNot, onAsk }: BecomesProps) {
  if (row.aside !== null) return <span title={`${row.aside.by}: ${row.aside.reason}`}>by {row.aside.by}</span>;
  return (
    <ActButton size="sm" whyNot={whyNot} aria-label={`Set break ${row.number} aside…`} onClick={() => onAsk(row)}>
      Set aside…
    </ActButton>
  );
}
