import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import type { Column } from '@fairlead/ui/column';
import { type PriceForm, priceFormOfRecord } from '@/rows/instrument-form';
import { unitOf } from '@/words/decision-words';
import { currencySign, formatPrice, formatQuantity, formatShare } from '@/words/figures';
import { type NameOf, venueWords } from '@/words/venue-words';
import { VenueCell } from '../venue-names';

/** Ages reach from microseconds to minutes. */
const AGE_MS = new Intl.NumberFormat('en-US', { minimumFractionDigits: 1, maximumFractionDigits: 1 });

type Venue = DecisionEvidence['market']['venues'][number];

const numberOrNull = (text: string | null): number | null => (text === null ? null : Number(text));

/** A size; one of less than a round lot, where those count, is quieter and says so. */
function SizeCell({ text, roundLot }: { text: string | null; roundLot: number | null }) {
  if (text === null) return '–';
  const isOddLot = roundLot !== null && Number(text) < roundLot;
  return isOddLot ? (
    <span className="text-muted" title={`odd lot: a round lot is ${formatQuantity(roundLot)}`}>
      {formatQuantity(Number(text))}
    </span>
  ) : (
    formatQuantity(Number(text))
  );
}

/** A dark venue is only ever met at the midpoint. */
const perUnit = ({ lit, midpoint_fee, take_fee }: Venue): number =>
  Number(lit || Number(midpoint_fee) === 0 ? take_fee : midpoint_fee);

/** Whatever of it there is: on the value in basis points, per unit, and once an order. */
function feeText(venue: Venue, sign: string): string {
  const onValue = venue.take_ppm === 0 ? [] : [`${venue.take_ppm / 100} bps`];
  const once = Number(venue.fixed_fee) === 0 ? [] : [`${sign} ${Number(venue.fixed_fee).toFixed(2)} once`];
  const unit = perUnit(venue);
  const each =
    unit === 0 && (onValue.length > 0 || once.length > 0) ? [] : [`${sign} ${unit.toFixed(4).replace('-', '−')}`];
  return [...onValue, ...each, ...once].join(' + ');
}

/** How the figures of a record are written: what sizes count, a round lot of them where there is such a thing, the currency, the names of venues. */
interface Written {
  readonly roundLot: number | null;
  readonly unit: string;
  readonly sign: string;
  readonly nameOf: NameOf;
}

/** The venue and its bid size. */
const venueColumns = ({ roundLot, nameOf, unit }: Written): readonly Column<Venue>[] => [
  {
    id: 'venue',
    header: 'Venue',
    width: 150,
    grow: true,
    priority: 1,
    value: (row) => venueWords(row.venue_id, nameOf),
    cell: (row) => <VenueCell venueId={row.venue_id} nameOf={nameOf} inTable />,
  },
  {
    id: 'bid_size',
    header: 'Bid size',
    unit,
    width: 112,
    align: 'right',
    priority: 2,
    value: (row) => numberOrNull(row.bid_size),
    cell: (row) => <SizeCell text={row.bid_size} roundLot={roundLot} />,
  },
];

/** Prices, with the decimals of the instrument. */
const priceColumns = (form: PriceForm, { sign }: Written): readonly Column<Venue>[] => [
  {
    id: 'bid',
    header: 'Bid',
    unit: sign,
    width: 84,
    align: 'right',
    priority: 1,
    value: (row) => numberOrNull(row.bid),
    cell: (row) => formatPrice(numberOrNull(row.bid), form),
  },
  {
    id: 'ask',
    header: 'Offer',
    unit: sign,
    width: 88,
    align: 'right',
    priority: 1,
    value: (row) => numberOrNull(row.ask),
    cell: (row) => formatPrice(numberOrNull(row.ask), form),
  },
];

const offerSize = ({ roundLot, unit }: Written): Column<Venue> => ({
  id: 'ask_size',
  header: 'Offer size',
  unit,
  width: 118,
  align: 'right',
  priority: 2,
  value: (row) => numberOrNull(row.ask_size),
  cell: (row) => <SizeCell text={row.ask_size} roundLot={roundLot} />,
});

/** What is known of the venue. */
const conditionColumns = ({ sign }: Written): readonly Column<Venue>[] => [
  {
    id: 'fee',
    header: 'Take fee',
    width: 96,
    align: 'right',
    priority: 3,
    hint: 'Per unit, in basis points of the value, or once for an order; at a dark venue, for a trade at the midpoint',
    value: (row) => perUnit(row) + row.take_ppm / 1_000_000,
    cell: (row) => feeText(row, sign),
  },
  {
    id: 'age',
    header: 'Age',
    unit: 'ms',
    width: 74,
    align: 'right',
    priority: 4,
    hint: 'Since the venue last said something about this instrument',
    value: (row) => (row.age_us === null ? null : row.age_us / 1_000),
    cell: (row) => (row.age_us === null ? '–' : AGE_MS.format(row.age_us / 1_000)),
  },
  {
    id: 'latency',
    header: 'Latency',
    unit: 'µs',
    width: 88,
    align: 'right',
    priority: 3,
    hint: 'Expected time there and back',
    value: (row) => row.latency_us,
    cell: (row) => formatQuantity(Math.round(row.latency_us)),
  },
  {
    id: 'fill',
    header: 'Fill rate',
    width: 84,
    align: 'right',
    priority: 3,
    hint: 'Share of what was sent there that was filled, and from how many orders that is known',
    value: (row) => row.fill_rate,
    cell: (row) => <span title={`from ${row.observations} orders`}>{formatShare(row.fill_rate)}</span>,
  },
  { id: 'quote', header: 'Quote', width: 84, priority: 4, value: (row) => row.quote_state.toLowerCase() },
];

