'use client';

import { routingObjective } from '@fairlead/contracts/enums';
import { Choice } from '@fairlead/ui/choice';
import { SearchField } from '@fairlead/ui/search-field';
import { parseAsString, parseAsStringLiteral, useQueryStates } from 'nuqs';
import type { DecisionRow } from '@/rows/decision-row';
import { OBJECTIVE_NAMES } from '@/words/order-words';

const SIDES = ['all', 'buy', 'sell'] as const;
const OBJECTIVES = ['all', ...routingObjective.options] as const;

const PARSERS = {
  q: parseAsString.withDefault(''),
  side: parseAsStringLiteral(SIDES).withDefault('all'),
  objective: parseAsStringLiteral(OBJECTIVES).withDefault('all'),
};

/** The filter of decisions, kept in the address so that it can be shared and come back to. */
export function useDecisionFilter() {
  const [filter, setFilter] = useQueryStates(PARSERS, { history: 'replace', throttleMs: 200 });
  const keeps = (row: DecisionRow) =>
    (filter.side === 'all' || (filter.side === 'buy') === (row.side === 'BUY')) &&
    (filter.objective === 'all' || filter.objective === row.objective);
  return { filter, setFilter, keeps, isOn: filter.side !== 'all' || filter.objective !== 'all' || filter.q !== '' };
}

type Filter = ReturnType<typeof useDecisionFilter>;

/** The controls of the filter. */
export function DecisionFilter({ filter, setFilter, isOn }: Filter) {
  return (
    <>
      <SearchField label="Filter decisions" value={filter.q} onChange={(q) => void setFilter({ q })} />
      <Choice
        label="Side"
        value={filter.side}
        onChange={(side) => void setFilter({ side })}
        options={[
          { value: 'all', label: 'Both sides' },
          { value: 'buy', label: 'Buys' },
          { value: 'sell', label: 'Sells' },
        ]}
      />
      <Choice
        label="Objective"
        value={filter.objective}
        onChange={(objective) => void setFilter({ objective })}
        options={OBJECTIVES.map((value) => ({
          value,
          label: value === 'all' ? 'Every objective' : OBJECTIVE_NAMES[value],
        }))}
      />
      {isOn && (
        <button
          type="button"
          className="text-xs text-accent hover:underline"
          onClick={() => void setFilter({ q: '', side: 'all', objective: 'all' })}
        >
          Clear
        </button>
      )}
    </>
  );
}
