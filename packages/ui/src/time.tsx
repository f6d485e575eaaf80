import { memo } from 'react';

const ET_TIME = new Intl.DateTimeFormat('en-US', {
  timeZone: 'America/New_York',
  hourCycle: 'h23',
  hour: '2-digit',
  minute: '2-digit',
  second: '2-digit',
  fractionalSecondDigits: 3,
});
const ET_DATE = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'America/New_York',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Hours to milliseconds in New York, where the markets are. */
export function formatEt(atMs: number): string {
  return ET_TIME.format(atMs);
}

/** The New York day, year first. */
export function formatEtDate(atMs: number): string {
  return ET_DATE.format(atMs);
}

interface TimeProps {
  readonly atMs: number;
  /** With the day before it, for lists that span days. */
  readonly withDate?: boolean;
  /** Without milliseconds, where a list is read for its order and not for its spans. */
  readonly short?: boolean;
}

/** An instant in ET with milliseconds; UTC on hover. Writing a time costs more than drawing a cell, so it is done once. */
export const Time = memo(function Time({ atMs, withDate = false, short = false }: TimeProps) {
  const utc = new Date(atMs).toISOString();
  return (
    <time
      dateTime={utc}
      title={`${formatEtDate(atMs)} ET · ${utc.replace('T', ' ').replace('Z', '')} UTC`}
      className="figures"
    >
      {withDate && `${formatEtDate(atMs)} `}
      {short ? formatEt(atMs).slice(0, 8) : formatEt(atMs)}
    </time>
  );
});
