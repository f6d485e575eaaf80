import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import { priceFormOfRecord } from '@/rows/instrument-form';
import { unitOf } from '@/words/decision-words';
import { currencySign, formatPrice, formatQuantity, formatShare } from '@/words/figures';
import { type NameOf, venueWords } from '@/words/venue-words';
import { montageColumns } from '../montage-columns';
import { PaperFacts, PaperTable } from './paper-parts';

type Venue = DecisionEvidence['market']['venues'][number];

/** The market that the decision saw: the best prices, every venue, the books behind them and what was believed to be hidden. */
export function PaperMarket({ evidence, nameOf }: { evidence: DecisionEvidence; nameOf: NameOf }) {
  const { venues } = evidence.market;
  const form = priceFormOfRecord(evidence);
  const behind = venues.filter(({ levels, hidden }) => (levels?.length ?? 0) > 1 || hidden.length > 0);
  return (
    <>
      <h2>The market at that instant</h2>
      <PaperFacts facts={nbboFacts(evidence, nameOf)} />
      <PaperTable
        label="Montage"
        columns={montageColumns(evidence, nameOf).map((column) => ({
          header: column.header,
          unit: column.unit,
          right: column.align === 'right',
          cell: (row: Venue) =>
            column.id === 'venue' ? venueWords(row.venue_id, nameOf) : (column.cell?.(row) ?? column.value(row) ?? '–'),
        }))}
        rows={venues}
        rowKey={({ venue_id }) => venue_id}
      />
      {behind.length > 0 && (
        <>
          <h2>Behind the best prices</h2>
          <PaperTable
            label="Behind the best prices"
            columns={[
              { header: 'Venue', cell: ({ venue_id }) => venueWords(venue_id, nameOf) },
              {
                header: 'Levels, price × size',
                cell: ({ levels }) =>
                  (levels ?? [])
                    .map(([price, size]) => `${formatPrice(Number(price), form)} × ${formatQuantity(Number(size))}`)
                    .join('; ') || '–',
              },
              {
                header: 'Believed to be hidden, size: probability',
                cell: ({ hidden }) =>
                  hidden
                    .map(([size, share]) => `${formatQuantity(Number(size))} or more: ${formatShare(share)}`)
                    .join('; ') || '–',
              },
            ]}
            rows={behind}
            rowKey={({ venue_id }) => venue_id}
          />
        </>
      )}
    </>
  );
}

function nbboFacts(evidence: DecisionEvidence, nameOf: NameOf) {
  const { nbbo } = evidence.market;
  const form = priceFormOfRecord(evidence);
  const sign = currencySign(evidence.instrument.currency);
  const quote = (price: string | null, size: string | null, venueId: string | null) =>
    price === null
      ? 'none'
      : `${sign} ${formatPrice(Number(price), form)} × ${formatQuantity(Number(size ?? 0))} ${unitOf(evidence)}${venueId === null ? '' : ` at ${venueWords(venueId, nameOf)}`}`;
  const price = (text: string | null) => (text === null ? 'none' : `${sign} ${formatPrice(Number(text), form)}`);
  return [
    ['Best bid', quote(nbbo.bid, nbbo.bid_size, nbbo.bid_venue)],
    ['Best offer', quote(nbbo.ask, nbbo.ask_size, nbbo.ask_venue)],
    ['Better odd lot bid', quote(nbbo.odd_lot_bid, nbbo.odd_lot_bid_size, nbbo.odd_lot_bid_venue)],
    ['Better odd lot offer', quote(nbbo.odd_lot_ask, nbbo.odd_lot_ask_size, nbbo.odd_lot_ask_venue)],
    ['Measured from bid', price(nbbo.reference_bid)],
    ['Measured from offer', price(nbbo.reference_ask)],
    ['State of the market', nbbo.state.toLowerCase().replaceAll('_', ' ')],
  ] as const;
}
