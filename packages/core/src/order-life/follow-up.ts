import type { Result } from '../result.ts';
import { childrenToCancel, closeUnrouted, type NextStep, nextStep, type StepFacts } from './next-step.ts';
import type { OrderLife } from './order-life.ts';
import type { Story } from './story.ts';

/** A wave as it is decided: what it sends, or why nothing, where whoever decides says so. */
interface Decided {
  readonly plan: { readonly slices: readonly unknown[]; readonly unallocatedCode: string | null };
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
}

/** What follows from an order as it stands now, told in its story: children asked back, and its next step. True where a wave leaves. */
export function followUp<Wave extends Decided>(story: Story, follower: Follower<Wave>): boolean {
  for (const { id } of childrenToCancel(story.life)) {
    story.tell({ type: 'CHILD_CANCEL_ASKED', childId: id });
    follower.askBack(id);
  }
  const step = nextStep(story.life, follower.facts(story.life));
  return step.kind === 'ROUTE' ? routeOn(story, follower) : endBy(story, step);
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
