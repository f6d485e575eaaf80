import { classNames } from './class-names';

const FILLS = {
  good: 'bg-good',
  degraded: 'bg-degraded',
  stopped: 'bg-stopped',
  idle: 'bg-faint',
} as const;
export type DotTone = keyof typeof FILLS;

/** A dot whose shape differs with its colour, so that it reads without colour: round, diamond, square. */
export function StatusDot({ tone, pulsing = false }: { tone: DotTone; pulsing?: boolean }) {
  return (
    <span
      aria-hidden="true"
      className={classNames(
        'inline-block size-[7px] shrink-0',
        FILLS[tone],
        tone === 'good' && 'rounded-full',
        tone === 'degraded' && 'rotate-45 rounded-[1px]',
        tone === 'idle' && 'rounded-full opacity-70',
        pulsing && 'animate-pulse',
      )}
    />
  );
}
