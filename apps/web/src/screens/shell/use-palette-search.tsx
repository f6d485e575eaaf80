'use client';

import type { PaletteCommand } from '@fairlead/ui/command-palette';
import { formatEt, formatEtDate } from '@fairlead/ui/time';
import { useQuery } from '@tanstack/react-query';
import { createSerializer } from 'nuqs';
import { useEffect, useState } from 'react';
import { DECISION_FILTER_PARSERS } from '@/lists/decision-list-url';
import { ORDER_FILTER_PARSERS } from '@/lists/order-list-url';
import { useTRPC } from '@/trpc/client';
import { formatQuantity } from '@/words/figures';
import { SIDE_NAMES } from '@/words/order-words';
import { useGo } from '../go';
import { OrderStateBadge } from '../order-marks';

const TYPED_MS = 150;
const LEAST = 2;
const DATE = /^\d{4}-\d{2}-\d{2}$/;
const toOrders = createSerializer(ORDER_FILTER_PARSERS);
const toDecisions = createSerializer(DECISION_FILTER_PARSERS);

/** What the server finds for what is typed into the palette; a search that is typed over is given up. */
export function usePaletteSearch() {
  const [typed, setTyped] = useState('');
  const text = useSettled(typed.trim());
  const trpc = useTRPC();
  const go = useGo();
  const wanted = text.length >= LEAST;
  const query = useQuery(
    trpc.search.find.queryOptions({ text }, { enabled: wanted, staleTime: 5_000, trpc: { abortOnUnmount: true } }),
  );
  const found: PaletteCommand[] = wanted && query.data !== undefined ? commandsOf(query.data) : [];
  if (DATE.test(text))
    found.push(listOf(`day ${text}`, `Orders of ${text} (ET)`, toOrders('/orders', { from: text, to: text })));
  const isLooking = typed.trim() !== text || (wanted && query.isFetching);
  const note =
    query.error === null ? (isLooking ? 'Looking…' : undefined) : `The search failed: ${query.error.message}`;

  function listOf(id: string, label: string, href: string): PaletteCommand {
    return { id: `found ${id}`, group: 'Lists', label, act: () => go(href) };
  }

  function commandsOf(data: NonNullable<typeof query.data>): PaletteCommand[] {
    const { orders, decisions, instruments, clients, venues } = data;
    return [
      ...orders.map((order) => ({
        id: `found ${order.order_pk}`,
        group: 'Orders',
        label: (
          <>
            <span className="truncate font-mono text-xs">{order.order_id}</span>
            <span className="whitespace-nowrap">
              {SIDE_NAMES[order.side]} {formatQuantity(order.quantity)} {order.instrument_id}
            </span>
            <OrderStateBadge order={order} />
            <span className="figures ml-auto text-2xs whitespace-nowrap text-faint">
              {formatEtDate(order.at_ms)} {formatEt(order.at_ms).slice(0, 8)} ET
            </span>
          </>
        ),
        act: () => go(`/orders/${order.order_pk}`),
      })),
      ...decisions.map((decision) => ({
        id: `found ${decision.decision_id}`,
        group: 'Decisions',
        label: `Wave ${decision.wave}, ${decision.instrument_id}, ${formatEtDate(decision.at_ms)} ${formatEt(decision.at_ms)} ET`,
        act: () => go(`/decisions/${decision.decision_id}`),
      })),
      ...instruments.flatMap(({ id, name }) => [
        listOf(`symbol ${id}`, `Orders of ${id} · ${name}`, toOrders('/orders', { symbol: id })),
      ]),
      ...clients.map(({ id, name }) =>
        listOf(`client ${id}`, `Orders of client ${id} · ${name}`, toOrders('/orders', { client: id })),
      ),
      ...venues.map(({ id, name }) => ({
        id: `found at ${id}`,
        group: 'Venues',
        label: `Venue ${id} · ${name}`,
        act: () => go(`/venues/${encodeURIComponent(id)}`),
      })),
      ...venues.map(({ id, name }) =>
        listOf(`venue ${id}`, `Decisions that sent to ${id} · ${name}`, toDecisions('/decisions', { venue: id })),
      ),
    ];
  }

  return { found, note, onType: setTyped };
}

/** A text once it has stood still for a moment. */
function useSettled(text: string): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text), TYPED_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
}
