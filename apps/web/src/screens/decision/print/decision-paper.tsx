'use client';

import { OBJECTIVE_NAMES } from '@fairlead/core/analytics/dimension-names';
import { formatEt, formatEtDate } from '@fairlead/ui/time';
import { useMemo } from 'react';
import type { DecisionDetail } from '@/rows/decision-detail';
import type { VenueName } from '@/rows/venue-name';
import { askedWords, headline, unitOf } from '@/words/decision-words';
import { notesOf } from '@/words/division-words';
import { formatQuantity, formatUs } from '@/words/figures';
import { MODE_NAMES, STAGE_NAMES, STATE_WORDS } from '@/words/order-words';
import { termsOf } from '@/words/term-words';
import { namesIn } from '@/words/venue-words';
import { LinkButton } from '../../link-button';
import { expectedFacts, versionFacts } from '../record-facts';
import './paper.css';
import { PaperCandidates } from './paper-candidates';
import { PaperMarket } from './paper-market';
import { PaperFacts } from './paper-parts';
import { PaperProof } from './paper-proof';
import { PrintButton, PrintedBy } from './printed-at';

interface DecisionPaperProps {
  readonly decision: DecisionDetail;
  readonly names: readonly VenueName[];
  readonly printedBy: string;
  readonly atMs: number;
}

/** The whole of a decision for paper: nothing folded, nothing on hover, black on white. */
export function DecisionPaper({ decision, names, printedBy, atMs }: DecisionPaperProps) {
  const nameOf = useMemo(() => namesIn(names), [names]);
  const { evidence } = decision;
  return (
    <main className="paper">
      <div className="not-on-paper mb-4 flex items-center gap-2">
        <PrintButton />
        <LinkButton href={`/decisions/${decision.decision_id}`}>Back to the decision</LinkButton>
      </div>
      <h1>{headline(evidence, nameOf)}</h1>
      <p>
        Decided at {formatEtDate(decision.at_ms)} {formatEt(decision.at_ms)} ET in {formatUs(decision.routing_time_us)}{' '}
        µs · {OBJECTIVE_NAMES[evidence.objective]}, {MODE_NAMES[evidence.mode]} · {STAGE_NAMES[evidence.stage]}
        {decision.simulated && ' · SIMULATED: no customer’s order'}
      </p>
      <p className="hash">
        Decision {decision.decision_id} · SHA-256 {decision.decision_hash}
      </p>
      <PrintedBy by={printedBy} atMs={atMs} />
      <h2>The order</h2>
      <PaperFacts facts={orderFacts(decision)} />
      <h2>Why here</h2>
      <p>{evidence.rationale}</p>
      <PaperFacts facts={notesOf(evidence).map(({ name, says }) => [name, says] as const)} />
      <PaperCandidates evidence={evidence} nameOf={nameOf} />
      <PaperMarket evidence={evidence} nameOf={nameOf} />
      <h2>Expected and realised</h2>
      <PaperFacts facts={expectedFacts(decision, decision)} />
      <h2>Terms</h2>
      <PaperFacts facts={[...termsOf(evidence), ...weightFacts(decision)]} />
      <h2>Versions</h2>
      <PaperFacts facts={versionFacts(evidence)} />
      <PaperProof decision={decision} />
    </main>
  );
}

function orderFacts({ evidence, context }: DecisionDetail) {
  const { order, wave } = evidence;
  const unit = unitOf(evidence);
  const of = (quantity: number) => `${formatQuantity(quantity)} of ${formatQuantity(context.order_quantity)} ${unit}`;
  return [
    ['Client', order.client_id],
    ['Order id', order.order_id],
    ['Asked', askedWords(evidence)],
    ['State now', STATE_WORDS[context.order_state].name],
    ['Wave', `${wave} of ${context.waves}`],
    ['Filled before', of(context.filled_before)],
    ['To place in this wave', of(Number(evidence.routed_quantity))],
  ] as const;
}

/** How much each part of a cost counts. */
const weightFacts = ({ evidence: { weights } }: DecisionDetail) =>
  Object.entries(weights).map(([part, weight]) => [`Weight of ${part}`, `×${weight}`] as const);
