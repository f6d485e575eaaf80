'use client';

import type { RulesVersion } from '@fairlead/contracts/rules';
import { Badge } from '@fairlead/ui/badge';
import { CopyId } from '@fairlead/ui/copy-id';
import { Page } from '@fairlead/ui/page';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useTRPC } from '@/trpc/client';
import { RULES_STATES, standWords } from '@/words/rules-state-words';
import { StaleNote } from '../stale-note';
import { DiffSection } from './diff-section';
import { HistorySection } from './history-section';
import { RulesSection } from './rules-section';
import { SimulationSection } from './simulation-section';
import { RULES_EVERY_MS } from './use-rules';
import { VersionActs } from './version-acts';

/** One version of the rules: what it says, how it differs, what it would have changed, and what was done with it. */
export function VersionScreen({ version: number }: { version: number }) {
  const trpc = useTRPC();
  const asked = trpc.rules.version.queryOptions({ version: number }, { refetchInterval: RULES_EVERY_MS });
  const { data: version, error } = useSuspenseQuery(asked);
  return (
    <Page title={version.name} lead={<Lead version={version} />} actions={<VersionActs version={version} />}>
      <p className="border-t border-line px-4 py-2 text-sm">
        {standWords(version)} <span className="text-muted">Why: {version.reason}</span>
      </p>
      <StaleNote error={error} />
      <RulesSection version={version} />
      <SimulationSection version={version} />
      <DiffSection version={version} />
      <HistorySection version={version} />
      <div className="h-6 shrink-0" />
    </Page>
  );
}

function Lead({ version }: { version: RulesVersion }) {
  const { name, tone } = RULES_STATES[version.state];
  return (
    <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      <Badge tone={tone}>{name}</Badge>
      <span>
        content <CopyId value={version.content_hash} label="hash of the content" />
      </span>
    </span>
  );
}
