import { Section } from '@fairlead/ui/page';
import type { ReactNode } from 'react';
import { useLive } from '@/live/live-context';
import type { DecisionDetail } from '@/rows/decision-detail';
import { formatBps, formatQuantity, formatShare, formatUs } from '@/words/figures';
import { termsOf } from '@/words/term-words';
import { Recompute } from './recompute';

/** What else the record holds: what was expected, under which versions and settings, and the proof that it is whole. */
export function DecisionRecord({ decision }: { decision: DecisionDetail }) {
  const { evidence } = decision;
  const { versions } = evidence;
  return (
    <div className="flex flex-col gap-4">
      <Section title="Proof" note="the record can be recomputed by anybody">
        <div className="px-4 pt-1">
          <Recompute decision={decision} />
        </div>
      </Section>
      <ExpectedAndRealised decision={decision} />
      <Section title="Terms">
        <Facts facts={termsOf(evidence)} />
      </Section>
      <Section title="Versions">
        <Facts
          facts={[
            ['Engine', versions.engine],
            ['Rules', versions.rules],
            ['Market rules', versions.rule_calendar === '' ? 'before there was a calendar' : versions.rule_calendar],
            ['Model', versions.model],
          ]}
        />
      </Section>
    </div>
  );
}

/** What was expected of the wave, beside what its fills have come to so far. */
function ExpectedAndRealised({ decision }: { decision: DecisionDetail }) {
  const { expected } = decision.evidence;
  const { filled_quantity, realised_cost_bps } = useLive().waveCosts.get(decision.decision_id) ?? decision;
  return (
    <Section title="Expected and realised">
      <Facts
        facts={[
          ['Expected cost with fees', bpsText(expected.cost_bps)],
          ['Realised cost with fees', bpsText(realised_cost_bps)],
          ['Filled so far', formatQuantity(filled_quantity)],
          ['Expected market impact', bpsText(expected.impact_bps)],
          ['Expected to fill at once', expected.fill_rate === null ? '–' : formatShare(expected.fill_rate)],
          ['Expected time to fill', expected.time_ms === null ? '–' : `${expected.time_ms.toFixed(2)} ms`],
          ['Confidence', expected.confidence === null ? '–' : formatShare(expected.confidence)],
          ['Decided in', `${formatUs(decision.routing_time_us)} µs`],
        ]}
      />
    </Section>
  );
}

/** Names and values in two columns. */
export function Facts({ facts }: { facts: readonly (readonly [name: string, value: ReactNode])[] }) {
  return (
    <dl className="px-4 text-xs">
      {facts.map(([name, value]) => (
        <div key={name} className="flex h-6 items-center justify-between gap-4 border-b border-line/55 last:border-0">
          <dt className="truncate text-muted">{name}</dt>
          <dd className="figures truncate text-right">{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function bpsText(value: number | null): string {
  return value === null ? '–' : `${formatBps(value)} bps`;
}
