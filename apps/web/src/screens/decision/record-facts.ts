import type { DecisionEvidence } from '@fairlead/contracts/evidence';
import type { DecisionDetail } from '../../rows/decision-detail';
import { unitOf } from '../../words/decision-words';
import { formatBps, formatQuantity, formatShare, formatUs } from '../../words/figures';

export type Fact = readonly [name: string, value: string];

/** What was expected of a wave, beside what its fills have come to. */
export function expectedFacts(
  { evidence, routing_time_us }: DecisionDetail,
  { filled_quantity, realised_cost_bps }: Pick<DecisionDetail, 'filled_quantity' | 'realised_cost_bps'>,
): Fact[] {
  const { expected } = evidence;
  return [
    ['Expected cost with fees', bpsText(expected.cost_bps)],
    ['Realised cost with fees', bpsText(realised_cost_bps)],
    ['Filled so far', `${formatQuantity(filled_quantity)} ${unitOf(evidence)}`],
    ['Expected market impact', bpsText(expected.impact_bps)],
    ['Expected to fill at once', expected.fill_rate === null ? '–' : formatShare(expected.fill_rate)],
    ['Expected time to fill', expected.time_ms === null ? '–' : `${expected.time_ms.toFixed(2)} ms`],
    ['Confidence', expected.confidence === null ? '–' : formatShare(expected.confidence)],
    ['Decided in', `${formatUs(routing_time_us)} µs`],
  ];
}

/** By which versions of everything it was decided. */
export function versionFacts({ versions }: DecisionEvidence): Fact[] {
  return [
    ['Engine', versions.engine],
    ['Rules', versions.rules],
    ['Market rules', versions.rule_calendar === '' ? 'before there was a calendar' : versions.rule_calendar],
    ['Model', versions.model],
  ];
}

function bpsText(value: number | null): string {
  return value === null ? '–' : `${formatBps(value)} bps`;
}
