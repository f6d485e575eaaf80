'use client';

import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useLive } from '@/live/live-context';
import type { OrderDetail } from '@/rows/order-detail';
import { useTRPC } from '@/trpc/client';

/** An order and its walk, read anew whenever the stream has news of it. */
export function useOrder(orderPk: string): OrderDetail {
  const trpc = useTRPC();
  const client = useQueryClient();
  const options = trpc.orders.get.queryOptions({ order_pk: orderPk });
  const { data } = useSuspenseQuery(options);
  const news = useLive().orders.get(orderPk);
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
