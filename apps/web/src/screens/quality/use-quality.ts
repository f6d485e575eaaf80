'use client';

import type { ExecutionSource, QualityDimension } from '@fairlead/core/analytics/quality-dimension';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useQueryStates } from 'nuqs';
import { useMemo } from 'react';
import { QUALITY_FILTER_PARSERS, QUALITY_LOOK_PARSERS, type QualityRecords } from '@/lists/quality-url';
import type { QualityAsk, QualityRow } from '@/rows/quality';
import { useTRPC } from '@/trpc/client';
import { useListFilter } from '../list/use-list-filter';
import { useSystem } from '../shell/use-system';
import { countOf, type Days, daysOf } from './period';

/** What is looked at goes on while orders come; sums over a quarter cost the database something, and move little. */
const SOON_MS = 30_000;
const LATER_MS = 300_000;
const SHORT_DAYS_MAX = 7;

/** How a query goes on while somebody looks at it. */
export function whileLooked(ask: QualityAsk, enabled: boolean) {
  const every = countOf(ask) <= SHORT_DAYS_MAX ? SOON_MS : LATER_MS;
  return { enabled, refetchInterval: every, staleTime: every / 2 };
}

const SOURCES: Readonly<Record<QualityRecords, readonly ExecutionSource[]>> = {
  OWN: ['ROUTED', 'REPORTED', 'IMPORTED'],
  ROUTED: ['ROUTED', 'REPORTED'],
  IMPORTED: ['IMPORTED'],
  LOOK_THROUGH: ['LOOK_THROUGH'],
};

/** Which executions are looked at, kept in the address. */
export function useQualityFilter() {
  const { filter: held, onChange, onClear } = useListFilter(QUALITY_FILTER_PARSERS, { history: 'replace' });
  const [look, setLook] = useQueryStates(QUALITY_LOOK_PARSERS, { history: 'replace' });
  const environment = useSystem()?.lasting?.environment;
  // Where nothing reaches a real market, what there is to see is the demo flow.
  const origin = held.origin ?? (environment === 'SIMULATED' ? 'SIMULATED' : 'CUSTOMER');
  const { from, to } = daysOf(look.period, held, Date.now());
  const days = useMemo((): Days => ({ from, to }), [from, to]);
  return {
    held,
    look,
    days,
    origin,
    onChange,
    onClear,
    setLook,
    isKnown: environment !== undefined || held.origin !== null,
  };
}
export type QualityFilterState = ReturnType<typeof useQualityFilter>;

/** The same as it is asked for, over its own days or others. */
export function askOf({ held, origin, days }: QualityFilterState, over: Days = days): QualityAsk {
  const { venue, symbol, objective, size, client, records } = held;
  return {
    ...over,
    ...{ venue, symbol, objective, size, client },
    simulated: origin === 'SIMULATED',
    sources: [...SOURCES[records ?? 'OWN']],
  };
}

/** How well orders were executed, told apart by some dimensions. */
export function useFigures(ask: QualityAsk, by: readonly QualityDimension[], enabled: boolean) {
  const trpc = useTRPC();
  return useQuery(
    trpc.quality.figures.queryOptions(
      { ask, by: [...by] },
      // What all of it comes to stays until the next is here, and with it the choice of markets; rows of another cut would be under a wrong head.
      { ...whileLooked(ask, enabled), ...(by.length === 0 ? { placeholderData: keepPreviousData } : {}) },
    ),
  );
}

/** A market: nothing is added up over two. */
export interface Market {
  readonly id: string;
  readonly currency: string;
  readonly unit: string;
  readonly executions: number;
}

export const marketId = ({ currency, unit }: { readonly currency: string; readonly unit: string }): string =>
  `${currency} ${unit}`;

const NONE: readonly QualityRow[] = [];

/** The markets that there are executions of, the busiest first, the one that is looked at, and what all of it comes to. */
export function useMarkets(filter: QualityFilterState) {
  const query = useFigures(askOf(filter), [], filter.isKnown);
  const rows = query.data ?? NONE;
  const markets = useMemo(
    () =>
      rows
        .map((row): Market => ({ id: marketId(row), ...row }))
        .sort((a, b) => b.executions - a.executions || (a.id < b.id ? -1 : 1)),
    [rows],
  );
  const market = markets.find(({ id }) => id === filter.held.market) ?? markets[0] ?? null;
  const whole = rows.find((row) => marketId(row) === market?.id) ?? null;
  return { query, markets, market, whole };
}
export type Markets = ReturnType<typeof useMarkets>;

/** Rows of one market. */
export function inMarket<Row extends { readonly currency: string; readonly unit: string }>(
  rows: readonly Row[] | undefined,
  market: Market | null,
): readonly Row[] {
  return rows?.filter((row) => marketId(row) === market?.id) ?? [];
}
