'use client';

import { Choice } from '@fairlead/ui/choice';
import { QUALITY_PERIODS } from '@/lists/quality-url';
import { PERIOD_NAMES } from '@/words/quality-words';
import { DayFields } from '../list/list-filters';
import type { QualityFilterState } from './use-quality';

const PERIODS = QUALITY_PERIODS.map((value) => ({ value, label: PERIOD_NAMES[value] }));

/** The days that are looked at: some that have a name, or any. */
export function PeriodFields({ filter: { look, days, onChange, setLook } }: { readonly filter: QualityFilterState }) {
  const words = days.from === days.to ? days.from : `${days.from} to ${days.to}`;
  return (
    <>
      <Choice label="Period" value={look.period} options={PERIODS} onChange={(period) => void setLook({ period })} />
      {look.period === 'days' ? (
        <DayFields filter={days} onChange={onChange} />
      ) : (
        <span className="figures text-2xs text-faint max-sm:sr-only">{words} ET</span>
      )}
    </>
  );
}
