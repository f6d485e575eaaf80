import { classNames } from '@fairlead/ui/class-names';
import { Time } from '@fairlead/ui/time';
import type { ReportRun } from '@/rows/report-run';
import { formatQuantity } from '@/words/figures';
import { askedBy, madeIn } from '@/words/report-words';

interface Step {
  readonly title: string;
  readonly atMs: number | null;
  readonly says: string;
  readonly state: 'done' | 'now' | 'ahead' | 'failed';
}

const MARKS: Readonly<Record<Step['state'], string>> = {
  done: 'bg-good border-good',
  now: 'border-accent bg-bg',
  ahead: 'border-line-strong bg-bg',
  failed: 'bg-stopped border-stopped rounded-none',
};

/** The way of a report: asked for, made, approved, published, each with who and when. */
export function ReportWay({ run }: { readonly run: ReportRun }) {
  return (
    <ol aria-label="Way of the report" className="grid border-t border-line sm:grid-cols-2 lg:grid-cols-4">
      {stepsOf(run).map((step, index) => (
        <li
          key={step.title}
          aria-current={step.state === 'now' ? 'step' : undefined}
          className={classNames(
            'flex min-w-0 gap-2 px-4 py-2',
            index > 0 && 'max-sm:border-t max-sm:border-line lg:border-l lg:border-line',
            index === 1 && 'sm:max-lg:border-l sm:max-lg:border-line',
            index === 3 && 'sm:max-lg:border-l sm:max-lg:border-line',
            index >= 2 && 'sm:max-lg:border-t sm:max-lg:border-line',
          )}
        >
          <span
            aria-hidden="true"
            className={classNames('mt-[5px] size-[9px] shrink-0 rounded-full border-2', MARKS[step.state])}
          />
          <span className="min-w-0">
            <span className="flex flex-wrap items-baseline gap-x-2 text-sm">
              <span className={step.state === 'ahead' ? 'text-muted' : 'font-medium'}>{step.title}</span>
              {step.atMs !== null && (
                <span className="text-2xs text-faint">
                  <Time atMs={step.atMs} withDate short /> ET
                </span>
              )}
            </span>
            <span className="block text-xs break-words text-muted">{step.says}</span>
          </span>
        </li>
      ))}
    </ol>
  );
}

function stepsOf(run: ReportRun): readonly Step[] {
  return [
    { title: 'Asked for', atMs: run.requested.at_ms, says: `by ${askedBy(run)}`, state: 'done' },
    madeStep(run),
    approvedStep(run),
    publishedStep(run),
  ];
}

function madeStep(run: ReportRun): Step {
  const { state, done_at_ms: atMs, items, as_of_position: position } = run;
  if (state === 'FAILED') return { title: 'Failed', atMs: null, says: `at attempt ${run.attempt}`, state: 'failed' };
  if (state === 'QUEUED') return { title: 'Made', atMs: null, says: 'waits its turn', state: 'now' };
  if (state === 'RUNNING') return { title: 'Made', atMs: null, says: 'is being made', state: 'now' };
  const time = madeIn(run);
  const rows = `of ${formatQuantity(items ?? 0)} rows, as the journal stood at ${formatQuantity(position ?? 0)}`;
  return { title: 'Made', atMs, says: time === null ? rows : `in ${time} ${rows}`, state: 'done' };
}

function approvedStep({ state, approved, requested, is_of_calendar: isOfCalendar }: ReportRun): Step {
  if (approved !== null) {
    const why = approved.reason === '' ? '' : `: ${approved.reason}`;
    return { title: 'Approved', atMs: approved.at_ms, says: `by ${approved.by}${why}`, state: 'done' };
  }
  const says = isOfCalendar ? 'by one person; another one publishes it' : `by another person than ${requested.by}`;
  return { title: 'Approved', atMs: null, says, state: state === 'DONE' ? 'now' : 'ahead' };
}

function publishedStep({ state, published, approved, not_published_by: barred }: ReportRun): Step {
  if (published !== null)
    return { title: 'Published', atMs: published.at_ms, says: `by ${published.by}; kept as it is`, state: 'done' };
  const where = 'said when it stands where everybody can read it';
  const says = barred === null || approved === null ? where : `${where}, by another person than ${approved.by}`;
  return { title: 'Published', atMs: null, says, state: state === 'APPROVED' ? 'now' : 'ahead' };
}
