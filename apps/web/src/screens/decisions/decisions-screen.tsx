'use client';

import { createSerializer, useQueryStates } from 'nuqs';
import { DECISION_FILTER_PARSERS, parseAsDecisionSort } from '@/lists/decision-list-url';
import { formatQuantity } from '@/words/figures';
import { SIDE_NAMES } from '@/words/order-words';
import { DECISION_COLUMNS } from '../decision-columns';
import { countWords } from '../list/list-footer';
import { ListScreen } from '../list/list-screen';
import { useListNames } from '../list/use-list-names';
import { DecisionFilters } from './decision-filters';
import { DecisionPeek } from './decision-peek';
import { useDecisionList } from './use-decision-list';

const URL_PARSERS = { ...DECISION_FILTER_PARSERS, sort: parseAsDecisionSort };
const serialize = createSerializer(URL_PARSERS);
const NO_FILTER = {
  q: null,
  from: null,
  to: null,
  client: null,
  symbol: null,
  side: null,
  objective: null,
  venue: null,
  origin: null,
  sent: null,
};

/** The stored decisions that fit a filter, newest first unless said; to look back, where Live is to look on. */
export function DecisionsScreen() {
  const [{ sort, ...filter }, setUrl] = useQueryStates(URL_PARSERS, { history: 'push' });
  const list = useDecisionList(filter, sort);
  const names = useListNames();
  const isFiltered = Object.values(filter).some((value) => value !== null);
  const onClear = isFiltered ? () => void setUrl(NO_FILTER) : undefined;
  return (
    <ListScreen
      name="Decisions"
      noun="decisions"
      lead="Every stored decision. Open one to see why each share went where it went."
      columns={DECISION_COLUMNS}
      rowKey={(row) => row.decision_id}
      rowHref={(row) => `/decisions/${row.decision_id}`}
      rowLabel={(row) =>
        `${SIDE_NAMES[row.side]} ${formatQuantity(row.quantity)} ${row.instrument_id}, wave ${row.wave} of order ${row.order_id}`
      }
      pages={list.pages}
      count={list.count}
      failures={
        list.nowhere !== null &&
        list.nowhere !== 'failed' && (
          <button
            type="button"
            onClick={() => void setUrl({ sent: 'NOWHERE' })}
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
        onSort: () => void setUrl({ sort: sort === 'newest' ? 'oldest' : 'newest' }),
      }}
      filters={
        <DecisionFilters filter={filter} onChange={(change) => void setUrl(change)} onClear={onClear} names={names} />
      }
      onClear={onClear}
      empty="The first order that is routed makes the first decision."
      newer={{ count: list.newer, onShow: list.again }}
      csvHref={serialize('/api/lists/decisions', { ...filter, sort })}
      peek={(key) => <DecisionPeek decisionId={key} />}
    />
  );
}
