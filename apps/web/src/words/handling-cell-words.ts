import type { HandlingColumn } from '@fairlead/rule606/customer-report/handling-report';
import type { HandlingThere } from '@/rows/handling-at';
import type { HandlingPlace } from '@/rows/handling-place';
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

/** Figures that are of every routed order of their row and of all that it executed; the others are of a part of it. */
const WHOLE: ReadonlySet<HandlingPlace['figure']> = new Set<HandlingColumn>([
  ...(['routedShr', 'orderSizeShr', 'executedShr', 'filledPct', 'fillSizeShr', 'netFeeOrRebateCph'] as const),
]);

const counted = (count: number, name: string): string => `${formatQuantity(count)} ${count === 1 ? name : `${name}s`}`;

/** What the rows behind a figure come to, and whether it is of all of them. */
export function handlingSumWords({ figure, at }: HandlingPlace, there: HandlingThere, sums: CellSums): string {
  if (at === null) return `Sent by ${counted(sums.rows, 'order')} that ${sums.rows === 1 ? 'was' : 'were'} not held.`;
  const routed = formatBoundText(there.venue?.figures.routedShr ?? '0');
  const all = `${counted(sums.routed, 'routed order')} executed ${formatBoundText(sums.shares)} of ${routed} shares.`;
  return WHOLE.has(figure) ? all : `${all} The figure is of a part of that, which the executions of each order tell.`;
}

/** What a net rebate or fee is made of, in US dollars. */
export function handlingPaymentParts({ rebates, fees }: CellSums): readonly PaymentPart[] {
  return [
    { name: 'USD of rebates', sign: '+', usd: formatExact(rebates) },
    { name: 'USD of transaction fees', sign: '−', usd: formatExact(fees) },
  ];
}
