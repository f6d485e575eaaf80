import { quantity } from '../money/units.ts';
import type { Slice } from '../routing/route-plan.ts';
import { type ChildLife, reservedOf } from './child-life.ts';
import { type AskedTerms, hasTerms } from './child-replace.ts';

/** A child that rests, and the terms that a plan has for it. */
export interface RestingTerms extends Pick<AskedTerms, 'quantity' | 'limitPrice'> {
  readonly child: ChildLife;
}

/**
 * The terms that children get where a plan does nothing but rest, each part at a venue where one of them rests, and no more than it has left. Null where
 * it takes, goes elsewhere or wants more somewhere: then what rests is canceled. A child that the plan has no part for is not among them, and one that
 * is as the plan wants it neither.
 */
export function restingTerms(slices: readonly Slice[], children: readonly ChildLife[]): readonly RestingTerms[] | null {
  const free = [...children];
  const terms: RestingTerms[] = [];
  for (const slice of slices) {
    const at = free.findIndex((child) => isFor(slice, child));
    const [child] = at === -1 ? [] : free.splice(at, 1);
    if (child === undefined) return null;
    const to = { quantity: quantity(child.filled + slice.quantity), limitPrice: slice.limitPrice };
    if (!hasTerms(child, to)) terms.push({ child, ...to });
  }
  return terms;
}

/** What rests until it is done, and what rests for a while, are not made of each other. */
function isFor({ kind, venueId, quantity: count, restMs }: Slice, child: ChildLife): boolean {
  const isAlike = child.kind === kind && (child.restMs === null) === (restMs === null);
  return kind === 'POST' && isAlike && child.venueId === venueId && count <= reservedOf(child);
}
