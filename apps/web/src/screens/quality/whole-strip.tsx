'use client';

import { type Stat, StatStrip } from '@fairlead/ui/stat-strip';
import type { QualityRow } from '@/rows/quality';
import { formatQuantity } from '@/words/figures';
import { metricOf } from './metrics';

const SHOWN = ['eq', 'effective', 'improvement', 'fill', 'fade', 'markout-1s', 'answer'] as const;
const COMPACT = new Intl.NumberFormat('en-US', { notation: 'compact', maximumFractionDigits: 1 });

/** All that is looked at in one line, each figure with how many stand behind it; dashes where nothing is known. */
export function WholeStrip({ whole }: { readonly whole: QualityRow | null }) {
  const executed: Stat = {
    label: 'Executed',
    value: whole === null ? '–' : COMPACT.format(Number(whole.notional)),
    ...(whole === null ? {} : { unit: whole.currency, note: `${formatQuantity(whole.executions)} executions` }),
  };
  const stats = SHOWN.map((id): Stat => {
    const { label, unit, format, of, count } = metricOf(id);
    const value = whole === null ? null : of(whole);
    return {
      label: NAMES[id] ?? label,
      value: value === null ? '–' : format(value),
      ...(unit === '' || value === null ? {} : { unit }),
      ...(whole === null ? {} : { note: `of ${formatQuantity(count(whole))}` }),
    };
  });
  return <StatStrip label="All of it" stats={[executed, ...stats]} />;
}

/** Where there is room for more than the head of a column. */
const NAMES: Readonly<Record<string, string>> = {
  eq: 'Effective / quoted',
  effective: 'Effective spread',
  improvement: 'Price improvement',
  fill: 'Fill rate',
  'markout-1s': 'Markout after 1 s',
  answer: 'Answers, median',
};
