'use client';

import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from 'react';
import type { ChartTone } from './chart-tone';
import { colourOf } from './chart-tone';

/** What is read out where the cursor stands. */
export interface Readout {
  readonly title: string;
  readonly lines: readonly {
    readonly id: string;
    readonly label: string;
    readonly words: string;
    readonly tone: ChartTone;
  }[];
}

interface CursorBoxProps {
  readonly label: string;
  readonly width: number;
  readonly height: number;
  /** Pixels of each stop from the edge, in the order in which the keys walk. */
  readonly stops: readonly number[];
  /** Whether stops lie beside each other, as times do, or below each other, as names do. */
  readonly along: 'x' | 'y';
  readonly readoutAt: (stop: number) => Readout;
  readonly children: (stop: number | null) => ReactNode;
}

const PAGE = 10;

/**
 * The picture with a cursor that walks its figures by keys, pointer or touch. To readers it is a slider whose value is what is read out
 * there, so that arrow keys reach it and each step is spoken.
 */
export function CursorBox({ label, width, height, stops, along, readoutAt, children }: CursorBoxProps) {
  const [kept, setKept] = useState<number | null>(null);
  const last = stops.length - 1;
  const stop = kept === null ? null : Math.min(kept, last);
  const spoken = Math.max(0, stop ?? 0);
  const onKeyDown = (event: KeyboardEvent) => {
    const next = nextStop(event.key, stop, last);
    if (next === undefined) return;
    event.preventDefault();
    setKept(next);
  };
  const onPointer = (event: PointerEvent<HTMLDivElement>) => {
    const frame = event.currentTarget.getBoundingClientRect();
    setKept(nearest(stops, along === 'x' ? event.clientX - frame.left : event.clientY - frame.top));
  };
  return (
    <div
      data-picture
      role="slider"
      tabIndex={0}
      aria-label={`${label}: figures, arrow keys walk through them`}
      aria-orientation={along === 'x' ? 'horizontal' : 'vertical'}
      aria-valuemin={1}
      aria-valuemax={Math.max(1, stops.length)}
      aria-valuenow={spoken + 1}
      aria-valuetext={stops.length === 0 ? 'no figure' : wordsOf(readoutAt(spoken))}
      onKeyDown={onKeyDown}
      onPointerMove={onPointer}
      onPointerDown={onPointer}
      onPointerLeave={() => setKept(null)}
      onFocus={() => setKept((before) => before ?? 0)}
      onBlur={() => setKept(null)}
      className="relative touch-pan-y select-none"
      style={{ width, height }}
    >
      {children(stop)}
      {stop !== null && stops[stop] !== undefined && (
        <ReadoutBox readout={readoutAt(stop)} at={stops[stop]} {...{ along, width, height }} />
      )}
    </div>
  );
}

function nextStop(key: string, stop: number | null, last: number): number | null | undefined {
  if (last < 0) return undefined;
  const from = stop ?? -1;
  const steps: Record<string, number | null> = {
    ArrowRight: from + 1,
    ArrowDown: from + 1,
    ArrowLeft: from - 1,
    ArrowUp: from - 1,
    PageDown: from + PAGE,
    PageUp: from - PAGE,
    Home: 0,
    End: last,
    Escape: null,
  };
  if (!Object.hasOwn(steps, key)) return undefined;
  const to = steps[key];
  return typeof to === 'number' ? Math.min(last, Math.max(0, to)) : null;
}

function nearest(stops: readonly number[], at: number): number | null {
  let best: number | null = null;
  stops.forEach((stop, index) => {
    const before = best === null ? undefined : stops[best];
    if (before === undefined || Math.abs(stop - at) < Math.abs(before - at)) best = index;
  });
  return best;
}

function wordsOf({ title, lines }: Readout): string {
  return `${title}: ${lines.map(({ label, words }) => `${label} ${words}`).join(', ')}`;
}

interface ReadoutBoxProps {
  readonly readout: Readout;
  readonly at: number;
  readonly along: 'x' | 'y';
  readonly width: number;
  readonly height: number;
}

/** The same for the eye; it stands on the side that has more room and lets presses through. */
function ReadoutBox({ readout, at, along, width, height }: ReadoutBoxProps) {
  const across = at < width / 2 ? { left: at + 12 } : { right: width - at + 12 };
  const down = at < height / 2 ? { top: at + 14 } : { bottom: height - at + 14 };
  return (
    <div
      aria-hidden="true"
      className="figures pointer-events-none absolute z-10 max-w-64 rounded-md border border-line bg-raised px-2 py-1.5 text-2xs shadow-(--shadow)"
      style={along === 'x' ? { top: 6, ...across } : { right: 8, ...down }}
    >
      <p className="whitespace-nowrap text-muted">{readout.title}</p>
      {readout.lines.map(({ id, label, words, tone }) => (
        <p key={id} className="flex items-center gap-1.5 text-fg">
          <span className="size-2 shrink-0 rounded-xs" style={{ background: colourOf(tone) }} />
          <span className="truncate text-muted">{label}</span>
          <span className="ml-auto pl-2 whitespace-nowrap">{words}</span>
        </p>
      ))}
    </div>
  );
}
