import type { ReviewActKind } from '@fairlead/rule606/review/review';
import type { ReviewFigures } from '@/rows/review-figures';
import { sizeClassWords } from './execution-words';
import { formatQuantity } from './figures';

/** What was done about where orders go, as it stands before what it was done to. */
export const REVIEW_ACT_WORDS: Readonly<Record<ReviewActKind, string>> = {
  RULES_ACTIVATED: 'Came into force:',
  VENUE_STOPPED: 'Taken out:',
  VENUE_RELEASED: 'Taken back in:',
  CIRCUIT_FORCED: 'Circuit set by hand:',
  PAYMENT_TERMS: 'New payment terms:',
  FEES: 'New fees:',
};

const TYPES: Readonly<Record<string, string>> = {
  MARKET: 'market',
  MARKETABLE_LIMIT: 'marketable limit',
  NON_MARKETABLE_LIMIT: 'non-marketable limit',
  OTHER: 'other',
};

/** Which orders were compared. */
export function reviewGroupWords({
  level,
  orderType,
  of,
}: Pick<ReviewFigures['lags'][number], 'level' | 'orderType' | 'of'>): string {
  const type = TYPES[orderType] ?? orderType;
  return level === 'SECURITY' ? `${type}, ${of}` : `${type}, ${sizeClassWords(Number(of)).toLowerCase()}`;
}

/** How many comparisons there were, and what they came to. */
export function reviewCountWords({ counts, observationsLeast }: ReviewFigures): string {
  const { LAGS, LEVEL, LEADS, TOO_FEW } = counts;
  const all = LAGS + LEVEL + LEADS + TOO_FEW;
  const [lags, leads, level, few] = [LAGS, LEADS, LEVEL, TOO_FEW].map(formatQuantity);
  return `Of ${formatQuantity(all)} comparisons ${lags} lag, ${leads} lead and ${level} are level; ${few} rest on fewer than ${observationsLeast} observations and say nothing.`;
}
