import type { JobRunView } from '@fairlead/contracts/job-history';
import { Badge } from '@fairlead/ui/badge';
import { classNames } from '@fairlead/ui/class-names';
import type { Column } from '@fairlead/ui/column';
import { formatEt, formatEtDate, Time } from '@fairlead/ui/time';
import { formatSpan } from '@/words/figures';
import { cameTo, causeWords, OUTCOMES } from '@/words/job-words';

/** When a try began. */
export function startedColumn<Row>(of: (row: Row) => JobRunView | null, header: string, priority: 1 | 2): Column<Row> {
  return {
    ...{ id: 'started', header, unit: 'ET', width: 168, priority },
    value: (row) => textOf(of(row)?.started_at ?? null),
    cell: (row) => <Moment at={of(row)?.started_at ?? null} />,
  };
}

/** How long a try took, or takes. */
export function tookColumn<Row>(of: (row: Row) => JobRunView | null): Column<Row> {
  return {
    ...{ id: 'took', header: 'Took', align: 'right', width: 84, priority: 2 },
    value: (row) => of(row)?.duration_ms ?? null,
    cell: (row) => {
      const took = of(row)?.duration_ms ?? null;
      return took === null ? '–' : formatSpan(took);
    },
  };
}

/** What a try came to, or why it failed. */
export function cameToColumn<Row>(of: (row: Row) => JobRunView | null, priority: 1 | 2): Column<Row> {
  return {
    ...{ id: 'came-to', header: 'Came to', width: 150, grow: true, priority },
    value: (row) => saidOf(of(row)),
    cell: (row) => <CameTo run={of(row)} />,
  };
}

/** What a list tells of each try. */
export const RUN_COLUMNS: readonly Column<JobRunView>[] = [
  startedColumn((run) => run, 'Began', 1),
  {
    id: 'outcome',
    header: 'Outcome',
    width: 88,
    priority: 1,
    value: ({ outcome }) => OUTCOMES[outcome].name,
    cell: ({ outcome }) => <Badge tone={OUTCOMES[outcome].tone}>{OUTCOMES[outcome].name}</Badge>,
  },
  tookColumn((run) => run),
  { id: 'attempt', header: 'Try', align: 'right', width: 48, priority: 3, value: ({ attempt }) => attempt },
  {
    id: 'cause',
    header: 'Why',
    width: 190,
    priority: 3,
    value: causeWords,
    cell: (run) => <span title={run.request?.reason}>{causeWords(run)}</span>,
  },
  cameToColumn((run) => run, 2),
];

function CameTo({ run }: { run: JobRunView | null }) {
  const said = saidOf(run);
  const isBad = run?.outcome === 'FAILED' || run?.outcome === 'BROKEN_OFF';
  return (
    <span title={said} className={classNames(isBad && 'text-stopped', said === 'nothing to do' && 'text-faint')}>
      {said === '' ? '–' : said}
    </span>
  );
}

function saidOf(run: JobRunView | null): string {
  return run === null ? '' : cameTo(run);
}

/** A time with its day; a dash where there is none. */
export function Moment({ at }: { at: string | null }) {
  return at === null ? '–' : <Time atMs={Date.parse(at)} withDate short />;
}

export function textOf(at: string | null): string | null {
  return at === null ? null : `${formatEtDate(Date.parse(at))} ${formatEt(Date.parse(at))}`;
}
