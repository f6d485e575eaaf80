import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import { classNames } from '@fairlead/ui/class-names';
import type { ReactNode } from 'react';
import { type PriceForm, priceFormOfRecord } from '@/rows/instrument-form';
import { unitOf } from '@/words/decision-words';
import { currencySign, formatPrice, formatQuantity } from '@/words/figures';
import { NOT_BELIEVED, oddLotWords } from '@/words/nbbo-words';
import { type NameOf, venueWords } from '@/words/venue-words';

const STATE_NAMES: Readonly<Record<DecisionEvidence['market']['nbbo']['state'], string>> = {
  NORMAL: '',
  LOCKED: 'locked',
  CROSSED: 'crossed',
  ONE_SIDED: 'one-sided',
  STALE: 'stale',
  HALTED: 'halted',
};

/** The best bid and offer of that instant; the side that the order takes from is the bright one. */
export function NbboStrip({ evidence, nameOf }: { evidence: DecisionEvidence; nameOf: NameOf }) {
  const { nbbo } = evidence.market;
  // A midpoint peg follows both sides and takes from neither.
  const isPeg = evidence.order.order_type === 'MIDPOINT_PEG';
  const takesAsk = !isPeg && evidence.order.side === 'BUY';
  const takesBid = !isPeg && !takesAsk;
  const bid = numberOrNull(nbbo.bid);
  const ask = numberOrNull(nbbo.ask);
  const spreadBps = bid === null || ask === null ? null : ((ask - bid) / ((ask + bid) / 2)) * 10_000;
  const state = STATE_NAMES[nbbo.state];
  const form = priceFormOfRecord(evidence);
  const written = { form, nameOf, unit: unitOf(evidence), sign: currencySign(evidence.instrument.currency) };
  return (
    <dl aria-label="Market at the decision" className="flex items-stretch border-y border-line max-sm:flex-wrap">
      <Quote name="Best bid" price={bid} written={written} size={nbbo.bid_size} venue={nbbo.bid_venue} taken={takesBid}>
        <Beside
          name="bid"
          oddLot={{ price: nbbo.odd_lot_bid, size: nbbo.odd_lot_bid_size, venue: nbbo.odd_lot_bid_venue }}
          reference={nbbo.bid === null || nbbo.bid === nbbo.reference_bid ? null : nbbo.reference_bid}
          written={written}
        />
      </Quote>
      <div className="flex flex-col items-center justify-center px-3 text-center max-sm:order-last max-sm:w-full max-sm:border-t max-sm:border-line max-sm:py-1">
        <dt className="text-2xs text-faint">Spread {state !== '' && <span className="text-degraded">{state}</span>}</dt>
        <dd className="figures text-xs whitespace-nowrap">
          {spreadBps === null ? '–' : `${spreadBps.toFixed(2)} bps`}
        </dd>
      </div>
      <Quote
        name="Best offer"
        price={ask}
        written={written}
        size={nbbo.ask_size}
        venue={nbbo.ask_venue}
        taken={takesAsk}
      >
        <Beside
          name="offer"
          oddLot={{ price: nbbo.odd_lot_ask, size: nbbo.odd_lot_ask_size, venue: nbbo.odd_lot_ask_venue }}
          reference={nbbo.ask === null || nbbo.ask === nbbo.reference_ask ? null : nbbo.reference_ask}
          written={written}
        />
      </Quote>
    </dl>
  );
}

/** How figures are written: prices and their currency, what sizes count, what venues are called. */
interface Written {
  readonly form: PriceForm;
  readonly nameOf: NameOf;
  readonly unit: string;
  readonly sign: string;
}

interface QuoteProps {
  readonly name: string;
  readonly price: number | null;
  readonly written: Written;
  readonly size: string | null;
  readonly venue: string | null;
  readonly taken: boolean;
  readonly children: ReactNode;
}

function Quote({ name, price, written, size, venue, taken, children }: QuoteProps) {
  return (
    <div className="min-w-0 flex-1 px-4 py-2">
      <dt className="text-2xs text-faint">
        {name}
        {taken && <span className="text-accent"> · this order takes from here</span>}
      </dt>
      <dd className="figures flex items-baseline gap-x-2 whitespace-nowrap max-sm:flex-wrap max-sm:whitespace-normal">
        <span className={classNames('text-lg font-medium', !taken && 'text-muted')}>
          {price !== null && <span className="text-xs font-normal text-faint">{written.sign} </span>}
          {formatPrice(price, written.form)}
        </span>
        {size !== null && (
          <span className="text-xs text-muted sm:truncate">
            × {formatQuantity(Number(size))} {written.unit}
            {venue !== null && ` at ${venueWords(venue, written.nameOf)}`}
          </span>
        )}
      </dd>
      {children}
    </div>
  );
}

interface BesideProps {
  readonly name: 'bid' | 'offer';
  readonly oddLot: { readonly price: string | null; readonly size: string | null; readonly venue: string | null };
  /** The last good price, where the best one was too far from it to be measured by. */
  readonly reference: string | null;
  readonly written: Written;
}

/** What stands beside a best price: a better odd lot, which is too small to be one, and what the market was measured by instead. */
function Beside({ name, oddLot, reference, written: { form, nameOf } }: BesideProps) {
  return (
    <>
      {oddLot.price !== null && (
        <dd
          className="figures text-xs text-muted"
          title="Smaller than a round lot: it may be taken, and is neither the national best price nor protected"
        >
          {oddLotWords(name, Number(oddLot.size), formatPrice(Number(oddLot.price), form))}
          {oddLot.venue !== null && ` at ${venueWords(oddLot.venue, nameOf)}`}
        </dd>
      )}
      {reference !== null && (
        <dd className="figures text-xs text-degraded" title={NOT_BELIEVED}>
          measured from {formatPrice(Number(reference), form)}, the last good one
        </dd>
      )}
    </>
  );
}

function numberOrNull(text: string | null): number | null {
  return text === null ? null : Number(text);
}
