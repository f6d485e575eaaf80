'use client';

import { Time } from '@fairlead/ui/time';
import { useState } from 'react';
import { useViewer } from '@/viewer/viewer-context';
import { whoWords } from '@/words/halt-words';
import { haltEffect, haltedWhat } from '@/words/notice-words';
import { type HaltActs, ReleaseButton } from '../act/use-halts';
import type { ListedHalt } from './alert-list';

const SHOWN_MAX = 3;

interface HaltBannerProps {
  readonly halts: readonly ListedHalt[];
  readonly onRelease: HaltActs['release'];
}

/**
 * Over everything while trading is halted: for whom, why, by whom, since when, that cancels still pass, and the way to its end for those who may. Many take a
 * few lines until all are asked for.
 */
export function HaltBanner({ halts, onRelease }: HaltBannerProps) {
  const mayRelease = useViewer().can('risk:halt');
  const [all, setAll] = useState(false);
  if (halts.length === 0) return null;
  const more = halts.length - SHOWN_MAX;
  return (
    <section aria-label="Halts" className="shrink-0 bg-stopped px-3 py-1.5 text-sm text-bg sm:px-4">
      <div role="alert">
        <ul className="flex flex-col gap-1">
          {halts.slice(0, all ? undefined : SHOWN_MAX).map((halt) => (
            <li key={halt.halt_id} className="flex items-start gap-3">
              <p className="min-w-0 flex-1">
                <strong className="mr-1 font-semibold tracking-wide">HALT</strong>{' '}
                <span className="font-medium">
                  Trading is halted for {haltedWhat(halt)}
                  {halt.since !== null && (
                    <>
                      {' '}
                      since <Time atMs={Date.parse(halt.since)} short /> ET
                    </>
                  )}
                  {halt.actor !== null && <> by {whoWords(halt.actor)}</>}.
                </span>{' '}
                Reason: {halt.reason}. {haltEffect(halt)}
              </p>
              {mayRelease && <ReleaseButton halt={halt} onRelease={onRelease} />}
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
