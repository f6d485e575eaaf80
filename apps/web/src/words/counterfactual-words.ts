import { formatQuantity } from './figures';

/** What a plan is compared by: whether it sends at all, the units that it is expected to fill at once (null where it takes nothing), and what one of them costs. */
export interface PlanFigures {
  readonly sends: boolean;
  readonly fills: number | null;
  readonly costBps: number | null;
}

/** How much of what was to be placed a plan fills. An expected quantity is an estimate: four figures say all that is known of it. */
export function fillWords(fills: number | null, quantity: number): string {
  return `${fills === null ? '0' : estimated(fills, quantity)} of ${formatQuantity(quantity)}`;
}

/** A plan beside the one that was asked for, in words that say what is compared: a cost only where at least as much is filled. */
export function againstAsked(plan: PlanFigures, asked: PlanFigures, quantity: number): string {
  if (!plan.sends) return 'sends nothing';
  if (plan.fills === null) return 'fills nothing at once: it waits';
  if (asked.fills === null) return `fills ${fillWords(plan.fills, quantity)} at once, where the asked plan waits`;
  const cost = costWords(plan.costBps, asked.costBps);
  if (plan.fills === asked.fills) return cost === SAME ? `fills as much ${SAME}` : `fills as much, ${cost}`;
  const difference = estimated(Math.abs(plan.fills - asked.fills), quantity);
  if (plan.fills < asked.fills) return `fills ${difference} less, so its cost is not compared`;
  return cost === SAME ? `fills ${difference} more ${SAME}` : `fills ${difference} more, ${cost} a unit`;
}

const SAME = 'at the same cost';

function costWords(costBps: number | null, askedBps: number | null): string {
  const text = Math.abs((costBps ?? 0) - (askedBps ?? 0)).toFixed(2);
  if (Number(text) === 0) return SAME;
  return `costs ${text} bps ${(costBps ?? 0) < (askedBps ?? 0) ? 'less' : 'more'}`;
}

const estimated = (units: number, quantity: number): string =>
  formatQuantity(units === quantity ? units : Number(units.toPrecision(4)));
