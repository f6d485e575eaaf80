'use client';

import { OBJECTIVE_NAMES } from '@fairlead/core/analytics/dimension-names';
import { Badge } from '@fairlead/ui/badge';
import { CopyId } from '@fairlead/ui/copy-id';
import { Page } from '@fairlead/ui/page';
import { Time } from '@fairlead/ui/time';
import { useSuspenseQuery } from '@tanstack/react-query';
import type { DecisionDetail } from '@/rows/decision-detail';
import { useTRPC } from '@/trpc/client';
import { headline } from '@/words/decision-words';
import { MODE_NAMES, STAGE_NAMES } from '@/words/order-words';
import { FileLink, LinkButton } from '../link-button';
import { SimulatedMark } from '../order-marks';
import { useVenueNames } from '../venue-names';
import { CandidatesPicture } from './candidates-picture';
import { Comparison } from './comparison';
import { DecisionNotes } from './decision-notes';
import { Montage } from './montage';
import { NbboStrip } from './nbbo-strip';
import { OrderContext } from './order-context';
import { DecisionRecord } from './record';

/** Why here: one decision, explained to somebody who has never seen one. */
export function DecisionScreen({ decisionId }: { decisionId: string }) {
  const trpc = useTRPC();
  const { data: decision } = useSuspenseQuery(trpc.decisions.get.queryOptions({ decision_id: decisionId }));
  const nameOf = useVenueNames();
  const { evidence } = decision;
  return (
    <Page
      title={headline(evidence, nameOf)}
      lead={
        <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <Badge tone="accent">
            {OBJECTIVE_NAMES[evidence.objective]}, {MODE_NAMES[evidence.mode]}
          </Badge>
          {evidence.stage !== 'ALL' && <Badge>{STAGE_NAMES[evidence.stage]}</Badge>}
          {decision.simulated && <SimulatedMark />}
          <span>
            <Time atMs={decision.at_ms} withDate /> ET
          </span>
          <CopyId value={decision.decision_id} label="decision id" />
        </span>
      }
      actions={<DecisionLinks decision={decision} />}
    >
      <OrderContext decision={decision} />
      <NbboStrip evidence={evidence} nameOf={nameOf} />
      <p className="max-w-[110ch] px-4 py-2.5 text-sm text-muted">{evidence.rationale}</p>
      <DecisionNotes evidence={evidence} />
      <CandidatesPicture evidence={evidence} nameOf={nameOf} />
      <Comparison decisionId={decision.decision_id} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-y-6 border-t border-line pt-2 pb-6 xl:grid-cols-[minmax(0,1fr)_360px]">
        <Montage evidence={evidence} nameOf={nameOf} />
        <div className="border-line xl:border-l">
          <DecisionRecord decision={decision} />
        </div>
      </div>
    </Page>
  );
}

/** Where else the decision is: its order, the page for paper, the file. */
function DecisionLinks({ decision: { decision_id, order_pk } }: { decision: DecisionDetail }) {
  return (
    <>
      <LinkButton href={`/orders/${order_pk}`}>Open the order</LinkButton>
      <LinkButton href={`/decisions/${decision_id}/print`} title="The whole decision on paper, black on white">
        Print
      </LinkButton>
      <FileLink href={`/api/decisions/${decision_id}/readable`} title="The whole decision as a JSON file">
        JSON
      </FileLink>
    </>
  );
}
