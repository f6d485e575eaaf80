'use client';

import { classNames } from '@fairlead/ui/class-names';
import Link from 'next/link';
import type { ReportDue } from '@/rows/report-run';
import { dueWords } from '@/words/report-words';
import { useReportFirm, useReportsDue } from './use-reports';

/** From so many days before the last one on it is said with colour. */
const SOON_DAYS = 10;

/** What is to be published of the time that ended last, and where it stands. */
export function DueStrip() {
  const { data } = useReportsDue();
  const firm = useReportFirm().data;
  const isUnnamed = firm !== undefined && firm.today === null;
  return (
    <ul aria-label="What is due" className="min-h-9 border-b border-line px-4 py-2 text-sm">
      {(data ?? []).map((due) => (
        <li key={due.kind} className={isUnnamed ? 'text-muted' : toneOf(due)}>
          {dueWords(due)}{' '}
          {due.run !== null && (
            <Link href={`/reports/${due.run.id}`} className="text-accent hover:underline">
              Open it
            </Link>
          )}
          {isUnnamed && (
            <>
              Nobody has said who the firm is.{' '}
              <Link href="/reports?view=firm" className="text-accent hover:underline">
                Say it
              </Link>
            </>
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
