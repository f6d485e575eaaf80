'use client';

import { Slider } from 'radix-ui';
import { Button } from '../button';
import { type Span, spanOf } from './nice-ticks';
import type { Series } from './series';

interface BrushProps {
  readonly label: string;
  /** Everything that there is to choose from. */
  readonly whole: Span;
  readonly chosen: Span;
  readonly onChoose: (chosen: Span) => void;
  /** The course in small, behind the two handles. */
  readonly series: Series | undefined;
  readonly format: (at: number) => string;
}

/** Steps of the handles across the whole. */
const STEPS = 1_000;
const OVERVIEW_HEIGHT = 28;

/** Chooses a part of the range by two handles, each moved by drag or by keys. */
export function Brush({ label, whole, chosen, onChoose, series, format }: BrushProps) {
  const length = whole[1] - whole[0];
  const stepOf = (at: number) => Math.round(((at - whole[0]) / length) * STEPS);
  const placeOf = (step: number) => (step === STEPS ? whole[1] : whole[0] + (step / STEPS) * length);
  const [from, to] = [stepOf(chosen[0]), stepOf(chosen[1])];
  const isWhole = from === 0 && to === STEPS;
  return (
    <div className="mx-4 flex items-center gap-2 pt-1">
      <Slider.Root
        min={0}
        max={STEPS}
        step={1}
        minStepsBetweenThumbs={10}
        value={[from, to]}
        onValueChange={([low = 0, high = STEPS]) => onChoose([placeOf(low), placeOf(high)])}
        className="relative flex min-w-0 flex-1 touch-none items-center border border-line"
        style={{ height: OVERVIEW_HEIGHT }}
      >
        <Overview series={series} whole={whole} />
        <Slider.Track className="relative h-full w-full">
          <Slider.Range className="absolute h-full bg-accent-soft/45" />
        </Slider.Track>
        <Handle label={`${label}, from`} words={format(chosen[0])} />
        <Handle label={`${label}, to`} words={format(chosen[1])} />
      </Slider.Root>
      <Button look="quiet" size="sm" disabled={isWhole} onClick={() => onChoose(whole)}>
        Whole range
      </Button>
    </div>
  );
}

function Handle({ label, words }: { label: string; words: string }) {
  return (
    <Slider.Thumb
      aria-label={label}
      aria-valuetext={words}
      title={words}
      className="block h-7 w-2.5 cursor-ew-resize rounded-xs border border-line-strong bg-raised hover:border-accent"
    />
  );
}

function Overview({ series, whole }: { series: Series | undefined; whole: Span }) {
  const points = series?.points ?? [];
  const values = spanOf(points.map(({ y }) => y));
  if (values === null) return null;
  const [low, high] = values;
  let isDrawing = false;
  const course = points.map(({ x, y }) => {
    const word = isDrawing ? 'L' : 'M';
    isDrawing = y !== null;
    if (y === null) return '';
    const share = high === low ? 0.5 : (y - low) / (high - low);
    const across = ((x - whole[0]) / (whole[1] - whole[0])) * 100;
    return `${word}${across.toFixed(2)},${(OVERVIEW_HEIGHT - 3 - share * (OVERVIEW_HEIGHT - 6)).toFixed(1)}`;
  });
  return (
    <svg
      aria-hidden="true"
      viewBox={`0 0 100 ${OVERVIEW_HEIGHT}`}
      preserveAspectRatio="none"
      className="absolute inset-0 h-full w-full"
    >
      <path d={course.join('')} fill="none" className="stroke-faint" vectorEffect="non-scaling-stroke" />
    </svg>
  );
}
