'use client';

import { Time } from '@fairlead/ui/time';
import { useState } from 'react';
import { haltEffect, haltedWhat } from '@/words/notice-words';
import type { ListedHalt } from './alert-list';

const SHOWN_MAX = 3;

/** Over everything while trading is halted: for whom, why, since when, and that cancels still pass. Many take a few lines until all are asked for. */
export function HaltBanner({ halts }: { halts: readonly ListedHalt[] }) {
  const [all, setAll] = useState(false);
  if (halts.length === 0) return null;
  const more = halts.length - SHOWN_MAX;
  return (
    <section aria-label="Halts" className="shrink-0 bg-stopped px-3 py-1.5 text-sm text-bg sm:px-4">
      <div role="alert">
        <ul className="flex flex-col gap-1">
          {halts.slice(0, all ? undefined : SHOWN_MAX).map((halt) => (
            <li key={halt.halt_id}>
              <strong className="mr-1 font-semibold tracking-wide">HALT</strong>{' '}
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
              Reason: {halt.reason}. {haltEffect(halt)}
            </li>
          ))}
        </ul>
      </div>
      {more > 0 && (
        <button type="button" aria-expanded={all} onClick={() => setAll(!all)} className="mt-1 underline">
          {all ? 'Show fewer' : `${more} more ${more === 1 ? 'halt' : 'halts'}`}
        </button>
      )}
    </section>
  );
}
