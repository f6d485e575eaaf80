'use client';

import { StatusDot } from '@fairlead/ui/status-dot';
import { useAway, useReadAgainWhenBack } from '@/live/use-away';
import { awayWords } from '@/words/away-words';

/** One banner below the header: what is away since when, and what still works. It goes by itself when everything is back. */
export function AwayBanner() {
  const away = awayWords(useAway());
  useReadAgainWhenBack(away.length);
  return (
    <div role="status" aria-label="What is away">
      {away.length > 0 && (
        <ul className="flex flex-col gap-1 border-b border-line-strong bg-raised px-3 py-1.5 text-xs sm:px-4">
          {away.map(({ part, title, says }) => (
            <li key={part} className="flex items-baseline gap-2">
              <StatusDot tone={part === 'WORKER' ? 'degraded' : 'stopped'} />
              <p className="min-w-0 text-muted">
                <strong className="figures font-medium text-fg">{title}.</strong> {says}
              </p>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
