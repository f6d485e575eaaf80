'use client';

import { createSerializer, useQueryState } from 'nuqs';
import { DECISION_FILTER_PARSERS, parseAsDecisionSort } from '@/lists/decision-list-url';
import { dealName } from '@/words/deal-name';
import { DECISION_COLUMNS } from '../decision-columns';
import { countWords } from '../list/list-footer';
import { ListScreen } from '../list/list-screen';
import { useListFilter } from '../list/use-list-filter';
import { useListNames } from '../list/use-list-names';
import { DecisionFilters } from './decision-filters';
import { DecisionPeek } from './decision-peek';
import { useDecisionList } from './use-decision-list';

const serialize = createSerializer({ ...DECISION_FILTER_PARSERS, sort: parseAsDecisionSort });

/** The stored decisions that fit a filter, newest first unless said; to look back, where Live is to look on. */
export function DecisionsScreen() {
  const { filter, onChange, onClear } = useListFilter(DECISION_FILTER_PARSERS);
  const [sort, setSort] = useQueryState('sort', parseAsDecisionSort.withOptions({ history: 'push' }));
  const list = useDecisionList(filter, sort);
  const names = useListNames();
  return (
    <ListScreen
      name="Decisions"
      noun="decisions"
      lead="Every stored decision. Open one to see why each share went where it went."
      columns={DECISION_COLUMNS}
      rowKey={(row) => row.decision_id}
      rowHref={(row) => `/decisions/${row.decision_id}`}
      rowLabel={(row) => `${dealName(row)}, wave ${row.wave} of order ${row.order_id}`}
      pages={list.pages}
      count={list.count}
      failures={
        list.nowhere !== null &&
        list.nowhere !== 'failed' && (
          <button
            type="button"
            onClick={() => onChange({ sent: 'NOWHERE' })}
            className={
              list.nowhere.count === 0 ? 'figures text-faint hover:underline' : 'figures text-stopped hover:underline'
            }
          >
            {countWords(list.nowhere, 'sent nothing')}
          </button>
        )
      }
      sorting={{
        id: 'time',
        desc: sort === 'newest',
        canSort: (id) => id === 'time',
        onSort: () => void setSort(sort === 'newest' ? 'oldest' : 'newest'),
      }}
      filters={<DecisionFilters filter={filter} onChange={onChange} onClear={onClear} names={names} />}
      onClear={onClear}
      empty="The first order that is routed makes the first decision."
      newer={{ count: list.newer, onShow: list.again }}
      csvHref={serialize('/api/lists/decisions', { ...filter, sort })}
      peek={(key) => <DecisionPeek decisionId={key} />}
    />
  );
}
