'use client';

import { Button } from '@fairlead/ui/button';
import { Popover } from '@fairlead/ui/popover';
import { StatusDot } from '@fairlead/ui/status-dot';
import {
  comingDays,
  formatClock,
  knownUntilWords,
  marketWords,
  type SessionLine,
  sessionLines,
} from '@/words/market-words';
import { useNow } from './use-now';
import { useAheadMs, useSystem } from './use-system';

/** The router's time in New York, and what US equities do by its calendar; more at a press. Where it has told of no calendar, no session is claimed. */
export function MarketClock() {
  const calendar = useSystem()?.lasting?.calendar;
  const aheadMs = useAheadMs();
  const now = useNow();
  const nowMs = now === null ? null : now + aheadMs;
  const market = nowMs === null || calendar === undefined ? null : marketWords(calendar, nowMs);
  const time = nowMs === null ? '--:--:--' : formatClock(nowMs);
  return (
    <Popover
      label="Market hours"
      trigger={
        <Button look="quiet" className="items-baseline px-1.5" aria-label={`${market?.says ?? 'Market hours'} More`}>
          <span className="figures w-[54px] text-left text-fg">{time}</span>
          <span className="text-faint">ET</span>
          <span className="text-faint max-xl:hidden">{market === null ? '–' : `US equities ${market.short}`}</span>
        </Button>
      }
    >
      {nowMs === null || calendar === undefined ? (
        <p className="text-muted">The router has told of no calendar yet.</p>
      ) : (
        <div className="flex flex-col gap-3">
          <p className="text-fg">{market?.says}</p>
          <Sessions lines={sessionLines(calendar, nowMs)} />
          <ul aria-label="Days to come that are no whole ones" className="grid gap-1">
            {comingDays(calendar).map(({ date, day, name, hours }) => (
              <li key={date} className="grid grid-cols-[84px_1fr_auto] gap-2">
                <span className="figures text-muted">{day}</span>
                <span className="text-fg">{name}</span>
                <span className="figures text-muted">{hours}</span>
              </li>
            ))}
          </ul>
          <p className="text-faint">{knownUntilWords(calendar)}</p>
          <p className="figures text-faint">{new Date(nowMs).toISOString().slice(0, 19).replace('T', ' ')} UTC</p>
        </div>
      )}
    </Popover>
  );
}

function Sessions({ lines }: { lines: readonly SessionLine[] }) {
  return (
    <ul aria-label="Markets" className="grid gap-1">
      {lines.map(({ name, isOpen, says }) => (
        <li key={name} className="grid grid-cols-[12px_72px_1fr] items-baseline gap-1.5">
          <StatusDot tone={isOpen ? 'good' : 'idle'} />
          <span className="text-fg">{name}</span>
          <span className="figures text-muted">{says}</span>
        </li>
      ))}
    </ul>
  );
}
