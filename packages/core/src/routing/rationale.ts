import { formatScaled } from '../money/scaled.ts';
import { sideSign } from '../order/side.ts';
import { decidingTerm } from './deciding-term.ts';
import { EXCLUSION_MESSAGES, UNALLOCATED_MESSAGES } from './exclusion-code.ts';
import type { ObjectiveStrategy } from './objectives/objective.ts';
import { isResting } from './order-kind.ts';
import type { PlanInput } from './plan-input.ts';
import type { RoutePlan, Slice } from './route-plan.ts';

/** One paragraph that says what was decided and why, made only of the decision's own facts. */
export function rationale(plan: Omit<RoutePlan, 'rationale'>, strategy: ObjectiveStrategy, input: PlanInput): string {
  const sentences = [
    opening(plan, strategy, input),
    stageSentence(plan),
    decidingSentence(plan, input),
    protectionSentence(plan),
    restSentence(plan, input),
    betterLeftOutSentence(plan, input),
    leftOutSentence(plan),
  ];
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function opening(plan: Omit<RoutePlan, 'rationale'>, strategy: ObjectiveStrategy, input: PlanInput): string {
  const { order, view } = input;
  const whole = formatScaled(input.quantity, view.instrument.quantityDecimals);
  const what = `${order.side} ${whole} ${order.instrumentId} for ${strategy.phrase}`;
  const taking = plan.slices.filter((slice) => !isResting(slice.kind));
  if (order.orderType === 'MIDPOINT_PEG' && taking.length === 0)
    return `${order.side} ${whole} ${order.instrumentId} at the midpoint.`;
  if (taking.length === 0) return `${what}: nothing can be taken now.`;
  const parts = taking.map((slice) => slicePhrase(slice, input));
  return `${what}: ${listed(parts)}.`;
}

function slicePhrase(slice: Slice, input: PlanInput): string {
  const { priceDecimals, quantityDecimals } = input.view.instrument;
  const count = formatScaled(slice.quantity, quantityDecimals);
  const at = slice.kind === 'MID_PEG' ? 'at no worse than' : 'at';
  return `${count} to ${slice.venueId} ${at} ${withCents(formatScaled(slice.limitPrice, priceDecimals))}`;
}

/** A price as people read it: at least two decimals. */
function withCents(text: string): string {
  const point = text.indexOf('.');
  if (point === -1) return `${text}.00`;
  return text.length - point === 2 ? `${text}0` : text;
}

/** Why the first venue rather than the next: the term that made the largest difference, never another. */
function decidingSentence(plan: Omit<RoutePlan, 'rationale'>, input: PlanInput): string {
  const deciding = decidingTerm(plan, input);
  if (deciding === null) return '';
  const { venueId, otherId, words, differenceBps, totalBps } = deciding;
  if (words === null) return `${otherId}, the next choice, would cost the same as ${venueId}.`;
  const share = `${bpsText(differenceBps)} bp better, ${bpsText(totalBps)} bp with all terms`;
  return `${venueId} comes before ${otherId}, the next choice, mostly by its ${words} (${share}).`;
}

function stageSentence({ stage }: Omit<RoutePlan, 'rationale'>): string {
  if (stage === 'INTERNAL') return 'The internal book is asked first, at the national best price or better.';
  return stage === 'DARK' ? 'Dark venues are asked first, at the midpoint.' : '';
}

/** Venues that show a better price than the worst that is taken and were left out all the same, each with its reason. */
function betterLeftOutSentence(plan: Omit<RoutePlan, 'rationale'>, { order, view }: PlanInput): string {
  const sign = sideSign(order.side);
  const reached = plan.slices.filter((slice) => !isResting(slice.kind)).map((slice) => slice.limitPrice * sign);
  if (reached.length === 0) return '';
  const worst = Math.max(...reached);
  const left = plan.outcomes.flatMap(({ venueId, status, code }, place) => {
    const snapshot = view.venues[place];
    if (status !== 'excluded' || code === null || snapshot === undefined) return [];
    const size = sign === 1 ? snapshot.askSize : snapshot.bidSize;
    const at = sign === 1 ? snapshot.ask : snapshot.bid;
    return size > 0 && at * sign < worst
      ? [`${venueId} (${lowerFirst(EXCLUSION_MESSAGES[code]).replace(/\.$/, '')})`]
      : [];
  });
  if (left.length === 0) return '';
  return `Better prices are shown at ${listed(left)}, which may not be used.`;
}

function bpsText(bps: number): string {
  const rounded = Math.round(bps * 1_000) / 1_000;
  return rounded === 0 && bps > 0 ? 'less than 0.001' : String(rounded);
}

function protectionSentence(plan: Omit<RoutePlan, 'rationale'>): string {
  if (!plan.slices.some((slice) => slice.kind === 'ISO')) return '';
  return 'More than one price is taken, so the slices go as intermarket sweep orders and every better protected quote is taken in full.';
}

function restSentence(plan: Omit<RoutePlan, 'rationale'>, input: PlanInput): string {
  const { quantityDecimals } = input.view.instrument;
  const posts = plan.slices.filter((slice) => isResting(slice.kind));
  const resting = posts.map((post) => `${slicePhrase(post, input)} ${post.reason}.`).join(' ');
  if (plan.unallocatedCode === null) return resting;
  const left = formatScaled(plan.unallocated, quantityDecimals);
  const nobody = `${left} given to nobody: ${lowerFirst(UNALLOCATED_MESSAGES[plan.unallocatedCode])}`;
  return resting === '' ? nobody : `${resting} ${nobody}`;
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
