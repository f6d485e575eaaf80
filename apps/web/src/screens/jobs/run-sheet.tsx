'use client';

import type { JobRunView } from '@fairlead/contracts/job-history';
import { CopyId } from '@fairlead/ui/copy-id';
import { Dialog } from '@fairlead/ui/dialog';
import { Time } from '@fairlead/ui/time';
import type { ReactNode } from 'react';
import { formatSpan } from '@/words/figures';
import { cameTo, causeWords, jobTitle, OUTCOMES, queueWords } from '@/words/job-words';

/** All of one try, where its row has no room for it. */
export function RunSheet({ run, onClose }: { run: JobRunView | null; onClose: () => void }) {
  if (run === null) return null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`${jobTitle(run.job)}: ${OUTCOMES[run.outcome].name.toLowerCase()}`}
      description={cameTo(run)}
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
        {factsOf(run).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

function factsOf(run: JobRunView): readonly (readonly [string, ReactNode])[] {
  const { request } = run;
  return [
    ['Began', <Moment key="began" at={run.started_at} />],
    ['Ended', run.ended_at === null ? 'not known' : <Moment key="ended" at={run.ended_at} />],
    ['Took', run.duration_ms === null ? 'not known' : formatSpan(run.duration_ms)],
    ['Why', causeWords(run)],
    ...(request === null ? [] : ([['Reason', request.reason]] as const)),
    ['Try', `${run.attempt} of 5`],
    ['Queue', queueWords(run.queue)],
    ...Object.entries(run.facts ?? {}).map(
      ([name, value]) => [`· ${name.replaceAll('_', ' ')}`, JSON.stringify(value)] as const,
    ),
    ['Try’s id', <CopyId key="id" value={run.id} shown={36} label="try" />],
  ];
}

function Moment({ at }: { at: string }) {
  return (
    <>
      <Time atMs={Date.parse(at)} withDate /> ET
    </>
  );
}
