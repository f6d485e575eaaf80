'use client';

import type { RulesVersionSummary } from '@fairlead/contracts/rules';
import { ActButton } from '@fairlead/ui/act-button';
import { DataTable } from '@fairlead/ui/data-table';
import { Page, SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import Link from 'next/link';
import { useViewer } from '@/viewer/viewer-context';
import { inForceWords } from '@/words/rules-state-words';
import { useGo } from '../go';
import { StaleNote } from '../stale-note';
import { RULES_COLUMNS } from './rules-columns';
import { useRulesList } from './use-rules';

const hrefOf = ({ version }: RulesVersionSummary): string => `/rules/${version}`;

/** The versions of the routing rules, and what is in force now. */
export function RulesScreen() {
  const query = useRulesList();
  const go = useGo();
  const viewer = useViewer();
  const { data } = query;
  const inForce = data?.versions.find((row) => row.in_force);
  const draft = () => go(inForce === undefined ? '/rules/draft' : `/rules/draft?from=${inForce.version}`);
  return (
    <Page
      title="Rules"
      lead="How orders are routed beyond what they say themselves; each version written by one person and approved by another."
      actions={
        <ActButton whyNot={viewer.whyNot('rules:write')} onClick={draft}>
          New draft…
        </ActButton>
      }
    >
      {data !== undefined && (
        <p className="border-t border-line px-4 py-2 text-sm">
          {inForceWords(inForce)}{' '}
          {inForce !== undefined && (
            <Link href={hrefOf(inForce)} className="text-accent hover:underline">
              Read its rules
            </Link>
          )}
        </p>
      )}
      <div className="flex min-h-[420px] flex-1 flex-col border-t border-line pt-1 lg:min-h-0">
        <DataTable
          name="Versions of the rules"
          columns={RULES_COLUMNS}
          rows={data?.versions ?? []}
          rowKey={(row) => row.name}
          onOpen={(row) => go(hrefOf(row))}
          primary
          toolbar={<SectionTitle title="Versions" note={noteOf(data?.versions)} />}
          loading={query.isPending}
          failure={data === undefined ? query.error?.message : undefined}
          onRetry={() => void query.refetch()}
          empty={
            <EmptyState title="No rules have been written">
              Write a draft, simulate it on the decisions of the last days, submit it; another person approves it, and
              it is in force. Until then every order is routed by what it says itself.
            </EmptyState>
          }
        />
        {data !== undefined && <StaleNote error={query.error} />}
      </div>
    </Page>
  );
}

function noteOf(versions: readonly RulesVersionSummary[] | undefined): string {
  if (versions === undefined || versions.length === 0) return '';
  const waiting = versions.filter(({ state }) => state === 'SUBMITTED').length;
  const all = versions.length === 1 ? '1 version' : `${versions.length} versions`;
  return waiting === 0 ? all : `${all} · ${waiting} ${waiting === 1 ? 'waits' : 'wait'} for approval`;
}
