'use client';

import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import type { Column } from '@fairlead/ui/column';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useMemo } from 'react';
import { type PriceForm, priceFormOfRecord } from '@/rows/instrument-form';
import { formatPrice, formatQuantity, formatShare } from '@/words/figures';

type Venue = DecisionEvidence['market']['venues'][number];

const numberOrNull = (text: string | null): number | null => (text === null ? null : Number(text));
const sizeCell = (text: string | null) => (text === null ? '–' : formatQuantity(Number(text)));

/** A fee on the value in basis points, any other per unit. */
const takeFee = ({ take_ppm, take_fee }: Venue): string =>
  take_ppm === 0 ? Number(take_fee).toFixed(4) : `${take_ppm / 100} bps`;

/** The venue and its bid size. */
const VENUE: readonly Column<Venue>[] = [
  {
    id: 'venue',
    header: 'Venue',
    width: 84,
    priority: 1,
    value: (row) => row.venue_id,
    cell: (row) => <span className="font-medium">{row.venue_id}</span>,
  },
  {
    id: 'bid_size',
    header: 'Bid size',
    width: 96,
    align: 'right',
    priority: 2,
    value: (row) => numberOrNull(row.bid_size),
    cell: (row) => sizeCell(row.bid_size),
  },
];

/** Prices, with the decimals of the instrument. */
const priceColumns = (form: PriceForm): readonly Column<Venue>[] => [
  {
    id: 'bid',
    header: 'Bid',
    width: 78,
    align: 'right',
    priority: 1,
    value: (row) => numberOrNull(row.bid),
    cell: (row) => formatPrice(numberOrNull(row.bid), form),
  },
  {
    id: 'ask',
    header: 'Offer',
    width: 78,
    align: 'right',
    priority: 1,
    value: (row) => numberOrNull(row.ask),
    cell: (row) => formatPrice(numberOrNull(row.ask), form),
  },
];

/** The offer size, and what is known of the venue. */
const CONDITION: readonly Column<Venue>[] = [
  {
    id: 'ask_size',
    header: 'Offer size',
    width: 96,
    align: 'right',
    priority: 2,
    value: (row) => numberOrNull(row.ask_size),
    cell: (row) => sizeCell(row.ask_size),
  },
  {
    id: 'age',
    header: 'Age',
    unit: 'ms',
    width: 74,
    align: 'right',
    priority: 3,
    hint: 'Since the venue last said something about this instrument',
    value: (row) => (row.age_us === null ? null : row.age_us / 1_000),
    cell: (row) => (row.age_us === null ? '–' : (row.age_us / 1_000).toFixed(1)),
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
  {
    id: 'fee',
    header: 'Take fee',
    width: 88,
    align: 'right',
    priority: 4,
    hint: 'Per unit, or in basis points of the value',
    value: (row) => Number(row.take_fee) + row.take_ppm / 1_000_000,
    cell: takeFee,
  },
  { id: 'quote', header: 'Quote', width: 84, priority: 4, value: (row) => row.quote_state.toLowerCase() },
];

const columnsIn = (form: PriceForm): readonly Column<Venue>[] => [...VENUE, ...priceColumns(form), ...CONDITION];

/** What every venue showed at that instant, as the decision saw it. */
export function Montage({ evidence }: { evidence: DecisionEvidence }) {
  const columns = useMemo(() => columnsIn(priceFormOfRecord(evidence)), [evidence]);
  return (
    <section aria-label="Montage" className="min-w-0">
      <DataTable
        name="Montage"
        toolbar={<SectionTitle title="Montage" note="every venue as the decision saw it" />}
        columns={columns}
        rows={evidence.market.venues}
        rowKey={(row) => row.venue_id}
        rowsInSight={Math.min(24, evidence.market.venues.length)}
        empty={<EmptyState title="No venue was known">The record holds no market.</EmptyState>}
      />
    </section>
  );
}
