import type { HiddenTail } from '../../quality/hidden-tail.ts';

/** A dark venue as an allocation sees it; quantities in units of the instrument. */
export interface DarkVenue {
  /** What is believed to be hidden there. */
  readonly tail: HiddenTail;
  /** It is sent a multiple of this many units. */
  readonly step: number;
  /** The least and the most that it takes in one order. */
  readonly least: number;
  readonly most: number;
}

/** Units of one venue that are believed to trade with the same probability. */
interface Segment {
  readonly place: number;
  readonly probability: number;
  readonly count: number;
}

/**
 * Divides a quantity over dark venues so that the most is expected to be filled: each next unit goes where it is most likely to trade, which is
 * greedy in the marginal tail probability and optimal, because tails never rise (Ganchev, Kearns, Nevmyvaka, Vaughan, "Censored Exploration
 * and the Dark Pool Problem", 2009, section 3). Units that would trade with less than `floor` stay home, and so does what a venue would
 * get below its least. Among equals the earlier venue comes first. Returns the units for each venue.
 */
export function darkAllocation(venues: readonly DarkVenue[], quantity: number, floor: number): number[] {
  const closed = new Set<number>();
  for (;;) {
    const given = pour(venues, quantity, { floor, closed });
    const short = given.findIndex((count, place) => count > 0 && count < (venues[place]?.least ?? 0));
    if (short === -1) return given;
    closed.add(short);
  }
}

function pour(
  venues: readonly DarkVenue[],
  quantity: number,
  { floor, closed }: { floor: number; closed: ReadonlySet<number> },
): number[] {
  const given = venues.map(() => 0);
  let left = quantity;
  for (const { place, count } of segmentsOf(venues, floor)) {
    const venue = venues[place];
    const before = given[place];
    if (venue === undefined || before === undefined || closed.has(place)) continue;
    const wanted = Math.min(left, count, venue.most - before);
    const whole = wanted - (wanted % venue.step);
    given[place] = before + whole;
    left -= whole;
  }
  return given;
}

/** All segments, most likely first; a sort keeps equals in the order of their venues, and the segments of a venue in their own. */
function segmentsOf(venues: readonly DarkVenue[], floor: number): Segment[] {
  const segments: Segment[] = [];
  for (const [place, { tail }] of venues.entries()) {
    let before = 0;
    for (const { size, probability } of tail) {
      if (probability > 0 && probability >= floor) segments.push({ place, probability, count: size - before });
      before = size;
    }
  }
  return segments.sort((a, b) => b.probability - a.probability || a.place - b.place);
}
