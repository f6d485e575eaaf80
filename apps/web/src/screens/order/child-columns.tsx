import type { Column } from '@fairlead/ui/column';
import { CopyId } from '@fairlead/ui/copy-id';
import type { InstrumentForm } from '@/rows/instrument-form';
import type { ChildDetail } from '@/rows/order-detail';
import { childReasonOf } from '@/words/ending-words';
import { currencySign, formatPrice, formatQuantity, formatSpan } from '@/words/figures';
import { KIND_NAMES, STATE_WORDS } from '@/words/order-words';
import { type NameOf, venueWords } from '@/words/venue-words';
import { StateBadge } from '../order-marks';
import { VenueCell } from '../venue-names';

/** What the columns need besides the rows: how prices and venues are written, and which child is chosen. */
export interface ChildLooks {
  readonly form: InstrumentForm;
  readonly nameOf: NameOf;
  readonly childId: string | null;
}

const since = (child: ChildDetail, atMs: number | null): number | null =>
  atMs === null ? null : atMs - child.created_at_ms;
const span = (ms: number | null): string => (ms === null ? '–' : formatSpan(Math.max(0, ms)));

/** What was sent where. */
const sentColumns = ({ nameOf, childId }: ChildLooks): readonly Column<ChildDetail>[] => [
  { id: 'wave', header: 'Wave', width: 64, align: 'right', priority: 2, value: (row) => row.wave },
  {
    id: 'venue',
    header: 'Venue',
    width: 150,
    grow: true,
    priority: 1,
    value: (row) => venueWords(row.venue_id, nameOf),
    cell: (row) => (
      <>
        {row.child_id === childId && <span className="mr-1.5 text-accent">▸</span>}
        <VenueCell venueId={row.venue_id} nameOf={nameOf} inTable />
      </>
    ),
  },
  {
    id: 'quantity',
    header: 'Qty',
    unit: 'units',
    width: 104,
    align: 'right',
    priority: 1,
    value: (row) => row.quantity,
    cell: (row) => formatQuantity(row.quantity),
  },
  {
    id: 'filled',
    header: 'Filled',
    unit: 'units',
    width: 104,
    align: 'right',
    priority: 1,
    value: (row) => row.filled_quantity,
    cell: (row) => formatQuantity(row.filled_quantity),
  },
];

/** The limit, with the decimals of the instrument. */
const priceColumns = ({ price, currency }: InstrumentForm): readonly Column<ChildDetail>[] => [
  {
    id: 'limit',
    header: 'Limit',
    unit: currencySign(currency),
    width: 88,
    align: 'right',
    priority: 2,
    value: (row) => row.limit_price,
    cell: (row) => formatPrice(row.limit_price, price),
  },
];

/** How it went. */
const COURSE: readonly Column<ChildDetail>[] = [
  { id: 'kind', header: 'Sent as', width: 136, priority: 3, value: (row) => KIND_NAMES[row.order_kind] },
  {
    id: 'state',
    header: 'State',
    width: 96,
    priority: 1,
    value: (row) => STATE_WORDS[row.state].name,
    cell: (row) => <ChildState child={row} />,
  },
  {
    id: 'reason',
    header: 'Reason',
    width: 200,
    priority: 4,
    hidden: true,
    value: (row) => (row.reject_code === null ? null : childReasonOf(row.reject_code)),
  },
  {
    id: 'sent',
    header: 'Sent',
    width: 84,
    align: 'right',
    priority: 3,
    hint: 'From the durable intent to the sending',
    value: (row) => since(row, row.sent_at_ms),
    cell: (row) => span(since(row, row.sent_at_ms)),
  },
  {
    id: 'acked',
    header: 'Answered',
    width: 84,
    align: 'right',
    priority: 3,
    hint: 'From the durable intent to the venue’s answer',
    value: (row) => since(row, row.acked_at_ms),
    cell: (row) => span(since(row, row.acked_at_ms)),
  },
  {
    id: 'done',
    header: 'Done',
    width: 84,
    align: 'right',
    priority: 3,
    hint: 'From the durable intent to the end',
    value: (row) => since(row, row.done_at_ms),
    cell: (row) => span(since(row, row.done_at_ms)),
  },
  {
    id: 'id',
    header: 'Child',
    width: 100,
    priority: 4,
    value: (row) => row.child_id,
    cell: (row) => <CopyId value={row.child_id} label="child id" />,
  },
];

/** The state, with why on hover where a child came to nothing. */
function ChildState({ child }: { child: ChildDetail }) {
  const reason = child.reject_code === null ? undefined : childReasonOf(child.reject_code);
  return (
    <span title={reason}>
      <StateBadge state={child.state} />
    </span>
  );
}

/** The columns of an order's children. */
export const childColumns = (looks: ChildLooks): readonly Column<ChildDetail>[] => [
  ...sentColumns(looks),
  ...priceColumns(looks.form),
  ...COURSE,
];
