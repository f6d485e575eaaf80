import { classNames } from '@fairlead/ui/class-names';
import { Time } from '@fairlead/ui/time';
import type { ReactNode } from 'react';
import { formatBps, formatQuantity } from '@/words/figures';
import type { WaveLine } from './walk-steps';

const GRID = 'grid items-center gap-x-2 px-4 max-sm:grid-cols-[10px_30px_minmax(0,1fr)_96px_56px]';
const WITH_TIME = `${GRID} sm:grid-cols-[10px_30px_80px_minmax(0,1fr)_34px_96px_56px]`;
const WITH_DAY = `${GRID} sm:grid-cols-[10px_30px_138px_minmax(0,1fr)_34px_96px_56px]`;

/** The names of what stands in a wave's line. */
export function WavesHead({ isOfDays }: { isOfDays: boolean }) {
  return (
    <div aria-hidden="true" className={`${isOfDays ? WITH_DAY : WITH_TIME} h-6 text-2xs text-faint`}>
      <span />
      <span>Wave</span>
      <span className="max-sm:hidden text-right">Decided, ET</span>
      <span>Why</span>
      <span className="text-right max-sm:hidden">Parts</span>
      <span className="text-right">Filled, units</span>
      <span className="text-right">Cost, bps</span>
    </div>
  );
}

interface WaveRowProps {
  readonly line: WaveLine;
  readonly isOpened: boolean;
  /** The order has lived for more than a day, so that a time of the day alone says nothing. */
  readonly isOfDays: boolean;
  /** The line that the Tab key stops at. */
  readonly isStop: boolean;
  readonly onChoose: () => void;
  /** The stages of an open wave. */
  readonly children: ReactNode;
}

/** One wave in one line, which opens. */
export function WaveRow({ line, isOpened, isOfDays, isStop, onChoose, children }: WaveRowProps) {
  return (
    <li className="border-t border-line/55">
      <button
        type="button"
        data-wave={line.wave}
        aria-expanded={isOpened}
        tabIndex={isStop ? 0 : -1}
        onClick={onChoose}
        aria-label={spoken(line)}
        className={classNames(
          isOfDays ? WITH_DAY : WITH_TIME,
          'min-h-7 w-full text-left text-xs hover:bg-hover focus-visible:-outline-offset-2',
          isOpened && 'bg-hover shadow-[inset_2px_0_0_var(--accent)]',
        )}
      >
        <span aria-hidden="true" className={classNames('text-faint transition-transform', isOpened && 'rotate-90')}>
          ›
        </span>
        <span className="figures font-medium">{line.wave}</span>
        <span className="figures text-right text-2xs whitespace-nowrap text-muted max-sm:hidden">
          <Time atMs={line.atMs} withDate={isOfDays} short={isOfDays} />
        </span>
        <span className="line-clamp-2 py-1 text-muted" title={line.why}>
          {line.why}
        </span>
        <span className="figures text-right max-sm:hidden">{line.parts}</span>
        <span
          className="figures truncate text-right"
          title={`${formatQuantity(line.filled)} of ${formatQuantity(line.quantity)}`}
        >
          {formatQuantity(line.filled)}
          <span className="text-faint"> / {formatQuantity(line.quantity)}</span>
        </span>
        <span className="figures text-right" title={costTitle(line)}>
          {line.isOpen && line.realisedBps === null ? (
            <span className="text-accent">open</span>
          ) : (
            formatBps(line.realisedBps)
          )}
        </span>
      </button>
      {children}
    </li>
  );
}

const bps = (value: number | null): string => (value === null ? 'not known' : `${formatBps(value)} bps`);

const costTitle = ({ realisedBps, expectedBps }: WaveLine): string =>
  `cost with fees against the mid at arrival: ${bps(realisedBps)}; expected ${bps(expectedBps)}`;

function spoken(line: WaveLine): string {
  const { wave, why, parts, filled, quantity, realisedBps, isOpen } = line;
  const state = isOpen ? ', open' : '';
  return `Wave ${wave}${state}: ${why}; ${parts} parts, ${formatQuantity(filled)} of ${formatQuantity(quantity)} filled, cost ${bps(realisedBps)}`;
}
