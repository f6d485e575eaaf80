import { Section } from '@fairlead/ui/page';
import { useLive } from '@/live/live-context';
import type { DecisionDetail } from '@/rows/decision-detail';
import type { LiveTopic } from '@/stream/live-wish';
import { termsOf } from '@/words/term-words';
import { Facts } from '../facts';
import { RulesLink } from '../rules/rules-link';
import { Recompute } from './recompute';
import { expectedFacts, versionFacts } from './record-facts';

const FOLLOWED: readonly LiveTopic[] = ['EXECUTION'];

/** What else the record holds: what was expected, under which versions and settings, and the proof that it is whole. */
export function DecisionRecord({ decision }: { decision: DecisionDetail }) {
  const { evidence } = decision;
  const { waveCosts } = useLive(FOLLOWED, { order_pk: decision.order_pk });
  const come = waveCosts.get(decision.decision_id) ?? decision;
  return (
    <div className="flex flex-col gap-4">
      <Section title="Proof" note="the record can be recomputed by anybody">
        <div className="px-4 pt-1">
          <Recompute decision={decision} />
        </div>
      </Section>
      <Section title="Expected and realised">
        <Facts facts={expectedFacts(decision, come)} />
      </Section>
      <Section title="Terms">
        <Facts facts={termsOf(evidence)} />
      </Section>
      <Section title="Versions">
        <Facts
          facts={versionFacts(evidence).map(([name, value]) => [
            name,
            name === 'Rules' ? <RulesLink key={name} name={value} /> : value,
          ])}
        />
      </Section>
    </div>
  );
}
