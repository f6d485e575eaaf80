import { sideSign } from '../../order/side.ts';
import type { Venue } from '../../venue/venue.ts';
import { type Candidate, levelsByVenue } from '../candidate.ts';
import type { Allocation, AllocationInput } from './mode.ts';
import { allocationOf, give, newWalk, type Walk } from './walk.ts';

/** One venue of a division: what it could take, the step it takes it in, and what it is given. */
interface Share {
  readonly venue: Venue;
  readonly available: number;
  readonly step: number;
  given: number;
}

/**
 * Divides by available quantity: floor shares first, then one step at a time by largest remainder, so that the parts add up exactly; lots and
 * minimums are kept. Where protection holds, the division goes by price: everybody up to the best protected price shares, and only when they
 * are taken in full does the next protected price open the next group.
 */
export function proRata(input: AllocationInput): Allocation {
  const walk = newWalk(input);
  for (const group of groupsOf(input)) {
    if (walk.remaining === 0 || !isSweptBefore(walk, group)) break;
    divideGroup(walk, group);
  }
  return allocationOf(walk);
}

/** Candidates by the protected price that they stand at or before, best first; one group where nothing is protected. */
function groupsOf({ candidates, protectedQuotes, side }: AllocationInput): Candidate[][] {
  const sign = sideSign(side);
  const prices = [...new Set(protectedQuotes.map((quote) => quote.price * sign))];
  const groups: Candidate[][] = [];
  for (const candidate of candidates) {
    const index = prices.findIndex((price) => candidate.price * sign <= price);
    const place = index === -1 ? prices.length : index;
    groups[place] ??= [];
    groups[place]?.push(candidate);
  }
  return groups.filter((group) => group !== undefined);
}

/** Every protected quote that is better than this group's best price is taken in full, so that the group may be taken. */
function isSweptBefore(walk: Walk, group: readonly Candidate[]): boolean {
  const sign = sideSign(walk.input.side);
  const best = Math.min(...group.map((candidate) => candidate.price * sign));
  return walk.input.protectedQuotes.every(
    (quote) => quote.price * sign >= best || (walk.takes.get(quote.venueId) ?? 0) >= quote.displayed,
  );
}

function divideGroup(walk: Walk, group: readonly Candidate[]): void {
  const shares: Share[] = [];
  for (const levels of levelsByVenue(group).values()) {
    const share = shareOf(walk, levels);
    if (share !== null) shares.push(share);
  }
  divide(shares, walk);
}

/** What a venue could take over its levels of one group; null where it takes nothing so small. */
function shareOf(walk: Walk, levels: readonly Candidate[]): Share | null {
  const [first] = levels;
  if (first === undefined) return null;
  const { venue } = first.snapshot;
  const available = levels.reduce((sum, level) => sum + level.most, 0);
  const step = venue.acceptsOddLots ? 1 : walk.input.roundLot;
  const most = Math.floor(Math.min(available, walk.remaining) / step) * step;
  const isTooLittle = most === 0 || most + already(walk, venue) < venue.minOrderQuantity;
  return isTooLittle ? null : { venue, available, step, given: 0 };
}

/**
 * Divides what the walk has left among as many venues as are allowed; a share below its venue's minimum goes back, smallest first, its place
 * is free for another, and the division is made again.
 */
function divide(shares: readonly Share[], walk: Walk): void {
  let able = shares;
  for (;;) {
    const live = largest(able, walk);
    apportion(live, walk.remaining);
    const short = live.filter(({ given, venue }) => given + already(walk, venue) < venue.minOrderQuantity);
    if (short.length === 0) {
      for (const { venue, given } of live) if (given > 0) give(walk, venue.venueId, given);
      return;
    }
    const smallest = short.reduce((a, b) => (b.given <= a.given ? b : a));
    able = able.filter((share) => share !== smallest);
  }
}

/** The venues that are used already and the largest others: with few places they fill most, and they show the order to the fewest. */
function largest(shares: readonly Share[], { takes, input: { maxVenues } }: Walk): Share[] {
  const fresh = shares.filter((share) => !takes.has(share.venue.venueId));
  const refused = fresh.sort((a, b) => b.available - a.available).slice(Math.max(0, maxVenues - takes.size));
  return shares.filter((share) => !refused.includes(share));
}

function already(walk: Walk, venue: Venue): number {
  return walk.takes.get(venue.venueId) ?? 0;
}

/**
 * Gives a total to the shares: first whole lots to the venues that take nothing else, as near to their part as leaves no more than the others
 * can take, then the rest to the others to the unit.
 */
function apportion(shares: readonly Share[], total: number): void {
  const inLots = shares.filter((share) => share.step > 1);
  const inUnits = shares.filter((share) => share.step === 1);
  const [lotsMost, unitsMost] = [sumOf(inLots), sumOf(inUnits)];
  const part = Math.min(total, lotsMost + unitsMost);
  const step = inLots[0]?.step ?? 1;
  const least = Math.max(0, Math.ceil((part - unitsMost) / step));
  const most = Math.floor(Math.min(lotsMost, part) / step);
  const nearest = lotsMost === 0 ? 0 : roundedQuotient(part, lotsMost, (lotsMost + unitsMost) * step);
  const lots = Math.min(most, Math.max(least, nearest));
  hamilton(inLots, lots, step);
  hamilton(inUnits, Math.min(unitsMost, part - lots * step), 1);
}

function sumOf(shares: readonly Share[]): number {
  return shares.reduce((sum, share) => sum + share.available, 0);
}

/** a·b / c to the nearest whole number, exactly. */
function roundedQuotient(a: number, b: number, c: number): number {
  return Number((2n * BigInt(a) * BigInt(b) + BigInt(c)) / (2n * BigInt(c)));
}

/** Largest remainder (Hamilton's method) over `count` steps; products are exact, ties go in the objective's order. */
function hamilton(shares: readonly Share[], count: number, step: number): void {
  const available = BigInt(sumOf(shares));
  let left = count;
  const remainders = new Map<Share, bigint>();
  for (const share of shares) {
    const product = BigInt(count) * BigInt(share.available);
    const whole = Number(product / available);
    share.given = whole * step;
    remainders.set(share, product % available);
    left -= whole;
  }
  const order = [...shares].sort((a, b) => compare(remainders.get(b) ?? 0n, remainders.get(a) ?? 0n));
  for (const share of order.slice(0, left)) share.given += step;
}

function compare(a: bigint, b: bigint): number {
  return a === b ? 0 : a < b ? -1 : 1;
}
