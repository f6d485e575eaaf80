import { formatEt, formatEtDate, Time } from '@fairlead/ui/time';
import { formatSpan } from '@/words/figures';

const SECOND_MS = 1_000;

/** How long something has been so, in the unit that fits it. */
function lasting(sinceMs: number, nowMs: number): string {
  const ms = Math.max(0, nowMs - sinceMs);
  return ms < 60_000 ? `${Math.floor(ms / SECOND_MS)} s` : formatSpan(ms);
}

interface SinceProps {
  readonly sinceMs: number;
  /** Null before the page runs in a browser. */
  readonly nowMs: number | null;
}

/** Since when something is so, and how long that is; with the day where it is not today's. */
export function Since({ sinceMs, nowMs }: SinceProps) {
  const isToday = nowMs === null || formatEtDate(sinceMs) === formatEtDate(nowMs);
  return (
    <span className="figures whitespace-nowrap">
      since <Time atMs={sinceMs} short withDate={!isToday} /> ET
      {nowMs !== null && <span className="text-faint"> · {lasting(sinceMs, nowMs)}</span>}
    </span>
  );
}

/** The same as one text. */
export function sinceText(sinceMs: number): string {
  return `since ${formatEtDate(sinceMs)} ${formatEt(sinceMs).slice(0, 8)} ET`;
}
