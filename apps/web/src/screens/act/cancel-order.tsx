'use client';

import { ActButton } from '@fairlead/ui/act-button';
import { Button } from '@fairlead/ui/button';
import { Menu, MenuItem } from '@fairlead/ui/menu';
import { useQuery } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import type { OrderRow } from '@/rows/order-row';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { cancelEffectWords, whyNoCancel } from '@/words/cancel-words';
import { formatQuantity } from '@/words/figures';
import { SIDE_NAMES } from '@/words/order-words';
import { ActOf } from './act-of';
import { useAct } from './use-act';

/** What of an order names it and says whether it can be canceled. */
export type CancelableOrder = Pick<
  OrderRow,
  'order_pk' | 'order_id' | 'client_id' | 'instrument_id' | 'side' | 'quantity' | 'state'
>;

const EFFECT_EVERY_MS = 1_000;
const NAMES = {
  done: 'Cancel taken',
  doneSays: 'It is written down. What venues fill before they answer counts; the order ends when they have answered.',
  undone: 'The order was not canceled.',
};

/** Whether the viewer may cancel an order, in the words of why not; empty where they may. */
export function useWhyNoCancel(): (order: Pick<OrderRow, 'state'>) => string {
  const viewer = useViewer();
  return ({ state }) => viewer.whyNot('orders:write') || whyNoCancel(state);
}

/** Cancels of orders on one screen: `ask` opens the question about one, and `dialog` is where it stands. */
export function useCancelOrder(): { readonly ask: (order: CancelableOrder) => void; readonly dialog: ReactNode } {
  const [order, setOrder] = useState<CancelableOrder | null>(null);
  return {
    ask: setOrder,
    dialog: order === null ? null : <CancelOrder key={order.order_pk} order={order} onClose={() => setOrder(null)} />,
  };
}

/** The question before an order is canceled, with what it takes back at this moment, and what has become of it. */
export function CancelOrder({ order, onClose }: { order: CancelableOrder; onClose: () => void }) {
  const trpc = useTRPC();
  const viewer = useViewer();
  const { order_pk, instrument_id: instrument, quantity, side } = order;
  const { pending, outcome, ask, again } = useAct(trpc.orders.cancel.mutationOptions(), (why) => ({
    order_pk,
    ...why,
  }));
  const effect = useQuery({
    ...trpc.orders.cancelEffect.queryOptions({ order_pk }),
    staleTime: 0,
    gcTime: 0,
    refetchInterval: EFFECT_EVERY_MS,
    enabled: outcome === null && !pending,
  });
  const whyNot =
    viewer.whyNot('orders:write') || whyNoCancel(effect.data?.state ?? order.state, effect.data?.route_only);
  const working = effect.data?.working_quantity ?? 0;
  return (
    <ActOf
      title={`Cancel ${SIDE_NAMES[side].toLowerCase()} ${formatQuantity(quantity)} ${instrument}`}
      description={`Order ${order.order_id} of ${order.client_id}`}
      effect={<Effect lines={effect.data && cancelEffectWords(effect.data)} failure={effect.error?.message} />}
      confirm={working === 0 ? 'Cancel the order' : `Cancel ${formatQuantity(working)} ${instrument}`}
      keep="Keep the order"
      act={{ pending, outcome, ask, again }}
      names={NAMES}
      whyNot={whyNot}
      onClose={onClose}
    />
  );
}

function Effect({ lines, failure }: { lines: readonly string[] | undefined; failure: string | undefined }) {
  if (lines !== undefined) return lines.map((line) => <p key={line}>{line}</p>);
  if (failure === undefined) return <p className="text-muted">Looking what is open…</p>;
  return <p className="text-muted">What is open now cannot be read: {failure} A cancel takes back whatever is.</p>;
}

/** The button on the page of an order. */
export function CancelOrderButton({ order }: { order: CancelableOrder }) {
  const { ask, dialog } = useCancelOrder();
  const whyNot = useWhyNoCancel()(order);
  return (
    <>
      <ActButton whyNot={whyNot} onClick={() => ask(order)}>
        Cancel order…
      </ActButton>
      {dialog}
    </>
  );
}

/** What can be done with an order from its row. */
export function OrderRowMenu({
  order,
  onCancel,
}: {
  order: CancelableOrder;
  onCancel: (order: CancelableOrder) => void;
}) {
  const whyNot = useWhyNoCancel()(order);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a press on the menu is none on the row that it stands in
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys do not reach the row
    <span onClick={(event) => event.stopPropagation()}>
      <Menu
        trigger={
          <Button look="quiet" size="sm" aria-label={`Acts on order ${order.order_id}`}>
            ⋯
          </Button>
        }
      >
        <MenuItem onSelect={() => onCancel(order)} whyNot={whyNot}>
          Cancel order…
        </MenuItem>
      </Menu>
    </span>
  );
}
