'use client';

import { routingObjective, side } from '@fairlead/contracts/enums';
import { ORDER_STATE_CHOICES, type OrderFilter } from '@/lists/order-list-url';
import { OBJECTIVE_NAMES, SIDE_NAMES, STATE_WORDS } from '@/words/order-words';
import { ClearFilter, ListSearch, OneOf, RangeFields } from '../list/list-filters';
import { ORIGIN_OPTIONS } from '../list/origin-options';
import type { ListNames } from '../list/use-list-names';

/** The filter as the address holds it: what is null does not narrow. */
export type HeldOrderFilter = { readonly [Name in keyof OrderFilter]-?: NonNullable<OrderFilter[Name]> | null };

const GROUPS = { OPEN: 'Open', FAILED: 'Rejected or unknown', STUCK: 'Stuck' } as const;
const STATES = ORDER_STATE_CHOICES.map((value) => ({
  value,
  label: value === 'OPEN' || value === 'FAILED' || value === 'STUCK' ? GROUPS[value] : STATE_WORDS[value].name,
}));
const SIDES = side.options.map((value) => ({ value, label: SIDE_NAMES[value] }));
const OBJECTIVES = routingObjective.options.map((value) => ({ value, label: OBJECTIVE_NAMES[value] }));

interface OrderFiltersProps {
  readonly filter: HeldOrderFilter;
  readonly onChange: (change: Partial<HeldOrderFilter>) => void;
  readonly onClear: (() => void) | undefined;
  readonly names: ListNames;
}

/** What the list of orders can be narrowed by. */
export function OrderFilters({ filter, onChange, onClear, names }: OrderFiltersProps) {
  return (
    <>
      <ListSearch label="Order id" value={filter.q} onChange={(q) => onChange({ q })} />
      <RangeFields filter={filter} onChange={onChange} symbols={names.symbols} clients={names.clients} />
      <OneOf
        label="State"
        all="Any state"
        value={filter.state}
        options={STATES}
        onChange={(state) => onChange({ state })}
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
      {onClear !== undefined && <ClearFilter onClear={onClear} />}
    </>
  );
}
