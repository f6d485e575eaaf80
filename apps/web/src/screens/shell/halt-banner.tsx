'use client';

import { Time } from '@fairlead/ui/time';
import { haltEffect, haltedWhat } from '@/words/notice-words';
import type { ListedHalt } from './alert-list';

const SHOWN_MAX = 3;

/** Over everything while trading is halted: for whom, why, since when, and that cancels still pass. */
export function HaltBanner({ halts }: { halts: readonly ListedHalt[] }) {
  if (halts.length === 0) return null;
  return (
    <section aria-label="Halts" className="shrink-0 bg-stopped px-3 py-1.5 text-bg sm:px-4">
      <div role="alert">
        <ul className="flex flex-col gap-0.5 text-sm">
          {halts.slice(0, SHOWN_MAX).map((halt) => (
            <li key={`${halt.scope} ${halt.id}`} className="flex flex-wrap items-baseline gap-x-2">
              <strong className="font-semibold tracking-wide">HALT</strong>{' '}
              <span className="font-medium">
                Trading is halted for {haltedWhat(halt)}
                {halt.since !== null && (
                  <>
                    {' '}
                    since <Time atMs={Date.parse(halt.since)} short /> ET
                  </>
                )}
                .
              </span>{' '}
              <span>Reason: {halt.reason}.</span> <span>{haltEffect(halt)}</span>
            </li>
          ))}
          {halts.length > SHOWN_MAX && <li>and {halts.length - SHOWN_MAX} more halts</li>}
        </ul>
      </div>
    </section>
  );
}
