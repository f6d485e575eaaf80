'use client';

import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTRPC } from '@/trpc/client';
import { formatClock, marketWords } from '@/words/market-words';

const ASK_EVERY_MS = 30_000;

/** The router's time in New York, and what US equities do by its calendar. Without the router the browser's own time stands, and no claim of a session. */
export function MarketClock() {
  const trpc = useTRPC();
  const query = useQuery(
    trpc.calendar.get.queryOptions(undefined, { refetchInterval: ASK_EVERY_MS, staleTime: ASK_EVERY_MS / 2 }),
  );
  const now = useSeconds();
  // What the router's clock was ahead of this browser's when it answered.
  const aheadMs = query.data === undefined ? 0 : Date.parse(query.data.timestamp) - query.dataUpdatedAt;
  const nowMs = now === null ? null : now + aheadMs;
  const market = nowMs === null || query.data === undefined || query.isError ? null : marketWords(query.data, nowMs);
  const utc = nowMs === null ? '' : `${new Date(nowMs).toISOString().slice(0, 19).replace('T', ' ')} UTC`;
  return (
    <span
      className="flex items-baseline gap-1.5 text-xs whitespace-nowrap"
      title={market === null ? utc : `${market.says}\n${utc}`}
    >
      <span className="figures w-[54px] text-fg">{nowMs === null ? '--:--:--' : formatClock(nowMs)}</span>
      <span className="text-faint">ET</span>
      <span className="text-faint max-xl:hidden">{market === null ? '–' : `US equities ${market.short}`}</span>
    </span>
  );
}

/** The browser's time in ms, told once a second; null until the page runs there. */
function useSeconds(): number | null {
  const [now, setNow] = useState<number | null>(null);
  useEffect(() => {
    const tick = () => setNow(Date.now());
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}
