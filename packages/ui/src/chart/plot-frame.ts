import type { Span } from './nice-ticks';
import type { Tick } from './time-ticks';

/** The room of a picture in pixels: how large it is and what its axes take of it. */
export interface PlotFrame {
  readonly width: number;
  readonly height: number;
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** An axis as it is drawn. */
export interface PlotAxis {
  readonly domain: Span;
  readonly ticks: readonly Tick[];
  readonly title: string;
}

/** About the width of a figure at the size of the axes' letters. */
const LETTER = 6.3;

/** Room for the longest of the words at the left edge, and no more than a third of the width. */
export function roomFor(words: readonly string[], width: number): number {
  const longest = Math.max(0, ...words.map((word) => word.length));
  return Math.min(Math.round(longest * LETTER) + 16, Math.round(width / 3));
}

/** Pixels from the left edge of a place on the axis below. */
export function across(at: number, { domain: [from, to] }: PlotAxis, { width, left, right }: PlotFrame): number {
  return left + ((at - from) / (to - from)) * (width - left - right);
}