const BAR_WORDS: Readonly<Record<NonNullable<Venue['blind_bar']>, string>> = {
  HOLD_OFF: 'left alone',
  ADVERSE_MARKOUTS: 'dropped',
};

/** The mean of the tail: how many units are expected to be there. */
function hiddenExpected({ hidden }: Venue): number {
  let [sum, before] = [0, 0];
  for (const [size, probability] of hidden) {
    sum += (Number(size) - before) * probability;
    before = Number(size);
  }
  return sum;
}

const tailText = ({ hidden }: Venue): string =>
  hidden
    .map(([size, probability]) => `${formatQuantity(Number(size))} or more: ${formatShare(probability)}`)
    .join('\n');

const HIDDEN: Column<Venue> = {
  id: 'hidden',
  header: 'Hidden',
  width: 84,
  align: 'right',
  priority: 2,
  hint: 'How much is believed to be there undisplayed, on average; on hover, how likely which size is',
  value: (row) => (row.hidden.length === 0 ? null : hiddenExpected(row)),
  cell: (row) => <HiddenCell venue={row} />,
};

function HiddenCell({ venue }: { venue: Venue }) {
  if (venue.blind_bar !== null) return <span className="text-degraded">{BAR_WORDS[venue.blind_bar]}</span>;
  if (venue.hidden.length === 0) return '–';
  return <span title={tailText(venue)}>≈ {formatQuantity(Math.round(hiddenExpected(venue)))}</span>;
}

const LEVELS: Column<Venue> = {
  id: 'levels',
  header: 'Levels',
  width: 72,
  align: 'right',
  priority: 2,
  hint: 'Prices of the book that the order would take from, the best and those behind it',
  value: (row) => row.levels?.length ?? null,
};

/** The queue that an order of this side would wait in. */
const outflowOf = (side: DecisionEvidence['order']['side']): Column<Venue> => {
  const outflow = (row: Venue) => (side === 'BUY' ? row.bid_outflow : row.ask_outflow);
  return {
    id: 'outflow',
    header: 'Queue',
    unit: '/s',
    width: 78,
    align: 'right',
    priority: 3,
    hint: 'Units a second that leave the queue at its best price, by trades and cancels',
    value: outflow,
    cell: (row) => (outflow(row) === 0 ? '–' : formatQuantity(Math.round(outflow(row)))),
  };
};

const endsIn = (takenAtUs: number): Column<Venue> => {
  const leftMs = ({ valid_until_us: end }: Venue) => (end === null ? null : (end - takenAtUs) / 1_000);
  return {
    id: 'ends',
    header: 'Ends in',
    unit: 'ms',
    width: 84,
    align: 'right',
    priority: 2,
    hint: 'How long the quote still held, by its own word',
    value: leftMs,
    cell: (row) => leftMs(row)?.toFixed(0) ?? '–',
  };
};

/** The columns for a record's market: those of today's engine only where the record has something to put there. */
export function montageColumns(evidence: DecisionEvidence, nameOf: NameOf): readonly Column<Venue>[] {
  const { venues, taken_at_us: takenAtUs } = evidence.market;
  const has = (fact: (venue: Venue) => boolean, column: Column<Venue>) => (venues.some(fact) ? [column] : []);
  const rests = evidence.slices.some(({ order_kind }) => order_kind === 'POST');
  const { asset_class: assetClass, round_lot } = evidence.instrument;
  const roundLot = assetClass === 'EQUITY' ? Number(round_lot) : null;
  const sign = currencySign(evidence.instrument.currency);
  const written = { roundLot, unit: unitOf(evidence), sign, nameOf };
  return [
    ...venueColumns(written),
    ...priceColumns(priceFormOfRecord(evidence), written),
    offerSize(written),
    ...has(({ levels }) => levels !== null && levels.length > 1, LEVELS),
    ...has(({ hidden, blind_bar }) => hidden.length > 0 || blind_bar !== null, HIDDEN),
    ...(rests ? has((row) => row.bid_outflow + row.ask_outflow > 0, outflowOf(evidence.order.side)) : []),
    ...has(({ valid_until_us }) => valid_until_us !== null, endsIn(takenAtUs)),
    ...conditionColumns(written),
  ];
}
