'use client';

import type { VenueRow } from '@/rows/venue-row';
import { ASSET_CLASS_NAMES, VENUE_TYPE_NAMES } from '@/words/venue-condition';
import { ClearFilter, ListSearch, OneOf } from '../list/list-filters';
import type { VenueFilter } from './use-venue-filter';

const SHOWN = [
  { value: 'UNWELL', label: 'Unwell' },
  { value: 'CIRCUIT', label: 'Circuit not closed' },
] as const;

/** The choices of a closed list with its names. */
function choices<Value extends string>(names: Readonly<Record<Value, string>>, values: readonly Value[]) {
  return values.map((value) => ({ value, label: names[value] }));
}

/** What the list of venues can be narrowed by; of kinds, those that there are. */
export function VenueFilters({ filter, venues }: { filter: VenueFilter; venues: readonly VenueRow[] }) {
  const { held, onChange, onClear } = filter;
  const kinds = [...new Set(venues.map(({ venue_type: type }) => type))];
  const assets = [...new Set(venues.map(({ asset_class: each }) => each))];
  return (
    <>
      <ListSearch label="Name or MIC" value={held.q} onChange={(q) => onChange({ q })} />
      <OneOf
        label="Condition"
        all="Any condition"
        value={held.show}
        options={SHOWN}
        onChange={(show) => onChange({ show })}
      />
      <OneOf
        label="Type"
        all="Any type"
        value={held.kind}
        options={choices(VENUE_TYPE_NAMES, kinds)}
        onChange={(kind) => onChange({ kind })}
      />
      <OneOf
        label="Trades"
        all="All that is traded"
        value={held.assets}
        options={choices(ASSET_CLASS_NAMES, assets)}
        onChange={(each) => onChange({ assets: each })}
      />
      {onClear !== undefined && <ClearFilter onClear={onClear} />}
    </>
  );
}
