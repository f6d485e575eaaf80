import type { ReactNode } from 'react';
import { classNames } from './class-names';

const TONES = {
  neutral: 'text-muted border-line',
  strong: 'text-fg border-line-strong',
  accent: 'text-accent border-accent/50',
  good: 'text-good border-good/45',
  degraded: 'text-degraded border-degraded/45',
  stopped: 'text-stopped border-stopped/45',
} as const;
export type Tone = keyof typeof TONES;

/** A state in a word. The colour repeats what the word says and never says it alone. */
export function Badge({ tone = 'neutral', title, children }: { tone?: Tone; title?: string; children: ReactNode }) {
  return (
    <span
      title={title}
      className={classNames(
        'inline-flex h-[18px] items-center rounded-sm border px-1.5 text-2xs font-medium tracking-wide whitespace-nowrap',
        TONES[tone],
      )}
    >
      {children}
    </span>
  );
}
