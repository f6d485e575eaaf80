import type { Plan } from './tape.ts';

/** What the letter of a quote says. */
export interface QuoteCondition {
  readonly plan: Plan;
  readonly letter: string;
  readonly name: string;
  /** Whether a quote with it makes the national best prices and may be traded with. */
  readonly isFirm: boolean;
}

function firm(plan: Plan, letter: string, name: string): QuoteCondition {
  return { plan, letter, name, isFirm: true };
}

function notFirm(plan: Plan, letter: string, name: string): QuoteCondition {
  return { plan, letter, name, isFirm: false };
}

/**
 * Every quote condition of the CTA and UTP plans (CQS and UQDF, as in ../shared/reference/market/tape_conditions.csv). The file leaves open whether
 * E, F and U of CTA and F of UTP make the NBBO. They do not here: at a liquidity replenishment point or in a fast market nothing executes by
 * itself, and the NBBO filter of Holden and Jacobsen leaves them out too.
 */
export const QUOTE_CONDITIONS: readonly QuoteCondition[] = [
  firm('CTA', 'R', 'Regular'),
  firm('CTA', 'A', 'Slow quote on offer side'),
  firm('CTA', 'B', 'Slow quote on bid side'),
  firm('CTA', 'H', 'Slow quote on both sides'),
  firm('CTA', 'O', 'Opening quote'),
  firm('CTA', 'W', 'Slow quote, set slow list, both sides'),
  notFirm('CTA', 'E', 'Slow quote, LRP or gap, bid side'),
  notFirm('CTA', 'F', 'Slow quote, LRP or gap, offer side'),
  notFirm('CTA', 'U', 'Slow quote, LRP or gap, both sides'),
  notFirm('CTA', 'C', 'Closing quote'),
  notFirm('CTA', 'L', 'Closed market maker (FINRA)'),
  notFirm('CTA', 'N', 'Non-firm quote'),
  notFirm('CTA', '4', 'On-demand intraday auction'),
  firm('UTP', 'R', 'Regular two-sided open, automated'),
  firm('UTP', 'A', 'Manual ask, automated bid'),
  firm('UTP', 'B', 'Manual bid, automated ask'),
  firm('UTP', 'H', 'Manual bid and ask'),
  firm('UTP', 'O', 'Opening quote, automated'),
  firm('UTP', 'Y', 'Automated bid no offer, or automated offer no bid'),
  notFirm('UTP', 'F', 'Fast trading'),
  notFirm('UTP', 'I', 'Order imbalance'),
  notFirm('UTP', 'L', 'Closed quote'),
  notFirm('UTP', 'N', 'Non-firm quote'),
  notFirm('UTP', 'U', 'Manual bid and ask, non-firm'),
  notFirm('UTP', 'X', 'Order influx'),
  notFirm('UTP', 'Z', 'No open / no resume'),
  notFirm('UTP', '4', 'Intraday auction'),
];

const LETTERS: ReadonlyMap<string, QuoteCondition> = new Map(
  QUOTE_CONDITIONS.map((each) => [`${each.plan} ${each.letter}`, each]),
);

/**
 * Why a quote with this letter makes no best price, as `quote condition N`; null where it does, and where nothing is written. A letter without a
 * meaning on that tape is not relied upon.
 */
export function quoteRefusal(letter: string, plan: Plan): string | null {
  if (letter === '' || letter === 'R') return null;
  const condition = LETTERS.get(`${plan} ${letter}`);
  if (condition === undefined) return `quote condition ${letter.slice(0, 4)} (unknown)`;
  return condition.isFirm ? null : `quote condition ${letter}`;
}
