'use client';

import { isOrderEnded } from '@fairlead/core/order/order-state';
import { useQuery, useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLive } from '@/live/live-context';
import type { OrderDetail } from '@/rows/order-detail';
import type { OrderMarket } from '@/rows/order-market';
import type { LiveTopic } from '@/stream/live-wish';
import { useTRPC } from '@/trpc/client';
import { isMarketToCome } from './market-line';

const FOLLOWED: readonly LiveTopic[] = ['ORDER_UPDATE'];

/** An order and its walk, read anew whenever the stream has news of it. */
export function useOrder(orderPk: string): OrderDetail {
  const trpc = useTRPC();
  const client = useQueryClient();
  const options = trpc.orders.get.queryOptions({ order_pk: orderPk });
  const { data } = useSuspenseQuery(options);
  const news = useLive(FOLLOWED, { order_pk: orderPk }).orders.get(orderPk);
  const seen = useRef(news);
  const { queryKey } = options;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key is made anew at every drawing and says the same
  useEffect(() => {
    if (news === undefined || news === seen.current) return;
    seen.current = news;
    void client.invalidateQueries({ queryKey });
  }, [news, client]);
  return data;
}

/** The history is written every ten seconds. */
const MARKET_EVERY_MS = 5_000;
const MARKET_EVERY_MS_MAX = 60_000;

/** A long life, which is looked at now and then, has nothing new to show before its next look. */
const pauseAfter = (market: OrderMarket | undefined): number =>
  Math.min(MARKET_EVERY_MS_MAX, Math.max(MARKET_EVERY_MS, market?.every_ms ?? 0));

interface MarketReading {
  readonly market: OrderMarket | undefined;
  readonly failure: string | undefined;
  readonly retry: () => void;
}

/** The market around the order's life; asked for again while the order is alive, at its end, and until all of it is written. */
export function useOrderMarket({ order }: OrderDetail): MarketReading {
  const trpc = useTRPC();
  const isAlive = !isOrderEnded(order.state);
  const query = useQuery(
    trpc.orders.market.queryOptions(
      { order_pk: order.order_pk },
      {
        refetchInterval: ({ state: { data } }) =>
          isAlive || (data !== undefined && isMarketToCome(data)) ? pauseAfter(data) : false,
      },
    ),
  );
  const { refetch } = query;
  const wasAlive = useRef(isAlive);
  useEffect(() => {
    if (wasAlive.current && !isAlive) void refetch();
    wasAlive.current = isAlive;
  }, [isAlive, refetch]);
  return { market: query.data, failure: query.error?.message, retry: () => void refetch() };
}
