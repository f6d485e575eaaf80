'use client';

import type { DecisionFilter } from '@/lists/decision-list-url';
import type { Held } from '@/lists/list-url';
import { DealFields } from '../list/deal-fields';
import { ClearFilter, DayFields, ListSearch, NamedFields, OneOf } from '../list/list-filters';
import type { ListNames } from '../list/use-list-names';

const SENT = [{ value: 'NOWHERE', label: 'Sent nothing' }] as const;

interface DecisionFiltersProps {
  readonly filter: Held<DecisionFilter>;
  readonly onChange: (change: Partial<Held<DecisionFilter>>) => void;
  readonly onClear: (() => void) | undefined;
  readonly names: ListNames;
}

/** What the list of decisions can be narrowed by. */
export function DecisionFilters({ filter, onChange, onClear, names }: DecisionFiltersProps) {
  return (
    <>
      <ListSearch label="Decision or order id" value={filter.q} onChange={(q) => onChange({ q })} />
      <NamedFields filter={filter} onChange={onChange} names={names} />
      <DayFields filter={filter} onChange={onChange} />
      <DealFields filter={filter} onChange={onChange} />
      <OneOf
        label="Sent"
        all="Sent or not"
        value={filter.sent}
        options={SENT}
        onChange={(sent) => onChange({ sent })}
      />
      {onClear !== undefined && <ClearFilter onClear={onClear} />}
    </>
  );
}
