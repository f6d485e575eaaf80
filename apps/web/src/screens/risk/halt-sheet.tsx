'use client';

import { CopyId } from '@fairlead/ui/copy-id';
import { Dialog } from '@fairlead/ui/dialog';
import { Time } from '@fairlead/ui/time';
import type { ReactNode } from 'react';
import type { HaltRow } from '@/rows/halt-row';
import { whoWords } from '@/words/halt-words';
import { haltEffect, haltedWhat } from '@/words/notice-words';

/** All of one halt, where its row has no room for it. */
export function HaltSheet({ halt, onClose }: { halt: HaltRow | null; onClose: () => void }) {
  if (halt === null) return null;
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={`Halt of ${haltedWhat(halt)}`}
      description={halt.is_in_force ? `In force. ${haltEffect(halt)}` : 'Released.'}
    >
      <dl className="grid grid-cols-[auto_1fr] gap-x-4 gap-y-1.5 text-sm">
        {factsOf(halt).map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-muted">{name}</dt>
            <dd className="min-w-0 break-words">{value}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

function factsOf({ release, ...halt }: HaltRow): readonly (readonly [string, ReactNode])[] {
  return [
    ['Placed', <Moment key="at" atMs={halt.at_ms} />],
    ['By', whoWords(halt.actor)],
    ['Reason', halt.reason],
    ['Asked back', halt.cancel_all ? 'All that was open in it' : 'Nothing'],
    ...(release === null
      ? []
      : ([
          ['Released', <Moment key="at" atMs={Date.parse(release.at)} />],
          ['By whom', whoWords(release.actor)],
          ['Why', release.reason],
        ] as const)),
    ['Halt', <CopyId key="id" value={halt.halt_id} shown={36} label="halt" />],
  ];
}

function Moment({ atMs }: { atMs: number }) {
  return (
    <>
      <Time atMs={atMs} withDate /> ET
    </>
  );
}
