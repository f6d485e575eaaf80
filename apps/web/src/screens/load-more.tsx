'use client';

import { Button } from '@fairlead/ui/button';

interface LoadMoreProps {
  readonly shown: number;
  readonly noun: string;
  readonly hasMore: boolean;
  readonly busy: boolean;
  readonly onMore: () => void;
  readonly onRefresh: () => void;
}

/** How much of a list is here, how to get the newest, and how to get the older rows. */
export function LoadMore({ shown, noun, hasMore, busy, onMore, onRefresh }: LoadMoreProps) {
  return (
    <div className="flex h-9 shrink-0 items-center gap-2 border-t border-line px-4 text-2xs text-faint max-sm:h-11">
      <span className="figures">{hasMore ? `the newest ${shown} ${noun}` : `all ${shown} ${noun}`}</span>
      <span className="flex-1" />
      <Button look="quiet" size="sm" disabled={busy} onClick={onRefresh}>
        Refresh
      </Button>
      {hasMore && (
        <Button size="sm" disabled={busy} onClick={onMore}>
          {busy ? 'Loading…' : 'Load older'}
        </Button>
      )}
    </div>
  );
}
