'use client';

import type { RoutingRule, RulesVersion } from '@fairlead/contracts/rules';
import { Badge } from '@fairlead/ui/badge';
import type { Column } from '@fairlead/ui/column';
import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useMemo } from 'react';
import { RULE_FIELDS } from '@/words/rule-fields';
import { forbidWords, listed, matchWords, wishWords } from '@/words/rule-words';
import type { NameOf } from '@/words/venue-words';
import { useVenueNames } from '../venue-names';

const ROWS_MAX = 12;
const WIDTHS: Readonly<Record<string, number>> = {
  rule_name: 170,
  priority: 74,
  enabled: 90,
  excludes: 190,
  caps: 200,
  prefers: 170,
  time: 170,
};
/** What a rule is about and what it does first; the rest where there is room. */
const FIRST = new Set(['rule_name', 'priority']);

/** The rules of a version: as sentences, and field by field. */
export function RulesSection({ version: { rules } }: { version: RulesVersion }) {
  const nameOf = useVenueNames();
  const columns = useMemo(() => columnsOf(rules, nameOf), [rules, nameOf]);
  return (
    <section aria-label="What it says" className="min-w-0 border-t border-line pt-1">
      <div className="flex min-h-8 items-center px-4">
        <SectionTitle
          title="What it says"
          note="taken in this order; what is forbidden adds up and always holds, what is wished fills in what an order does not say"
        />
      </div>
      <ol className="flex flex-col px-4 pb-2">
        {rules.map((rule) => (
          <RuleItem key={rule.rule_name} rule={rule} nameOf={nameOf} />
        ))}
      </ol>
      <DataTable
        name="Rules field by field"
        columns={columns}
        rows={rules}
        rowKey={(rule) => rule.rule_name}
        toolbar={
          <SectionTitle title="Field by field" note="a dash says nothing: it holds for every order, or leaves it be" />
        }
        rowsInSight={Math.min(ROWS_MAX, rules.length)}
        empty={<EmptyState title="It has no rules">A version has one rule at least.</EmptyState>}
      />
    </section>
  );
}

/** A rule as one would say it, with what it forbids apart from what it wishes. */
function RuleItem({ rule, nameOf }: { rule: RoutingRule; nameOf: NameOf }) {
  const forbids = forbidWords(rule, nameOf);
  const wishes = wishWords(rule, nameOf);
  return (
    <li className="grid gap-x-4 gap-y-0.5 border-b border-line/55 py-1.5 text-sm last:border-0 md:grid-cols-[minmax(0,220px)_minmax(0,1fr)]">
      <span className="flex min-w-0 items-baseline gap-2">
        <span className="figures shrink-0 text-2xs text-faint">{rule.priority}</span>
        <span className="min-w-0 font-medium break-words">{rule.rule_name}</span>
        {!rule.enabled && <Badge tone="degraded">switched off</Badge>}
      </span>
      <span className="min-w-0 break-words">
        {matchWords(rule)}
        {forbids.length > 0 && (
          <>
            {' '}
            <span className="text-muted">must:</span> {forbids.join('; ')}.
          </>
        )}
        {wishes.length > 0 && (
          <>
            {' '}
            <span className="text-muted">unless it says otherwise:</span> {listed(wishes)}.
          </>
        )}
      </span>
    </li>
  );
}

/** Columns for what at least one rule says. */
function columnsOf(rules: readonly RoutingRule[], nameOf: NameOf): readonly Column<RoutingRule>[] {
  const said = RULE_FIELDS.filter(({ id, text }) => FIRST.has(id) || rules.some((rule) => text(rule, nameOf) !== null));
  return said.map(({ id, label, part, text }) => ({
    id,
    header: label,
    width: WIDTHS[id] ?? 112,
    priority: FIRST.has(id) ? 1 : part === 'FORBID' ? 2 : part === 'MATCH' ? 3 : 4,
    ...(id === 'rule_name' ? { grow: true } : {}),
    ...(id === 'priority' ? { align: 'right' as const } : {}),
    value: (rule) => (id === 'priority' ? rule.priority : text(rule, nameOf)),
    cell: (rule) => {
      const words = text(rule, nameOf);
      return words === null ? '–' : <span title={words}>{words}</span>;
    },
  }));
}
