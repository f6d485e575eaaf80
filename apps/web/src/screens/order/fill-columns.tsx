import { Badge, type Tone } from '@fairlead/ui/badge';
import type { Column } from '@fairlead/ui/column';
import { Time } from '@fairlead/ui/time';
import type { InstrumentForm } from '@/rows/instrument-form';
import type { FillDetail } from '@/rows/order-detail';
import { MARK_NAMES } from '@/words/ending-words';
import { currencySign, formatBps, formatPrice, formatQuantity, formatSignedMoney } from '@/words/figures';
import { type NameOf, venueWords } from '@/words/venue-words';
import { VenueCell } from '../venue-names';

const QUALITY_TONES: Readonly<Record<NonNullable<FillDetail['quality']>, Tone>> = {
  EXCELLENT: 'good',
  GOOD: 'good',
  NEUTRAL: 'neutral',
  POOR: 'degraded',
};

/** Whose the fee is; what was charged in another currency is said. */
function feeWords({ fee_source: source, venue_fee: said }: FillDetail): string {
  if (source === 'VENUE') return 'as charged';
  return said === null ? 'ours' : `ours (${said.amount} ${said.currency})`;
}

/** Which side of the book it was; with a question mark where the venue has not said. */
function flagWords({ liquidity_flag: flag, flag_assumed: isAssumed }: FillDetail): string {
  return flag.toLowerCase() + (isAssumed ? '?' : '');
}

/** When, where and how much. */
const doneColumns = (nameOf: NameOf): readonly Column<FillDetail>[] => [
  {
    id: 'time',
    header: 'Time',
    unit: 'ET',
    width: 112,
    priority: 1,
    value: (row) => new Date(row.at_ms).toISOString(),
    cell: (row) => <Time atMs={row.at_ms} />,
  },
  {
    id: 'venue',
    header: 'Venue',
    width: 150,
    priority: 1,
    grow: true,
    value: (row) => venueWords(row.venue_id, nameOf),
    cell: (row) => <VenueCell venueId={row.venue_id} nameOf={nameOf} inTable />,
  },
  {
    id: 'quantity',
    header: 'Qty',
    unit: 'units',
    width: 100,
    align: 'right',
    priority: 1,
    value: (row) => row.quantity,
    cell: (row) => formatQuantity(row.quantity),
  },
];

/** Prices with the decimals of the instrument, and the fee in its currency. */
const moneyColumns = ({ price, currency }: InstrumentForm): readonly Column<FillDetail>[] => [
  {
    id: 'price',
    header: 'Price',
    unit: currencySign(currency),
    width: 92,
    align: 'right',
    priority: 1,
    value: (row) => row.price,
    cell: (row) => formatPrice(row.price, price),
  },
  {
    id: 'bid',
    header: 'Best bid',
    unit: currencySign(currency),
    width: 104,
    align: 'right',
    priority: 3,
    value: (row) => row.nbbo_bid,
    cell: (row) => formatPrice(row.nbbo_bid, price),
  },
  {
    id: 'ask',
    header: 'Best offer',
    unit: currencySign(currency),
    width: 104,
    align: 'right',
    priority: 3,
    value: (row) => row.nbbo_ask,
    cell: (row) => formatPrice(row.nbbo_ask, price),
  },
  {
    id: 'improvement',
    header: 'Improved',
    unit: 'bps',
    width: 108,
    align: 'right',
    priority: 2,
    hint: 'Better than the far side of the best bid and offer at the fill',
    value: (row) => row.price_improvement_bps,
    cell: (row) => formatBps(row.price_improvement_bps),
  },
  {
    id: 'fee',
    header: 'Fee',
    unit: currencySign(currency),
    width: 86,
    align: 'right',
    priority: 3,
    hint: 'Paid (+) or received (−) for the whole fill',
    value: (row) => row.fee,
    cell: (row) => formatSignedMoney(row.fee),
  },
  {
    id: 'charged',
    header: 'Fee is',
    width: 104,
    priority: 3,
    hint: 'As the venue has charged it, or ours, by its schedule, where it has not said or charges in another currency',
    value: feeWords,
  },
];

/** How good it was. */
const MEASURES: readonly Column<FillDetail>[] = [
  { id: 'liquidity', header: 'Liquidity', width: 78, priority: 4, value: flagWords },
  {
    id: 'latency',
    header: 'Latency',
    unit: 'ms',
    width: 88,
    align: 'right',
    priority: 4,
    value: (row) => row.latency_ms,
    cell: (row) => (row.latency_ms === null ? '–' : row.latency_ms.toFixed(2)),
  },
  {
    id: 'quality',
    header: 'Quality',
    width: 92,
    priority: 2,
    value: (row) => row.quality,
    cell: (row) =>
      row.quality === null ? (
        '–'
      ) : (
        <Badge tone={QUALITY_TONES[row.quality]}>{row.quality.charAt(0) + row.quality.slice(1).toLowerCase()}</Badge>
      ),
  },
];

/** What the venue has said of where and when. */
const TOLD: readonly Column<FillDetail>[] = [
  {
    id: 'market',
    header: 'Market',
    width: 78,
    priority: 4,
    hint: 'The MIC of the market that a broker has executed it at',
    value: (row) => row.last_market ?? '–',
  },
  {
    id: 'venue-time',
    header: 'Venue time',
    unit: 'ET',
    width: 112,
    priority: 4,
    hint: 'By the venue’s own clock',
    value: (row) => (row.venue_time_ms === null ? null : new Date(row.venue_time_ms).toISOString()),
    cell: (row) => (row.venue_time_ms === null ? '–' : <Time atMs={row.venue_time_ms} />),
  },
];

const AFTER = [
  { horizon: '1s', header: 'After 1 s' },
  { horizon: '1m', header: 'After 1 min' },
] as const;

/** Where the mid went afterwards. */
const MARKOUTS: readonly Column<FillDetail>[] = AFTER.map(({ horizon, header }) => {
  const value = (row: FillDetail) => row.markouts.find((each) => each.horizon === horizon)?.bps ?? null;
  const hint = 'How far the mid had moved against the fill by then (+), or for it (−)';
  const cell = (row: FillDetail) => formatBps(value(row));
  return { id: `markout${horizon}`, header, unit: 'bps', width: 112, align: 'right', priority: 4, hint, value, cell };
});

const MARKED: Column<FillDetail> = {
  id: 'marks',
  header: 'Marked',
  width: 170,
  priority: 1,
  value: (row) => row.marks.map((mark) => MARK_NAMES[mark].name).join(', '),
  cell: (row) => (
    <span className="flex gap-1">
      {row.marks.map((mark) => (
        <Badge key={mark} tone="stopped" title={MARK_NAMES[mark].sentence}>
          {MARK_NAMES[mark].name}
        </Badge>
      ))}
    </span>
  ),
};

/** The columns of an order's fills; what is remarkable about them stands beside them where anything is. */
export const fillColumns = (form: InstrumentForm, nameOf: NameOf, isMarked: boolean): readonly Column<FillDetail>[] => [
  ...doneColumns(nameOf),
  ...(isMarked ? [MARKED] : []),
  ...moneyColumns(form),
  ...MEASURES,
  ...TOLD,
  ...MARKOUTS,
];
