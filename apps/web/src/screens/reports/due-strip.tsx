'use client';

import { classNames } from '@fairlead/ui/class-names';
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
    <ul aria-label="What is due" className="min-h-9 border-b border-line px-4 py-2 text-sm">
      {data?.length === 0 && (
        <li className="text-muted">
          Nobody has said who the firm is, so that nothing is due.{' '}
          <Link href="/reports?view=firm" className="text-accent underline">
            Say who it is
          </Link>
        </li>
      )}
      {data?.map((due) => (
        <li key={`${due.kind} ${due.run?.id ?? ''}`} className={toneOf(due)}>
          {dueWords(due)}{' '}
          {due.run !== null && (
            <Link href={`/reports/${due.run.id}`} className="text-accent underline">
              Open it
            </Link>
          )}
        </li>
      ))}
    </ul>
  );
}

function toneOf({ run, days_left: left }: ReportDue): string {
  if (run?.state === 'PUBLISHED') return 'text-muted';
  return classNames(left < 0 && 'text-stopped', left >= 0 && left <= SOON_DAYS && 'text-degraded');
}
