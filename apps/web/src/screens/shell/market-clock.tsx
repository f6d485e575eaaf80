'use client';

import { useEffect, useState } from 'react';

const CLOCK = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  hourCycle: 'h23',
  weekday: 'short',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
});

/** New York time, and whether the regular session is on. Holidays are not known here, so only hours and weekends are claimed. */
export function MarketClock() {
  const [now, setNow] = useState<Date | null>(null);
  useEffect(() => {
    const tick = () => setNow(new Date());
    tick();
    const timer = setInterval(tick, 1_000);
    return () => clearInterval(timer);
  }, []);
  const parts = now === null ? [] : CLOCK.formatToParts(now);
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? '--';
  const minutes = Number(part('hour')) * 60 + Number(part('minute'));
  return (
    <span
      className="flex items-baseline gap-1.5 text-xs whitespace-nowrap"
      title={now === null ? undefined : `${now.toISOString().slice(0, 19).replace('T', ' ')} UTC`}
    >
      <span className="figures w-[54px] text-fg">{`${part('hour')}:${part('minute')}:${part('second')}`}</span>
      <span className="text-faint">ET</span>
      <span className="text-faint max-xl:hidden">
        {now === null ? '' : sessionOf(minutes, ['Sat', 'Sun'].includes(part('weekday')))}
      </span>
    </span>
  );
}

function sessionOf(minutes: number, weekend: boolean): string {
  if (weekend || minutes < 4 * 60 || minutes >= 20 * 60) return 'market closed';
  if (minutes < 9 * 60 + 30) return 'pre-market';
  return minutes < 16 * 60 ? 'regular hours' : 'after hours';
}
