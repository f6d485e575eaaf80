'use client';

import { routingObjective, side } from '@fairlead/contracts/enums';
import { OBJECTIVE_NAMES } from '@fairlead/core/analytics/dimension-names';
import type { DealFilter, Held } from '@/lists/list-url';
import { SIDE_NAMES } from '@/words/order-words';
import { OneOf } from './list-filters';
import { ORIGIN_OPTIONS } from './origin-options';

const SIDES = side.options.map((value) => ({ value, label: SIDE_NAMES[value] }));
const OBJECTIVES = routingObjective.options.map((value) => ({ value, label: OBJECTIVE_NAMES[value] }));

interface FieldsProps<Filter> {
  readonly filter: Filter;
  readonly onChange: (change: Partial<Filter>) => void;
}

/** What was to be done, and towards what. */
export function SideAndObjective({ filter, onChange }: FieldsProps<Pick<Held<DealFilter>, 'side' | 'objective'>>) {
  return (
    <>
      <OneOf
        label="Side"
        all="Both sides"
        value={filter.side}
        options={SIDES}
        onChange={(chosen) => onChange({ side: chosen })}
      />
      <ObjectiveField filter={filter} onChange={onChange} />
    </>
  );
}

/** Towards what alone. */
export function ObjectiveField({ filter, onChange }: FieldsProps<Pick<Held<DealFilter>, 'objective'>>) {
  return (
    <OneOf
      label="Objective"
      all="Every objective"
      value={filter.objective}
      options={OBJECTIVES}
      onChange={(objective) => onChange({ objective })}
    />
  );
}

/** What orders and decisions alike can be narrowed by: side, objective, and whose flow it is. */
export function DealFields({ filter, onChange }: FieldsProps<Pick<Held<DealFilter>, 'side' | 'objective' | 'origin'>>) {
  return (
    <>
      <SideAndObjective filter={filter} onChange={onChange} />
      <OneOf
        label="Origin"
        all="Customer and simulated"
        value={filter.origin}
        options={ORIGIN_OPTIONS}
        onChange={(origin) => onChange({ origin })}
      />
    </>
  );
}
