'use client';

import { routingObjective, side } from '@fairlead/contracts/enums';
import { SuggestField } from '@fairlead/ui/suggest-field';
import type { DecisionFilter } from '@/lists/decision-list-url';
import { OBJECTIVE_NAMES, SIDE_NAMES } from '@/words/order-words';
import { ClearFilter, ListSearch, OneOf, RangeFields } from '../list/list-filters';
import { ORIGIN_OPTIONS } from '../list/origin-options';
import type { ListNames } from '../list/use-list-names';

/** The filter as the address holds it: what is null does not narrow. */
type HeldDecisionFilter = { readonly [Name in keyof DecisionFilter]-?: NonNullable<DecisionFilter[Name]> | null };

const SIDES = side.options.map((value) => ({ value, label: SIDE_NAMES[value] }));
const OBJECTIVES = routingObjective.options.map((value) => ({ value, label: OBJECTIVE_NAMES[value] }));
const SENT = [{ value: 'NOWHERE', label: 'Sent nothing' }] as const;

interface DecisionFiltersProps {
  readonly filter: HeldDecisionFilter;
  readonly onChange: (change: Partial<HeldDecisionFilter>) => void;
  readonly onClear: (() => void) | undefined;
  readonly names: ListNames;
}

/** What the list of decisions can be narrowed by. */
export function DecisionFilters({ filter, onChange, onClear, names }: DecisionFiltersProps) {
  return (
    <>
      <ListSearch label="Decision or order id" value={filter.q} onChange={(q) => onChange({ q })} />
      <RangeFields filter={filter} onChange={onChange} symbols={names.symbols} clients={names.clients} />
      <SuggestField
        label="Venue"
        value={filter.venue}
        suggestions={names.venues}
        onChange={(venue) => onChange({ venue })}
      />
      <OneOf
        label="Side"
        all="Both sides"
        value={filter.side}
        options={SIDES}
        onChange={(chosen) => onChange({ side: chosen })}
      />
      <OneOf
        label="Objective"
        all="Every objective"
        value={filter.objective}
        options={OBJECTIVES}
        onChange={(objective) => onChange({ objective })}
      />
      <OneOf
        label="Origin"
        all="Customer and simulated"
        value={filter.origin}
        options={ORIGIN_OPTIONS}
        onChange={(origin) => onChange({ origin })}
      />
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
