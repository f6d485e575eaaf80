import { formatScaled } from '../money/scaled.ts';
import { sideSign } from '../order/side.ts';
import { constraintWords, decidingConstraints } from './deciding-constraint.ts';
import { type Deciding, decidingTerm } from './deciding-term.ts';
import { EXCLUSION_MESSAGES, UNALLOCATED_MESSAGES } from './exclusion-code.ts';
import type { ObjectiveStrategy } from './objectives/objective.ts';
import { isResting } from './order-kind.ts';
import type { PlanInput } from './plan-input.ts';
import { KEY_WORDS } from './reason-words.ts';
import type { RoutePlan, Slice } from './route-plan.ts';

/** One paragraph that says what was decided and why, made only of the decision's own facts. */
export function rationale(plan: Omit<RoutePlan, 'rationale'>, strategy: ObjectiveStrategy, input: PlanInput): string {
  const sentences = [
    opening(plan, strategy, input),
    stageSentence(plan),
    mannerSentence(plan, input),
    constraintSentence(plan, input),
    decidingSentence(plan, input),
    capSentence(plan, input),
    protectionSentence(plan),
    restSentence(plan, input),
    limitSentence(plan, input),
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
  if (words === null) return `${otherId}, the next choice, would cost the same as ${venueId}${tieText(deciding)}.`;
  const share = `${bpsText(differenceBps)} bp better, ${bpsText(totalBps)} bp with all terms`;
  return `${venueId} comes before ${otherId}, the next choice, mostly by its ${words} (${share}).`;
}

/** What put one of two before the other that cost the same. */
function tieText({ tieKey, venueId }: Deciding): string {
  return tieKey === null ? '' : `, and ${venueId} comes first by its ${KEY_WORDS[tieKey]}`;
}

/** The constraints that kept out what counts as cheaper: where one decided, it is said instead of a difference of cost. */
function constraintSentence(plan: Omit<RoutePlan, 'rationale'>, input: PlanInput): string {
  const price = (value: number) => withCents(formatScaled(value, input.view.instrument.priceDecimals));
  return decidingConstraints(plan)
    .map((deciding) => {
      const { outcome, dearer, count } = deciding;
      const others = count === 1 ? '' : ` and ${count - 1} other ${count === 2 ? 'venue' : 'venues'}`;
      const verb = count === 1 ? 'counts' : 'count';
      const what = `${outcome.venueId}${others} ${verb} as cheaper than ${dearer.venueId}`;
      return `${what}, but ${constraintWords(deciding, input, price)}.`;
    })
    .join(' ');
}

/** What the order itself decides: whom it names, and how it is to be divided. */
function mannerSentence(plan: Omit<RoutePlan, 'rationale'>, { order, quantity }: PlanInput): string {
  const sentences: string[] = [];
  if (order.directedVenue !== null) sentences.push(`The customer directed the order to ${order.directedVenue}.`);
  if (order.timeInForce === 'FOK') sentences.push('As fill-or-kill it goes whole to one venue.');
  else if (order.orderType !== 'MIDPOINT_PEG' && plan.stage === 'ALL' && quantity > 0) sentences.push(modeText(order));
  return sentences.filter((sentence) => sentence !== '').join(' ');
}

function modeText({ routingMode }: PlanInput['order']): string {
  if (routingMode === 'SEQUENTIAL') return 'One venue at a time: the order’s preferences first, then the all-in price.';
  if (routingMode === 'MANUAL') return 'It is divided as the caller said.';
  return routingMode === 'PRO_RATA' ? 'It is shared in proportion to what is displayed.' : '';
}

/** Venues that would have got more but for a cap of the rules. */
function capSentence(plan: Omit<RoutePlan, 'rationale'>, { order, view }: PlanInput): string {
  const capped = order.venueCaps.filter(({ venueId, maxQuantity }) => {
    const outcome = plan.outcomes.find((each) => each.venueId === venueId);
    return maxQuantity > 0 && outcome?.quantity === maxQuantity;
  });
  const count = (value: number) => formatScaled(value, view.instrument.quantityDecimals);
  return capped.map((cap) => `A routing rule caps ${cap.venueId} at ${count(cap.maxQuantity)}.`).join(' ');
}

/** The limit, where something is left and venues show prices beyond it. */
function limitSentence(plan: Omit<RoutePlan, 'rationale'>, { worstPrice, view }: PlanInput): string {
  const beyond = plan.outcomes.filter(({ code }) => code === 'OUTSIDE_LIMIT').length;
  const isLeft = plan.unallocated > 0 || plan.slices.some(({ kind, restMs }) => kind === 'POST' && restMs === null);
  if (beyond === 0 || worstPrice === null || !isLeft) return '';
  const limit = withCents(formatScaled(worstPrice, view.instrument.priceDecimals));
  return `${beyond} ${beyond === 1 ? 'venue shows' : 'venues show'} only prices beyond the limit of ${limit}.`;
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
  const { priceDecimals, quantityDecimals } = input.view.instrument;
  const posts = plan.slices.filter((slice) => isResting(slice.kind));
  const resting = posts.map((post) => `${slicePhrase(post, input)} ${post.reason}.`).join(' ');
  if (plan.unallocatedCode === null) return resting;
  const left = formatScaled(plan.unallocated, quantityDecimals);
  const blocker = plan.unallocatedBlocker;
  const at =
    blocker === null ? '' : ` (${blocker.venueId} at ${withCents(formatScaled(blocker.price, priceDecimals))})`;
  const why = lowerFirst(UNALLOCATED_MESSAGES[plan.unallocatedCode]).replace(/\.$/, '');
  const nobody = `${left} given to nobody: ${why}${at}.`;
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
