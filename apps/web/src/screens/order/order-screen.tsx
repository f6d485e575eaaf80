'use client';

import { Page } from '@fairlead/ui/page';
import { useMemo } from 'react';
import { formatQuantity } from '@/words/figures';
import { SIDE_NAMES } from '@/words/order-words';
import { CancelOrderButton } from '../act/cancel-order';
import { useInstrumentForms } from '../instrument-forms';
import { useVenueNames } from '../venue-names';
import { ChildTable } from './child-table';
import { CostStrip } from './cost-strip';
import { FillMap } from './fill-map';
import { FillTable } from './fill-table';
import { OrderLead } from './order-lead';
import { useChosen } from './use-chosen';
import { useOrder, useOrderMarket } from './use-order';
import { Walk } from './walk';
import { orderWalk } from './walk-steps';

/** One order: what it has cost, the market through its life, its walk by wave, and beside it what each wave has sent and got. */
export function OrderScreen({ orderPk }: { orderPk: string }) {
  const detail = useOrder(orderPk);
  const { market, failure, retry } = useOrderMarket(detail);
  const { order } = detail;
  const form = useInstrumentForms()(order.instrument_id);
  const nameOf = useVenueNames();
  const walk = useMemo(() => orderWalk(detail, form.price, nameOf), [detail, form, nameOf]);
  const chosen = useChosen(detail, walk);
  return (
    <Page
      title={`${SIDE_NAMES[order.side]} ${formatQuantity(order.quantity)} ${order.instrument_id}`}
      lead={<OrderLead order={order} form={form} />}
      actions={<CancelOrderButton order={order} />}
    >
      <CostStrip detail={detail} form={form} />
      <FillMap
        detail={detail}
        market={market}
        failure={failure}
        onRetry={retry}
        price={form.price}
        nameOf={nameOf}
        chosen={chosen}
      />
      <div className="grid grid-cols-[minmax(0,1fr)] border-t border-line lg:grid-cols-[minmax(460px,1fr)_minmax(0,1fr)]">
        <Walk walk={walk} chosen={chosen.wave} onChoose={chosen.chooseWave} />
        <div className="min-w-0 border-line max-lg:border-t lg:border-l">
          <ChildTable detail={detail} form={form} nameOf={nameOf} chosen={chosen} />
          <FillTable detail={detail} form={form} nameOf={nameOf} chosen={chosen} />
        </div>
      </div>
      <div className="h-6 shrink-0" />
    </Page>
  );
}
