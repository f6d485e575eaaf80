'use client';

import { StatusDot } from '@fairlead/ui/status-dot';
import { useFreshness, useIsWaitingForPlace } from '@/live/live-context';
import { freshnessWords } from '@/words/freshness-words';

/** How new what is on the screen is: the age of the router's newest word, or since when there has been none. */
export function ConnectionMark() {
  const { tone, label, age, since, says } = freshnessWords(useFreshness(), useIsWaitingForPlace());
  return (
    <span title={says} className="flex items-center gap-1.5 text-xs whitespace-nowrap text-muted">
      <StatusDot tone={tone} pulsing={tone === 'idle'} />
      <span role="status">
        {label}
        {since !== '' && <span className="figures max-md:hidden"> {since}</span>}
      </span>
      {age !== '' && (
        <span aria-hidden="true" className="figures min-w-[38px]">
          {age}
        </span>
      )}
    </span>
  );
}
