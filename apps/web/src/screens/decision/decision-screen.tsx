'use client';

import { Badge } from '@fairlead/ui/badge';
import { CopyId } from '@fairlead/ui/copy-id';
import { Page } from '@fairlead/ui/page';
import { Time } from '@fairlead/ui/time';
import { useSuspenseQuery } from '@tanstack/react-query';
import Link from 'next/link';
import { priceFormOfRecord } from '@/rows/instrument-form';
import { useTRPC } from '@/trpc/client';
import { headline } from '@/words/decision-words';
import { formatPrice } from '@/words/figures';
import { MODE_NAMES, OBJECTIVE_NAMES, STAGE_NAMES, TYPE_NAMES } from '@/words/order-words';
import { SimulatedMark } from '../order-marks';
import { CandidatesPicture } from './candidates-picture';
import { Comparison } from './comparison';
import { DecisionNotes } from './decision-notes';
import { Montage } from './montage';
import { NbboStrip } from './nbbo-strip';
import { DecisionRecord } from './record';

/** Why here: one decision, explained to somebody who has never seen one. */
export function DecisionScreen({ decisionId }: { decisionId: string }) {
  const trpc = useTRPC();
  const { data: decision } = useSuspenseQuery(trpc.decisions.get.queryOptions({ decision_id: decisionId }));
  const { evidence } = decision;
  const { order } = evidence;
  const limit =
    order.limit_price === null ? '' : ` ${formatPrice(Number(order.limit_price), priceFormOfRecord(evidence))}`;
  return (
    <Page
      title={headline(evidence)}
      lead={
        <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <span>
            {TYPE_NAMES[order.order_type]}
            {limit}
          </span>
          <Badge tone="accent">
            {OBJECTIVE_NAMES[evidence.objective]}, {MODE_NAMES[evidence.mode]}
          </Badge>
          {evidence.stage !== 'ALL' && <Badge>{STAGE_NAMES[evidence.stage]}</Badge>}
          {evidence.wave > 1 && <Badge>Wave {evidence.wave}</Badge>}
          {decision.simulated && <SimulatedMark />}
          <Time atMs={decision.at_ms} withDate />
          <CopyId value={decision.decision_id} label="decision id" />
        </span>
      }
      actions={
        <Link
          href={`/orders/${decision.order_pk}`}
          className="inline-flex h-7 items-center rounded-md border border-line bg-surface px-2.5 text-xs hover:border-line-strong hover:bg-hover"
        >
          Open the order
        </Link>
      }
    >
      <NbboStrip evidence={evidence} />
      <p className="max-w-[110ch] px-4 py-2.5 text-sm text-muted">{evidence.rationale}</p>
      <DecisionNotes evidence={evidence} />
      <CandidatesPicture evidence={evidence} />
      <Comparison decisionId={decision.decision_id} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-y-6 border-t border-line pt-2 pb-6 xl:grid-cols-[minmax(0,1fr)_360px]">
        <Montage evidence={evidence} />
        <div className="border-line xl:border-l">
          <DecisionRecord decision={decision} />
        </div>
      </div>
    </Page>
  );
}
