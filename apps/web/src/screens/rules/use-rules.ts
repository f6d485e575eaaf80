'use client';

import type { RulesVersion } from '@fairlead/contracts/rules';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useMemo } from 'react';
import { useTRPC } from '@/trpc/client';
import { type DiffCounts, diffCounts, diffRules, type RuleDiff } from '@/words/rule-diff';
import { useVenueNames } from '../venue-names';

/** What somebody else does with rules is seen this soon. */
export const RULES_EVERY_MS = 3_000;

/** The versions and what is in force, as of a moment ago. */
export function useRulesList() {
  const trpc = useTRPC();
  return useQuery(trpc.rules.list.queryOptions(undefined, { refetchInterval: RULES_EVERY_MS }));
}

/** Everything that is shown of rules is read again: to be called when something was done with them. */
export function useRulesChanged(): () => void {
  const trpc = useTRPC();
  const client = useQueryClient();
  return useCallback(() => void client.invalidateQueries(trpc.rules.pathFilter()), [client, trpc]);
}

/** How a list of rules differs from a version; against null from no rules at all. Undefined until it is known. */
export function useRuleDiff(
  rules: Parameters<typeof diffRules>[0] | undefined,
  against: number | null | undefined,
): { readonly diffs: readonly RuleDiff[]; readonly counts: DiffCounts } | undefined {
  const trpc = useTRPC();
  const nameOf = useVenueNames();
  const asked = { enabled: typeof against === 'number' };
  const other = useQuery(trpc.rules.version.queryOptions({ version: against ?? 1 }, asked)).data;
  return useMemo(() => {
    const before = against === null ? [] : against === undefined ? undefined : other?.rules;
    if (rules === undefined || before === undefined) return undefined;
    const diffs = diffRules(before, rules, nameOf);
    return { diffs, counts: diffCounts(diffs) };
  }, [rules, against, other, nameOf]);
}

/** What is in force now, and how a version differs from it. Undefined until it is known what is. */
export function useAgainstInForce({
  rules,
}: Pick<RulesVersion, 'rules'>): { readonly inForce: string; readonly counts: DiffCounts | undefined } | undefined {
  const list = useRulesList().data;
  const inForce = list?.versions.find((row) => row.in_force);
  const diff = useRuleDiff(rules, list === undefined ? undefined : (inForce?.version ?? null));
  return list === undefined ? undefined : { inForce: list.in_force, counts: diff?.counts };
}
