'use client';

import { formatEt, formatEtDate } from '@fairlead/ui/time';
import type { ReactNode } from 'react';
import { formatQuantity } from '@/words/figures';
import type { ListCount } from './use-list-count';
import type { ListPages } from './use-list-pages';

interface ListFooterProps {
  /** What is counted, e.g. `orders`. */
  readonly noun: string;
  readonly count: ListCount;
  readonly pages: ListPages<unknown>;
  /** What did not go well. */
  readonly failures: ReactNode;
  readonly children?: ReactNode;
}

/** How much there is, what did not go well, and of when all of it is. */
export function ListFooter({ noun, count, pages, failures, children }: ListFooterProps) {
  const { asOfMs } = pages;
  return (
    <section
      aria-label={`About these ${noun}`}
      className="flex min-h-9 shrink-0 flex-wrap items-center gap-x-4 gap-y-1 border-t border-line px-4 py-1 text-2xs text-muted max-sm:min-h-11"
    >
      <span className="figures">{countWords(count, noun)}</span>
      {failures}
      <Looking pages={pages} />
      <span className="flex-1" />
      {asOfMs !== null && (
        <span className="figures" title={`${formatEtDate(asOfMs)} ${formatEt(asOfMs)} ET`}>
          as of {formatEt(asOfMs).slice(0, 8)} ET
        </span>
      )}
      {children}
    </section>
  );
}

/** `1,234 orders`; `10,000+ orders`; while it counts, so many at least. What could not be counted says so, and is no zero. */
export function countWords(count: ListCount, noun: string): string {
  if (count === null) return `counting ${noun}…`;
  if (count === 'failed') return `${noun} could not be counted`;
  const one = count.count === 1 ? noun.replace(/s$/, '') : noun;
  if (count.isMore) return `10,000+ ${noun}`;
  return count.isWhole ? `${formatQuantity(count.count)} ${one}` : `${formatQuantity(count.count)} ${one} so far…`;
}

/** A look that takes more than one step says how far back it is, and can be stopped. */
function Looking({ pages }: { pages: ListPages<unknown> }) {
  const { lookedTo, isFetching, isStopped, isPending } = pages;
  if (lookedTo === null || isPending) return null;
  const back = timeOfKey(lookedTo);
  const backTo = back === null ? '' : ` back to ${formatEtDate(back)} ${formatEt(back).slice(0, 8)} ET`;
  if (isStopped)
    return (
      <span>
        stopped{backTo} · <Press onPress={pages.goOn}>look further</Press>
      </span>
    );
  if (!isFetching || pages.rows.length > 0) return null;
  return (
    <span role="status">
      looked{backTo}… <Press onPress={pages.stop}>stop</Press>
    </span>
  );
}

function Press({ onPress, children }: { onPress: () => void; children: ReactNode }) {
  return (
    <button type="button" className="text-accent hover:underline" onClick={onPress}>
      {children}
    </button>
  );
}

/** A key that is a UUIDv7 says when it was made, in ms since 1970; other cursors do not. */
export function timeOfKey(key: string): number | null {
  if (!/^[0-9a-f]{8}-[0-9a-f]{4}-7/.test(key)) return null;
  return Number.parseInt(key.slice(0, 13).replace('-', ''), 16);
}
