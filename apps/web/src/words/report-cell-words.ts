import type { OrderClassification } from '@fairlead/core/order-life/classification';
import type { FigurePlace } from '@/rows/figure-place';
import type { CellSums } from '@/rows/report-cell';
import { formatQuantity } from './figures';
import { monthWords, REPORT_SECTION_WORDS } from './report-words';
import { formatBoundText, formatExact } from './risk-words';

const TYPES: Readonly<Record<OrderClassification, string>> = {
  MARKET: 'market orders',
  MARKETABLE_LIMIT: 'marketable limit orders',
  NON_MARKETABLE_LIMIT: 'non-marketable limit orders',
  OTHER: 'other orders',
};

const typeWords = (type: OrderClassification | null): string => (type === null ? 'orders' : TYPES[type]);

/** What a figure is, in a line. */
export function placeWords(place: FigurePlace, venueName: string): string {
  const [year = 0, month = 0] = place.month.split('-').map(Number);
  const where = `${REPORT_SECTION_WORDS[place.section]}, ${monthWords({ year, month })}`;
  const { orderType, venueId, unit } = place;
  if (venueId === null)
    return orderType === null
      ? `Non-directed orders of all orders · ${where}`
      : `Non-directed ${typeWords(orderType)} · ${where}`;
  const what =
    unit === 'PCT' ? `Non-directed ${typeWords(orderType)} at` : `Net payment for ${typeWords(orderType)} at`;
  return `${what} ${venueName} · ${where}`;
}

/** What a cell comes to, with that of which it is a part. */
export interface CellTotals {
  readonly part: CellSums;
  readonly whole: CellSums | null;
}

/** What a percentage is of. */
export function shareWords(place: FigurePlace, { part, whole }: CellTotals, venueName: string): string {
  const held = place.section === 'OPTIONS' ? '' : 'held ';
  const { orderType, venueId } = place;
  if (venueId !== null)
    return `${formatQuantity(part.routed)} of ${formatQuantity(whole?.routed ?? 0)} parts of non-directed ${held}${typeWords(orderType)} that were routed went to ${venueName}.`;
  const of = formatQuantity(whole?.rows ?? 0);
  return orderType === null
    ? `${formatQuantity(part.rows)} of ${of} ${held}orders were non-directed.`
    : `${formatQuantity(part.rows)} of ${of} non-directed ${held}orders were ${typeWords(orderType)}.`;
}

/** A part of what was paid or received: received is added, paid is taken off. */
export interface PaymentPart {
  readonly name: string;
  readonly sign: '+' | '−';
  /** US dollars to the cent or finer. */
  readonly usd: string;
}

/** What a net payment is made of. */
export function paymentParts({ part }: Pick<CellTotals, 'part'>): readonly PaymentPart[] {
  return [
    { name: 'payment for order flow', sign: '+', usd: formatExact(part.pfof) },
    { name: 'profit sharing', sign: '+', usd: formatExact(part.profit_sharing) },
    { name: 'rebates', sign: '+', usd: formatExact(part.rebates) },
    { name: 'transaction fees', sign: '−', usd: formatExact(part.fees) },
  ];
}

/** Over how many shares it is. */
export const sharesWords = ({ part }: Pick<CellTotals, 'part'>, section: FigurePlace['section']): string =>
  `${formatBoundText(part.shares)} ${section === 'OPTIONS' ? 'contracts' : 'shares'}`;
