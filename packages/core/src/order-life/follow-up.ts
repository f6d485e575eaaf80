import type { Quantity } from '../money/units.ts';
import type { Result } from '../result.ts';
import type { ChildLife } from './child-life.ts';
import { type AskedTerms, revisionOf, termsWaveOf } from './child-replace.ts';
import {
  childrenToCancel,
  childToShrink,
  closeUnrouted,
  type NextStep,
  nextStep,
  recalledToReplace,
  type StepFacts,
} from './next-step.ts';
import type { OrderLife } from './order-life.ts';
import type { RestingTerms } from './resting-terms.ts';
import type { Story } from './story.ts';

/** A wave as it is decided: what it sends, or why nothing, where whoever decides says so. */
interface Decided {
  readonly plan: { readonly slices: readonly unknown[]; readonly unallocatedCode: string | null };
}

/** A child, and what it is to become. */
interface NewTerms extends Pick<AskedTerms, 'quantity' | 'limitPrice' | 'wave'> {
  readonly child: ChildLife;
}

/** Who makes the waves of an order. */
export interface WaveMaking<Wave extends Decided> {
  /** The next wave, planned and through the gate; or the code of what speaks against it. */
  readonly plan: (life: OrderLife) => Result<Wave, { readonly code: string }>;
  /** Tells a wave as decided; it leaves where it has children. */
  readonly intend: (wave: Wave) => void;
}

/** Who carries out what follows from an order. */
export interface Follower<Wave extends Decided> extends WaveMaking<Wave> {
  readonly facts: (life: OrderLife) => StepFacts;
  /** A child has to be asked back. */
  readonly askBack: (childId: string) => void;
  /** True where the venue of a child can give it other terms, and may be asked to now. */
  readonly canReplace: (child: ChildLife) => boolean;
  /** The venue of a child has to be asked to give it the terms of this revision. */
  readonly askReplace: (childId: string, revision: number) => void;
  /** What children that rest would become by a plan for so much of them on the market of now; null where they are better canceled. */
  readonly planAgain: (life: OrderLife, rests: Rests) => PlannedAgain<Wave> | null;
}

/** Children that rest, and how much of them is wanted, at the instrument's scale. */
export interface Rests {
  readonly children: readonly ChildLife[];
  readonly quantity: Quantity;
  /** The only venue that it is planned for; absent for all of the order's. */
  readonly venueId?: string;
}

/** A wave that sends nothing new, and the terms that it gives to what rests. */
export interface PlannedAgain<Wave> {
  readonly wave: Wave;
  readonly terms: readonly RestingTerms[];
}

/** What follows from an order as it stands now, told in its story: children asked back, and its next step. True where a wave leaves. */
export function followUp<Wave extends Decided>(story: Story, follower: Follower<Wave>): boolean {
  recall(story, follower);
  const step = nextStep(story.life, follower.facts(story.life));
  return step.kind === 'ROUTE' ? routeOn(story, follower) : endBy(story, step);
}

/**
 * What rests at a limit that is not the order's any more gets the new one where a plan would rest it there; what is out beyond the order is made smaller
 * where one child can give it all back. Everything else is asked back.
 */
function recall<Wave extends Decided>(story: Story, follower: Follower<Wave>): void {
  const recalled = recalledToReplace(story.life, follower.canReplace);
  const again = recalled === null ? null : follower.planAgain(story.life, recalled);
  if (again !== null) replaceBy(story, follower, again);
  for (;;) {
    const shrunk = childToShrink(story.life, follower.canReplace);
    if (shrunk !== null) {
      tellReplace(story, follower, { ...shrunk, limitPrice: shrunk.child.limitPrice, wave: termsWaveOf(shrunk.child) });
      continue;
    }
    const [next] = childrenToCancel(story.life);
    if (next === undefined) return;
    story.tell({ type: 'CHILD_CANCEL_ASKED', childId: next.id });
    follower.askBack(next.id);
  }
}

/** Tells a wave that only changes what rests, and what becomes of that. */
export function replaceBy<Wave extends Decided>(
  story: Story,
  follower: Pick<Follower<Wave>, 'intend' | 'askReplace'>,
  { wave, terms }: PlannedAgain<Wave>,
): void {
  follower.intend(wave);
  for (const each of terms) tellReplace(story, follower, { ...each, wave: story.life.waves.length });
}

/** Tells that a child is to have other terms, and has its venue asked. */
export function tellReplace(
  story: Story,
  { askReplace }: Pick<Follower<Decided>, 'askReplace'>,
  { child, quantity, limitPrice, wave }: NewTerms,
): void {
  const revision = revisionOf(child) + 1;
  story.tell({ type: 'CHILD_REPLACE_ASKED', childId: child.id, revision, quantity, limitPrice, wave });
  askReplace(child.id, revision);
}

/**
 * Routes what is left of an order, told in its story. Its first decision is told even where it sends nothing, so that its end is explained; where nothing
 * could be sent, an order of which nothing works ends with the reason. True where a wave leaves.
 */
export function routeOn<Wave extends Decided>(story: Story, { plan, intend }: WaveMaking<Wave>): boolean {
  const wave = plan(story.life);
  if (!wave.ok) return endBy(story, closeUnrouted(story.life, wave.error.code));
  const { slices, unallocatedCode } = wave.value.plan;
  if (slices.length > 0 || story.life.waves.length === 0) intend(wave.value);
  return slices.length > 0 || endBy(story, closeUnrouted(story.life, unallocatedCode ?? 'NO_MARKET'));
}

function endBy(story: Story, step: NextStep): false {
  if (step.kind === 'CLOSE') story.tell({ type: 'ORDER_CLOSED', code: step.code }, 'DESK');
  return false;
}
