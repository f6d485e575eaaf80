'use client';

import { classNames } from '@fairlead/ui/class-names';
import { type DotTone, StatusDot } from '@fairlead/ui/status-dot';
import Link from 'next/link';
import type { ReportDue } from '@/rows/report-run';
import { dueWords } from '@/words/report-words';
import { useReportsDue } from './use-reports';

/** From so many days before the last one on it is said with colour. */
const SOON_DAYS = 10;

/** What is to be published of the time that ended last and what customers are to have, and where each stands. */
export function DueStrip() {
  const { data } = useReportsDue();
  return (
    <ul
      aria-label="What is due"
      className="max-h-44 min-h-9 max-sm:max-h-72 shrink-0 overflow-y-auto border-b border-line py-1 text-xs"
    >
      {data?.length === 0 && (
        <li className="px-4 py-1 text-muted">
          Nobody has said who the firm is, so that nothing is due.{' '}
          <Link href="/reports?view=firm" className="text-accent underline">
            Say who it is
          </Link>
        </li>
      )}
      {data?.map((due) => (
        <DueLine key={`${due.kind} ${due.run?.id ?? ''}`} due={due} />
      ))}
    </ul>
  );
}

const COLORS: Readonly<Record<DotTone, string>> = {
  good: 'text-muted',
  idle: 'text-muted',
  degraded: 'text-degraded',
  stopped: 'text-stopped',
};

function DueLine({ due }: { readonly due: ReportDue }) {
  const { what, by, standing } = dueWords(due);
  const tone = toneOf(due);
  return (
    <li className="flex gap-2 px-4 py-[3px]">
      <span className="mt-[5px] flex shrink-0">
        <StatusDot tone={tone} />
      </span>
      <span className="grid min-w-0 flex-1 gap-x-4 sm:grid-cols-[minmax(0,1fr)_300px_150px]">
        {due.run === null ? (
          <span>{what}</span>
        ) : (
          <Link href={`/reports/${due.run.id}`} className="min-w-0 text-accent hover:underline sm:truncate">
            {what}
          </Link>
        )}
        <span className={classNames('figures', COLORS[tone])}>{by}</span>
        <span className="text-muted">{standing}</span>
      </span>
    </li>
  );
}

function toneOf({ run, days_left: left }: ReportDue): DotTone {
  if (run?.state === 'PUBLISHED') return 'good';
  if (left < 0) return 'stopped';
  return left <= SOON_DAYS ? 'degraded' : 'idle';
}
