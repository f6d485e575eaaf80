import { formatScaled } from '../money/scaled.ts';
import { UNALLOCATED_MESSAGES } from './exclusion-code.ts';
import type { ObjectiveStrategy } from './objectives/objective.ts';
import { isResting } from './order-kind.ts';
import type { PlanInput } from './plan-input.ts';
import type { RoutePlan, Slice } from './route-plan.ts';

/** One paragraph that says what was decided and why, made only of the decision's own facts. */
export function rationale(plan: Omit<RoutePlan, 'rationale'>, strategy: ObjectiveStrategy, input: PlanInput): string {
  const sentences = [
    opening(plan, strategy, input),
    protectionSentence(plan),
    restSentence(plan, input),
    leftOutSentence(plan),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function opening(plan: Omit<RoutePlan, 'rationale'>, strategy: ObjectiveStrategy, input: PlanInput): string {
  const { order, view } = input;
  const whole = formatScaled(input.quantity, view.instrument.quantityDecimals);
  const what = `${order.side} ${whole} ${order.instrumentId} for ${strategy.phrase}`;
  const taking = plan.slices.filter((slice) => !isResting(slice.kind));
  if (taking.length === 0) return `${what}: nothing can be taken now.`;
  const parts = taking.map((slice) => slicePhrase(slice, input));
  return `${what}: ${listed(parts)}.`;
}

function slicePhrase(slice: Slice, input: PlanInput): string {
  const { priceDecimals, quantityDecimals } = input.view.instrument;
  const count = formatScaled(slice.quantity, quantityDecimals);
  return `${count} to ${slice.venueId} at ${withCents(formatScaled(slice.limitPrice, priceDecimals))}`;
}

/** A price as people read it: at least two decimals. */
function withCents(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  return `${whole}.${fraction.padEnd(2, '0')}`;
}

function protectionSentence(plan: Omit<RoutePlan, 'rationale'>): string {
  if (!plan.slices.some((slice) => slice.kind === 'ISO')) return '';
  return 'More than one price is taken, so the slices go as intermarket sweep orders and every better protected quote is taken in full.';
}

function restSentence(plan: Omit<RoutePlan, 'rationale'>, input: PlanInput): string {
  const { quantityDecimals } = input.view.instrument;
  const post = plan.slices.find((slice) => isResting(slice.kind));
  if (post !== undefined) return `${slicePhrase(post, input)} ${post.reason}.`;
  if (plan.unallocatedCode === null) return '';
  const left = formatScaled(plan.unallocated, quantityDecimals);
  return `${left} given to nobody: ${lowerFirst(UNALLOCATED_MESSAGES[plan.unallocatedCode])}`;
}

function leftOutSentence(plan: Omit<RoutePlan, 'rationale'>): string {
  const considered = plan.outcomes.filter((outcome) => outcome.status === 'considered').length;
  const excluded = plan.outcomes.filter((outcome) => outcome.status === 'excluded').length;
  return `${considered} other ${considered === 1 ? 'venue was' : 'venues were'} considered and ${excluded} left out.`;
}

function listed(parts: readonly string[]): string {
  if (parts.length < 2) return parts.join('');
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
