'use client';

import { REJECT_MESSAGES } from '@fairlead/core/order/reject-code';
import { SuggestField } from '@fairlead/ui/suggest-field';
import type { Held } from '@/lists/list-url';
import { ORDER_STATE_CHOICES, type OrderFilter, type OrderStateChoice } from '@/lists/order-list-url';
import { ROUTED_ONLY, STATE_WORDS } from '@/words/order-words';
import { DealFields } from '../list/deal-fields';
import { ClearFilter, DayFields, ListSearch, NamedFields, OneOf } from '../list/list-filters';
import type { ListNames } from '../list/use-list-names';

const CODES = Object.keys(REJECT_MESSAGES);
const GROUPS = { OPEN: 'Open', DECIDED: ROUTED_ONLY.name, FAILED: 'Rejected or unknown', STUCK: 'Stuck' } as const;
const isGroup = (value: OrderStateChoice): value is keyof typeof GROUPS => value in GROUPS;
const STATES = ORDER_STATE_CHOICES.map((value) => ({
  value,
  label: isGroup(value) ? GROUPS[value] : STATE_WORDS[value].name,
}));

interface OrderFiltersProps {
  readonly filter: Held<OrderFilter>;
  readonly onChange: (change: Partial<Held<OrderFilter>>) => void;
  readonly onClear: (() => void) | undefined;
  readonly names: ListNames;
}

/** What the list of orders can be narrowed by. */
export function OrderFilters({ filter, onChange, onClear, names }: OrderFiltersProps) {
  return (
    <>
      <ListSearch label="Order id" value={filter.q} onChange={(q) => onChange({ q })} />
      <NamedFields filter={filter} onChange={onChange} names={names} />
      <DayFields filter={filter} onChange={onChange} />
      <OneOf
        label="State"
        all="Any state"
        value={filter.state}
        options={STATES}
        onChange={(state) => onChange({ state })}
      />
      <SuggestField
        label="Reason code"
        capitals
        value={filter.code}
        suggestions={CODES}
        onChange={(code) => onChange({ code })}
      />
      <DealFields filter={filter} onChange={onChange} />
      {onClear !== undefined && <ClearFilter onClear={onClear} />}
    </>
  );
}
