import type { Curve, Piece } from './curve.ts';

/**
 * The pieces of these curves, cheapest first; equal ones in the order of the curves. Each curve's are in order already, so they are merged two
 * and two.
 */
export function merged(curves: readonly Curve[]): readonly Piece[] {
  let runs: (readonly Piece[])[] = [];
  for (const curve of curves) runs.push(curve.pieces);
  while (runs.length > 1) {
    const longer: (readonly Piece[])[] = [];
    for (let index = 0; index < runs.length; index += 2)
      longer.push(mergedTwo(runs[index] ?? [], runs[index + 1] ?? []));
    runs = longer;
  }
  return runs[0] ?? [];
}

function mergedTwo(first: readonly Piece[], second: readonly Piece[]): readonly Piece[] {
  if (second.length === 0) return first;
  const pieces: Piece[] = [];
  let next = 0;
  for (const piece of first) {
    for (; next < second.length; next++) {
      const other = second[next];
      if (other === undefined || other.cost >= piece.cost) break;
      pieces.push(other);
    }
    pieces.push(piece);
  }
  for (; next < second.length; next++) {
    const other = second[next];
    if (other !== undefined) pieces.push(other);
  }
  return pieces;
}

/**
 * Water-filling: gives out `lots` beyond what the curves already take, cheapest pieces first, each curve up to its `high`. Exact for curves of
 * one step without impact, because no curve's costs fall. Answers how many lots found no room.
 */
export function pour(pieces: readonly Piece[], lots: number): number {
  let left = lots;
  for (let begin = 0; begin < pieces.length && left > 0; ) {
    const end = levelEnd(pieces, begin);
    if (end === begin + 1 || roomOf(pieces, begin, end) <= left) {
      for (let index = begin; index < end; index++) left -= fill(pieces[index], left);
    } else left = fillLast(pieces.slice(begin, end), left);
    begin = end;
  }
  return left;
}

/** The first place after `begin` at which the cost is another. */
function levelEnd(pieces: readonly Piece[], begin: number): number {
  const cost = pieces[begin]?.cost;
  let end = begin + 1;
  while (end < pieces.length && pieces[end]?.cost === cost) end += 1;
  return end;
}

function roomOf(pieces: readonly Piece[], begin: number, end: number): number {
  let room = 0;
  for (let index = begin; index < end; index++) room += roomIn(pieces[index]);
  return room;
}

/** The last level has more than is wanted: sources that are used already come first, then the largest, so that the fewest are used. */
function fillLast(level: readonly Piece[], lots: number): number {
  let left = lots;
  const unused = level.filter((piece) => piece.curve.take === 0);
  for (const piece of level) if (piece.curve.take > 0) left -= fill(piece, left);
  for (const piece of unused.sort((a, b) => roomIn(b) - roomIn(a))) left -= fill(piece, left);
  return left;
}

function roomIn(piece: Piece | undefined): number {
  return piece === undefined ? 0 : Math.max(0, Math.min(piece.to, piece.curve.high) - piece.curve.take);
}

function fill(piece: Piece | undefined, lots: number): number {
  const count = Math.min(lots, roomIn(piece));
  if (piece !== undefined) piece.curve.take += count;
  return count;
}
