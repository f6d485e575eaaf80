import type { HandlingPart } from '@fairlead/core/report/handling-part';
import type { HandlingColumn } from '@fairlead/rule606/customer-report/handling-report';
import type { HandlingThere } from '@/rows/handling-at';
import { type HandlingPlace, handlingPartOf } from '@/rows/handling-place';
import type { CellSums } from '@/rows/report-cell';
import { formatQuantity } from './figures';
import type { PaymentPart } from './report-cell-words';
import { monthWords } from './report-words';
import { formatBoundText, formatExact } from './risk-words';

const COLUMN_WORDS: Readonly<Record<HandlingColumn, string>> = {
  routedShr: 'Routed',
  iocRoutedShr: 'Routed, immediate or cancel',
  furtherRoutableShr: 'Routed, further routable',
  orderSizeShr: 'Average routed order',
  executedShr: 'Executed',
  filledPct: 'Filled',
  fillSizeShr: 'Average fill',
  netFeeOrRebateCph: 'Net rebate or fee',
  midpointShr: 'Executed at the midpoint',
  midpointPct: 'Executed at the midpoint',
  nearsideShr: 'Executed on the near side',
  nearsidePct: 'Executed on the near side',
  farsideShr: 'Executed on the far side',
  farsidePct: 'Executed on the far side',
  providedLiquidityShr: 'Executed, providing liquidity',
  providedLiquidityPct: 'Executed, providing liquidity',
  orderDurationMsec: 'Average time of what provided liquidity',
  providedLiquidityNetCph: 'Net rebate or fee of what provided liquidity',
  removedLiquidityShr: 'Executed, removing liquidity',
  removedLiquidityPct: 'Executed, removing liquidity',
  removedLiquidityNetCph: 'Net rebate or fee of what removed liquidity',
};

/** What is printed at a place with its unit, which stands at the end of its column's name. */
export function handlingPrintedWords({ figure }: HandlingPlace, { printed }: HandlingThere): string {
  const text = printed ?? '–';
  if (figure.endsWith('Pct')) return `${text} %`;
  if (figure.endsWith('Cph')) return `${text} cents per hundred`;
  return figure.endsWith('Msec') ? `${text} ms` : `${text} shares`;
}

/** What a figure is, in a line. */
export function handlingPlaceWords({ figure, month: text, directed, at }: HandlingPlace, there: HandlingThere): string {
  const [year = 0, month = 0] = text.split('-').map(Number);
  const where = `${directed ? 'Directed' : 'Non-directed'} orders, ${monthWords({ year, month })}`;
  if (at === null) return `Sent · ${where}`;
  const firm = at.services === 'EV/SRV' ? ' by another firm' : '';
  return `${COLUMN_WORDS[figure]} at ${there.venue?.name ?? there.venue?.mic ?? at.venueId}${firm} · ${where}`;
}

/** A part of what was routed: how its column is called, and what its orders or shares did. */
export const PART_WORDS: Readonly<Record<HandlingPart, { readonly column: string; readonly did: string }>> = {
  IOC: { column: 'Sent as IOC', did: 'were sent immediate or cancel' },
  FURTHER_ROUTABLE: { column: 'Routable', did: 'were sent to where they could be routed further' },
  NEAR: { column: 'Near side', did: 'on the near side' },
  MIDPOINT: { column: 'Midpoint', did: 'at the midpoint' },
  FAR: { column: 'Far side', did: 'on the far side' },
  PROVIDED: { column: 'Provided', did: 'that provided liquidity' },
  REMOVED: { column: 'Removed', did: 'that removed liquidity' },
  PROVIDING: { column: 'Provided', did: 'provided liquidity, or rested for it until they were taken back' },
};

const counted = (count: number, name: string): string => `${formatQuantity(count)} ${count === 1 ? name : `${name}s`}`;

/** The sums of the rows behind a figure, and where it is of a part of what was routed those of the whole. */
interface HandlingTotals {
  readonly part: CellSums;
  readonly whole: CellSums | null;
}

/** What the rows behind a figure come to. */
export function handlingSumWords(
  place: HandlingPlace,
  there: HandlingThere,
  { part: sums, whole }: HandlingTotals,
): string {
  if (place.at === null)
    return `Sent by ${counted(sums.rows, 'order')} that ${sums.rows === 1 ? 'was' : 'were'} not held.`;
  const part = handlingPartOf(place);
  const routed = formatBoundText(there.venue?.figures.routedShr ?? '0');
  if (part === null || whole === null)
    return `${counted(sums.routed, 'routed order')} executed ${formatBoundText(sums.shares)} of ${routed} shares.`;
  // Rows of a report that was made before they told parts have none, whatever the figure says.
  if (sums.rows === 0 && Number(there.printed ?? 0) !== 0)
    return 'Its rows do not tell which orders these are: the report was made before they did. One that is made anew tells.';
  const [orders, shares] = [
    `${formatQuantity(sums.rows)} of ${counted(whole.routed, 'routed order')}`,
    formatBoundText(sums.part_shares ?? '0'),
  ];
  const { did } = PART_WORDS[part];
  switch (part) {
    case 'IOC':
    case 'FURTHER_ROUTABLE':
      return `${orders} ${did}: ${shares} of ${routed} shares.`;
    case 'PROVIDING':
      return `${orders} ${did}. They took ${inMs(sums.part_us ?? '0')} ms in all.`;
    default:
      return `${orders} executed ${shares} of ${formatBoundText(whole.shares)} shares ${did}.`;
  }
}

function inMs(us: string): string {
  return formatQuantity(Number(us) / 1_000);
}

/** What a net rebate or fee is made of, in US dollars; of a part of what was executed it is known as a whole. */
export function handlingPaymentParts({ rebates, fees, part_net: net }: CellSums): readonly PaymentPart[] {
  if (net !== null) {
    const isPaid = net.startsWith('-');
    return [
      { name: 'USD of rebates less fees', sign: isPaid ? '−' : '+', usd: formatExact(isPaid ? net.slice(1) : net) },
    ];
  }
  return [
    { name: 'USD of rebates', sign: '+', usd: formatExact(rebates) },
    { name: 'USD of transaction fees', sign: '−', usd: formatExact(fees) },
  ];
}
