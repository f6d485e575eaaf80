'use client';

import { classNames } from '../class-names';
import { type ChartTone, colourOf, dashAt, markAt } from './chart-tone';

/** One series in the legend. */
export interface LegendEntry {
  readonly id: string;
  readonly label: string;
  readonly tone: ChartTone;
  /** The place of the series among all of them: its mark and its dashes go by it. */
  readonly place: number;
  readonly look: 'line' | 'mark' | 'bar';
  readonly shown: boolean;
}

interface LegendProps {
  readonly entries: readonly LegendEntry[];
  readonly onToggle: ((id: string) => void) | undefined;
}

/** What is drawn, each switched off and on by a press. */
export function Legend({ entries, onToggle }: LegendProps) {
  return (
    <ul aria-label="Series" className="flex flex-wrap items-center gap-x-1">
      {entries.map((entry) => (
        <li key={entry.id}>
          <button
            type="button"
            aria-pressed={entry.shown}
            title={entry.shown ? `Hide ${entry.label}` : `Show ${entry.label}`}
            onClick={() => onToggle?.(entry.id)}
            className={classNames(
              'inline-flex h-6 items-center gap-1.5 rounded-sm px-1.5 text-2xs hover:bg-hover',
              entry.shown ? 'text-muted' : 'text-faint line-through',
            )}
          >
            <svg width="18" height="10" aria-hidden="true" className={entry.shown ? '' : 'opacity-35'}>
              <Swatch {...entry} />
            </svg>
            {entry.label}
          </button>
        </li>
      ))}
    </ul>
  );
}

function Swatch({ tone, place, look }: LegendEntry) {
  const colour = colourOf(tone);
  if (look === 'bar') return <rect x="4" y="1" width="10" height="8" fill={colour} />;
  if (look === 'mark') return <Mark place={place} x={9} y={5} size={4} fill={colour} />;
  return <line x1="0" x2="18" y1="5" y2="5" stroke={colour} strokeWidth="2" strokeDasharray={dashAt(place)} />;
}

interface MarkProps {
  readonly place: number;
  readonly x: number;
  readonly y: number;
  readonly size: number;
  readonly fill: string;
}

/** The mark of the series at a place: round, square, diamond, triangle. */
export function Mark({ place, x, y, size: r, fill }: MarkProps) {
  const mark = markAt(place);
  if (mark === 'circle') return <circle cx={x} cy={y} r={r} fill={fill} />;
  const corners = {
    square: `${x - r},${y - r} ${x + r},${y - r} ${x + r},${y + r} ${x - r},${y + r}`,
    diamond: `${x},${y - r * 1.25} ${x + r * 1.25},${y} ${x},${y + r * 1.25} ${x - r * 1.25},${y}`,
    triangle: `${x},${y - r * 1.15} ${x + r * 1.15},${y + r} ${x - r * 1.15},${y + r}`,
  };
  return <polygon points={corners[mark]} fill={fill} />;
}
