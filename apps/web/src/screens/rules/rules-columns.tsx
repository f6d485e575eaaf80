import type { RulesVersionSummary } from '@fairlead/contracts/rules';
import { Badge } from '@fairlead/ui/badge';
import type { Column } from '@fairlead/ui/column';
import { formatEt, formatEtDate, Time } from '@fairlead/ui/time';
import Link from 'next/link';
import { authorWords } from '@/words/author-words';
import { RULES_STATES } from '@/words/rules-state-words';

type Row = RulesVersionSummary;

const dated = (iso: string | null): string | null =>
  iso === null ? null : `${formatEtDate(Date.parse(iso))} ${formatEt(Date.parse(iso))}`;

/** A column of moments. */
function timeColumn(
  column: Pick<Column<Row>, 'id' | 'header'> & Pick<Partial<Column<Row>>, 'priority' | 'hint'>,
  of: (row: Row) => string | null,
): Column<Row> {
  const cell = (row: Row) => {
    const iso = of(row);
    return iso === null ? '–' : <Time atMs={Date.parse(iso)} withDate short />;
  };
  return { ...column, unit: 'ET', width: 168, value: (row) => dated(of(row)), cell };
}

/** What a list of versions tells of each. */
export const RULES_COLUMNS: readonly Column<Row>[] = [
  {
    id: 'version',
    header: 'Version',
    width: 92,
    priority: 1,
    pressable: true,
    value: (row) => row.version,
    cell: (row) => (
      <Link
        href={`/rules/${row.version}`}
        className="font-mono text-accent hover:underline"
        onClick={(event) => event.stopPropagation()}
      >
        {row.name}
      </Link>
    ),
  },
  {
    id: 'state',
    header: 'State',
    width: 132,
    priority: 1,
    value: ({ state }) => RULES_STATES[state].name,
    cell: ({ state }) => <Badge tone={RULES_STATES[state].tone}>{RULES_STATES[state].name}</Badge>,
  },
  { id: 'rules', header: 'Rules', width: 62, align: 'right', priority: 2, value: (row) => row.rule_count },
  timeColumn(
    { id: 'effective', header: 'Effective', priority: 2, hint: 'From when it holds, or has held last' },
    (row) => row.effective_at,
  ),
  { id: 'author', header: 'Written by', width: 170, priority: 2, value: authorWords },
  { id: 'approver', header: 'Approved by', width: 170, priority: 3, value: (row) => row.approver },
  { id: 'reason', header: 'Why', width: 150, grow: true, priority: 3, value: (row) => row.reason },
  timeColumn({ id: 'changed', header: 'Last step', priority: 3 }, (row) => row.updated_at),
  timeColumn({ id: 'simulated', header: 'Simulated', priority: 4 }, (row) => row.simulated_at),
  timeColumn({ id: 'retired', header: 'Retired', priority: 4 }, (row) => row.retired_at),
];
