import type { Price, Quantity } from '../money/units.ts';
import type { Side } from '../order/request.ts';
import { sideSign } from '../order/side.ts';

/** The terms that a child is asked to work by, until its venue has said what became of them. */
export interface AskedTerms {
  readonly quantity: Quantity;
  readonly limitPrice: Price;
  /** The wave whose terms they are. */
  readonly wave: number;
  /** When it was decided, in microseconds since 1970. */
  readonly askedAtUs: number;
  /** Nobody knows whether the venue has heard of them. */
  readonly isDoubted: boolean;
}

/** What has become of the terms of a child since it was sent. A child that has its first ones has none of this. */
export interface ChildReplace {
  /** Counts what the venue was asked for: it stands in each of its answers, so that none is taken for another. */
  readonly revision: number;
  readonly asked: AskedTerms | null;
  /** The wave whose terms it works by. */
  readonly wave: number;
  /** The venue has refused once, or could not be asked: it is canceled where it has to be another. */
  readonly isRefused: boolean;
  /** The limit before the last change, and how much the venue had executed by then. */
  readonly before: { readonly limitPrice: Price; readonly filled: number } | null;
}

/** As much of a child as its terms are told by. */
export interface Termed {
  readonly quantity: Quantity;
  readonly limitPrice: Price;
  readonly wave: number;
  readonly filled: number;
  readonly replace: ChildReplace | null;
}

/** The most that may be executed of a child while it works: under a replace the larger of what it has and what it is to have. */
export function mostOf({ quantity, replace }: Pick<Termed, 'quantity' | 'replace'>): number {
  const asked = replace?.asked ?? null;
  return asked === null ? quantity : Math.max(quantity, asked.quantity);
}

/** The wave whose terms a child works by, or is to work by. */
export function termsWaveOf({ wave, replace }: Pick<Termed, 'wave' | 'replace'>): number {
  return replace === null ? wave : (replace.asked?.wave ?? replace.wave);
}

/**
 * The worst price at which a child may execute now: the worse of its limit and the one that it is asked to have, and while not all is booked that its
 * venue had executed before the last change, of the one before too.
 */
export function boundOf(child: Termed, side: Side): Price {
  const { replace, limitPrice } = child;
  if (replace === null) return limitPrice;
  const worse = (a: Price, b: Price) => ((b - a) * sideSign(side) > 0 ? b : a);
  const bound = replace.asked === null ? limitPrice : worse(limitPrice, replace.asked.limitPrice);
  const { before } = replace;
  return before !== null && child.filled < before.filled ? worse(bound, before.limitPrice) : bound;
}

/** How many revisions a child has been asked to have. */
export function revisionOf({ replace }: Pick<Termed, 'replace'>): number {
  return replace?.revision ?? 0;
}

/** True where these are the terms that it works by. */
export function hasTerms(
  child: Pick<Termed, 'quantity' | 'limitPrice'>,
  terms: { readonly quantity: Quantity; readonly limitPrice: Price },
): boolean {
  return child.quantity === terms.quantity && child.limitPrice === terms.limitPrice;
}
