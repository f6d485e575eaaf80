'use client';

import { marketName, sizeName } from '@fairlead/core/analytics/dimension-names';
import { SIZE_BUCKETS } from '@fairlead/core/analytics/quality-dimension';
import { Choice } from '@fairlead/ui/choice';
import type { ReactNode } from 'react';
import { QUALITY_RECORDS } from '@/lists/quality-url';
import { RECORDS_NAMES } from '@/words/quality-words';
import { ObjectiveField } from '../list/deal-fields';
import { FilterFold } from '../list/filter-fold';
import { ClearFilter, NamedFields, OneOf } from '../list/list-filters';
import { useListNames } from '../list/use-list-names';
import { useImportedVenues } from '../venue-names';
import type { Markets, QualityFilterState } from './use-quality';

const RECORDS = QUALITY_RECORDS.map((value) => ({ value, label: RECORDS_NAMES[value] }));
const SIZES = SIZE_BUCKETS.map((value) => ({ value, label: sizeName(value) }));
const ORIGINS = [
  { value: 'CUSTOMER', label: 'Customers' },
  { value: 'SIMULATED', label: 'Demo flow' },
] as const;

interface QualityFiltersProps {
  readonly filter: QualityFilterState;
  readonly markets: Markets;
  /** What chooses the time that is looked at. */
  readonly time: ReactNode;
}

/** Which executions are looked at: when, of which market, and what they are narrowed to. */
export function QualityFilters({ filter, markets: { markets, market }, time }: QualityFiltersProps) {
  const { held, origin, onChange, onClear } = filter;
  const names = useListNames();
  const imported = useImportedVenues();
  return (
    <div className="flex min-h-9 flex-wrap items-center gap-2 px-4 py-1">
      {time}
      {market !== null && (
        <Choice
          label="Market"
          value={market.id}
          options={markets.map((each) => ({ value: each.id, label: marketName(each) }))}
          onChange={(id) => onChange({ market: id })}
        />
      )}
      <Choice label="Whose flow" value={origin} options={ORIGINS} onChange={(chosen) => onChange({ origin: chosen })} />
      <FilterFold isOn={onClear !== undefined}>
        <OneOf
          label="Records"
          all={RECORDS_NAMES.OWN}
          value={held.records === 'OWN' ? null : held.records}
          options={RECORDS.filter(({ value }) => value !== 'OWN')}
          onChange={(records) => onChange({ records })}
        />
        <NamedFields
          filter={held}
          onChange={onChange}
          names={{ ...names, venues: [...names.venues, ...imported.map(({ venue_id }) => venue_id)] }}
        />
        <ObjectiveField filter={held} onChange={onChange} />
        <OneOf
          label="Size"
          all="Every size"
          value={held.size}
          options={SIZES}
          onChange={(size) => onChange({ size })}
        />
        {onClear !== undefined && <ClearFilter onClear={onClear} />}
      </FilterFold>
    </div>
  );
}
