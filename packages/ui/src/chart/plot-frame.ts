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
/** The zone has its place before the first time. */
const LEFT_MIN = 40;

/** Room for the longest of the words at the left edge, and no more than a third of the width. */
export function roomFor(words: readonly string[], width: number): number {
  const longest = Math.max(0, ...words.map((word) => word.length));
  return Math.max(LEFT_MIN, Math.min(Math.round(longest * LETTER) + 16, Math.round(width / 3)));
}

/** Room on the right for the half of the last word below that stands out. */
export function roomAfter(words: readonly string[]): number {
  return Math.max(12, Math.round(((words.at(-1)?.length ?? 0) * LETTER) / 2) + 4);
}

/** Pixels from the left edge of a place on the axis below. */
export function across(at: number, { domain: [from, to] }: PlotAxis, { width, left, right }: PlotFrame): number {
  return left + ((at - from) / (to - from)) * (width - left - right);
}
