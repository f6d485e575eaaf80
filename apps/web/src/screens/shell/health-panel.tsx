'use client';

import { Button } from '@fairlead/ui/button';
import { Popover } from '@fairlead/ui/popover';
import { StatusDot } from '@fairlead/ui/status-dot';
import { Time } from '@fairlead/ui/time';
import { useAway } from '@/live/use-away';
import type { SystemState } from '@/system/system-state';
import { type HealthLine, healthLines, healthSummary } from '@/words/health-words';
import { useSystem } from './use-system';

/** A dot for all of it; at a press each process and store, since when it is so, and which versions run. */
export function HealthPanel() {
  const state = useSystem();
  const lines = healthLines(state, useAway());
  const { tone, label } = healthSummary(lines);
  return (
    <Popover
      label="Health"
      trigger={
        <Button look="quiet" className="px-1.5" aria-label={`Health. ${label}`} title={label}>
          <StatusDot tone={tone} />
          <span className="max-xl:sr-only">Health</span>
        </Button>
      }
    >
      <Lines lines={lines} />
      {state !== undefined && <Facts state={state} />}
    </Popover>
  );
}

function Lines({ lines }: { lines: readonly HealthLine[] }) {
  return (
    <ul aria-label="Processes and stores" className="grid gap-1.5">
      {lines.map(({ name, tone, says, sinceMs }) => (
        <li key={name} className="grid grid-cols-[12px_64px_1fr_auto] items-baseline gap-1.5">
          <StatusDot tone={tone} />
          <span className="text-fg">{name}</span>
          <span className="figures text-muted">{says}</span>
          <span className="text-faint">
            {sinceMs !== null && (
              <>
                since <Time atMs={sinceMs} short withDate={isOfAnotherDay(sinceMs)} /> ET
              </>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}

function isOfAnotherDay(atMs: number): boolean {
  return new Date(atMs).toDateString() !== new Date().toDateString();
}

/** What was told last: versions and addresses. */
function Facts({ state: { lasting, present, told_at_ms: toldAtMs } }: { state: SystemState }) {
  if (lasting === null) return <p className="mt-3 text-faint">The router has told nothing of itself yet.</p>;
  const { versions, services } = lasting;
  const facts = [
    ['Release', versions.release],
    ['Engine', versions.engine],
    ['Model', versions.model],
    ['Rules', versions.rules],
    ...services.map(({ name, url }) => [name === 'router' ? 'Router at' : `${name} at`, url]),
    ['Open orders', present === null ? '–' : String(present.open_orders)],
  ] as const;
  return (
    <>
      <dl className="mt-3 grid grid-cols-[82px_1fr] gap-x-1.5 gap-y-1 border-t border-line pt-3">
        {facts.map(([name, value]) => (
          <div key={name} className="contents">
            <dt className="text-faint first-letter:uppercase">{name}</dt>
            <dd className="figures break-all text-muted">{value}</dd>
          </div>
        ))}
      </dl>
      {present === null && toldAtMs !== null && (
        <p className="mt-2 text-faint">
          As the router told at <Time atMs={toldAtMs} short /> ET.
        </p>
      )}
    </>
  );
}
