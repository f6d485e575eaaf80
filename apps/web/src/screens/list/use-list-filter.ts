'use client';

import { type UseQueryStatesKeysMap, useQueryStates, type Values } from 'nuqs';

/** The filter of a list, kept in the address so that it can be shared and come back to; `onClear` is undefined where nothing is filtered. */
export function useListFilter<Parsers extends UseQueryStatesKeysMap>(
  parsers: Parsers,
  { history }: { readonly history: 'push' | 'replace' } = { history: 'push' },
) {
  const [filter, setFilter] = useQueryStates(parsers, { history });
  const isFiltered = Object.values(filter).some((value) => value !== null);
  return {
    filter,
    onChange: (change: Partial<Values<Parsers>>) => void setFilter(change),
    onClear: isFiltered ? () => void setFilter(null) : undefined,
  };
}
