'use client';

import { ROUTING_PARTS, type RoutingPart } from '@fairlead/rule606/customer-report/routing-report';
import type { RoutingFigures, RoutingPartFigures } from '@/rows/customer-figures';
import { formatQuantity } from '@/words/figures';
import { customerLines, ExemptionPart } from './customer-parts';
import { FormPart, FormSheet } from './form-sheet';
import { type FormRow, FormTable } from './form-table';

const NOTE =
  'Report under Rule 606(b)(1) of Regulation NMS: where each order of the customer was routed in the six months before the request. A venue stands once an order, with the times at which it executed, in UTC.';
const PARTS: Readonly<Record<RoutingPart, string>> = {
  HELD: 'Held orders in NMS stocks',
  NOT_HELD_EXEMPT: 'Exempt orders in NMS stocks, not held',
  OPTIONS: 'Orders in options',
};

interface RoutingPreviewProps {
  readonly routing: RoutingFigures;
  readonly simulated: boolean;
}

/** Where a customer's orders were routed as its form has it: how many there are of each part, and the first of them. */
export function RoutingPreview({ routing, simulated }: RoutingPreviewProps) {
  return (
    <FormSheet
      title="Held and Exempt Not Held Order Routing Customer Report"
      lines={customerLines(routing.head)}
      note={NOTE}
      simulated={simulated}
    >
      <div className="border-t border-line px-6 pb-6 max-sm:px-3">
        {ROUTING_PARTS.map((part) => (
          <FormPart key={part} title={PARTS[part]}>
            <PartTable title={PARTS[part]} figures={routing.parts[part]} />
          </FormPart>
        ))}
        <ExemptionPart figures={routing} />
      </div>
    </FormSheet>
  );
}

function PartTable({ title, figures }: { readonly title: string; readonly figures: RoutingPartFigures }) {
  const { orders, routes, executions, first } = figures;
  if (orders === 0) return <p className="py-3 text-sm text-muted">The customer had no such order.</p>;
  const shown =
    first.length < orders ? `The first ${formatQuantity(first.length)} stand here; the files have all.` : '';
  return (
    <>
      <p className="py-2 text-sm">
        {formatQuantity(orders)} orders, {formatQuantity(routes)} routes, {formatQuantity(executions)} executions.{' '}
        {shown}
      </p>
      <div className="max-h-120 overflow-y-auto">
        <FormTable
          label={title}
          least={640}
          heads={[['Order', 'Directed', 'Venue', 'MIC', 'Executions', 'First', 'Last'].map((text) => ({ text }))]}
          rows={first.flatMap(orderRows)}
        />
      </div>
    </>
  );
}

/** One row a venue of an order; the order and whether it was directed stand with its first one. */
function orderRows({ orderId, directed, routes }: RoutingPartFigures['first'][number]): FormRow[] {
  const yes = directed ? 'yes' : 'no';
  if (routes.length === 0) return [{ key: orderId, names: [orderId, yes, 'not routed', '', '', '', ''], figures: [] }];
  return routes.map(({ name, mic, transactions }, index) => {
    const times = [transactions[0], transactions.at(-1)].map((each) =>
      each === undefined ? '' : `${each.date} ${each.time}`,
    );
    return {
      key: `${orderId} ${name ?? ''} ${mic ?? ''}`,
      names: [
        index === 0 ? orderId : '',
        index === 0 ? yes : '',
        name ?? '',
        mic ?? '',
        formatQuantity(transactions.length),
        ...times,
      ],
      figures: [],
    };
  });
}
