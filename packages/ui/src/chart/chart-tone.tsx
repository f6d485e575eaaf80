/** Colours of a series by the theme's tokens; SVG attributes take them, so that both themes and the chosen pair hold. */
const COLOURS = {
  accent: 'var(--accent)',
  quiet: 'var(--fg-muted)',
  /** The pair of opposite sides that the person has chosen. */
  'side-a': 'var(--side-a)',
  'side-b': 'var(--side-b)',
  /** For series that are only different. */
  third: 'var(--chart-third)',
  fourth: 'var(--chart-fourth)',
  good: 'var(--good)',
  degraded: 'var(--degraded)',
  stopped: 'var(--stopped)',
} as const;
export type ChartTone = keyof typeof COLOURS;

export const colourOf = (tone: ChartTone): string => COLOURS[tone];

const MARKS = ['circle', 'square', 'diamond', 'triangle'] as const;
const DASHES = ['', '6 3', '2 2', '8 3 2 3'] as const;

/** The mark of the series at a place, so that colour alone tells nothing apart. */
export const markAt = (index: number): (typeof MARKS)[number] => MARKS[index % MARKS.length] ?? 'circle';

export const dashAt = (index: number): string => DASHES[index % DASHES.length] ?? '';
