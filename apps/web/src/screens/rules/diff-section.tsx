'use client';

import type { RulesVersion, RulesVersionSummary } from '@fairlead/contracts/rules';
import { Badge, type Tone } from '@fairlead/ui/badge';
import { Choice } from '@fairlead/ui/choice';
import { SectionTitle } from '@fairlead/ui/page';
import { SkeletonRows } from '@fairlead/ui/skeleton';
import { parseAsInteger, useQueryState } from 'nuqs';
import type { RuleDiff } from '@/words/rule-diff';
import { diffWords, RULES_STATES } from '@/words/rules-state-words';
import { useRuleDiff, useRulesList } from './use-rules';

const NOTHING = 0;
const KINDS: Readonly<Record<RuleDiff['kind'], { readonly name: string; readonly tone: Tone }>> = {
  ADDED: { name: 'Added', tone: 'good' },
  REMOVED: { name: 'Removed', tone: 'stopped' },
  CHANGED: { name: 'Changed', tone: 'accent' },
  SAME: { name: 'Same', tone: 'neutral' },
};

/** How a version differs from what is in force, or from any other. */
export function DiffSection({ version }: { version: RulesVersion }) {
  const versions = useRulesList().data?.versions;
  const others = (versions ?? []).filter((row) => row.version !== version.version);
  const [chosen, choose] = useQueryState('against', parseAsInteger.withOptions({ history: 'replace' }));
  const against = chosen ?? usual(version, others);
  const isKnown = others.some((row) => row.version === against);
  const diff = useRuleDiff(version.rules, versions === undefined ? undefined : isKnown ? against : null);
  const options = [
    { value: String(NOTHING), label: 'no rules' },
    ...others.map((row) => ({
      value: String(row.version),
      label: `${row.name}, ${RULES_STATES[row.state].name.toLowerCase()}`,
    })),
  ];
  return (
    <section aria-label="Compared" className="min-w-0 border-t border-line pt-1">
      <div className="flex min-h-8 flex-wrap items-center gap-x-3 gap-y-1 px-4">
        <SectionTitle title="Compared with" />
        <Choice
          label="Compared with"
          value={String(isKnown ? against : NOTHING)}
          options={options}
          onChange={(value) => void choose(Number(value))}
        />
        {diff !== undefined && <span className="text-xs text-muted">{diffWords(diff.counts)}</span>}
      </div>
      {diff === undefined ? <SkeletonRows count={3} /> : <RuleDiffs diffs={diff.diffs} />}
    </section>
  );
}

/** What is in force; of what is in force itself, what was before it. */
function usual(version: RulesVersion, others: readonly RulesVersionSummary[]): number {
  if (!version.in_force) return others.find((row) => row.in_force)?.version ?? NOTHING;
  const before = others
    .filter((row) => row.activated_at !== null)
    .sort((a, b) => Date.parse(b.activated_at ?? '') - Date.parse(a.activated_at ?? ''));
  return before[0]?.version ?? NOTHING;
}

/** Rules that differ, field by field: before and after side by side, one below the other on a phone. */
function RuleDiffs({ diffs }: { diffs: readonly RuleDiff[] }) {
  const differing = diffs.filter(({ kind }) => kind !== 'SAME');
  if (differing.length === 0) return <p className="px-4 pb-2 text-sm text-muted">Both say the same.</p>;
  return (
    <ul className="flex flex-col px-4 pb-2">
      {differing.map((diff) => (
        <li key={`${diff.kind} ${diff.name}`} className="border-b border-line/55 py-2 last:border-0">
          <div className="flex items-center gap-2 text-sm">
            <Badge tone={KINDS[diff.kind].tone}>{KINDS[diff.kind].name}</Badge>
            <span className="min-w-0 font-medium break-words">{diff.name}</span>
          </div>
          <dl className="mt-1 text-xs">
            {diff.fields.map(({ id, label, before, after }) => (
              <div key={id} className="grid gap-x-3 py-0.5 md:grid-cols-[140px_minmax(0,1fr)_minmax(0,1fr)]">
                <dt className="text-muted">{label}</dt>
                {diff.kind !== 'ADDED' && <Said what="before" text={before} />}
                {diff.kind !== 'REMOVED' && <Said what="after" text={after} />}
              </div>
            ))}
          </dl>
        </li>
      ))}
    </ul>
  );
}

function Said({ what, text }: { what: 'before' | 'after'; text: string | null }) {
  return (
    <dd className="min-w-0 break-words">
      <span aria-hidden="true" className={what === 'before' ? 'text-stopped' : 'text-good'}>
        {what === 'before' ? '− ' : '+ '}
      </span>
      <span className="sr-only">{what}: </span>
      {text === null ? <span className="text-faint">nothing</span> : text}
    </dd>
  );
}
