'use client';

import { Button } from '@fairlead/ui/button';
import { StatusDot } from '@fairlead/ui/status-dot';
import { AlertSubject } from './alert-bell';
import type { Notices } from './use-notices';

const SHOWN_MAX = 2;

/** Grave alerts, over every screen until somebody acknowledges them or what they warn of is over. */
export function CriticalAlerts({ notices: { open, acknowledge } }: { notices: Notices }) {
  const critical = open.filter(({ severity }) => severity === 'CRITICAL');
  if (critical.length === 0) return null;
  const more = critical.length - SHOWN_MAX;
  return (
    <section
      aria-label="Critical alerts"
      className="fixed right-4 bottom-4 z-30 flex w-[min(360px,calc(100vw-32px))] flex-col gap-2 max-lg:bottom-14"
    >
      {critical.slice(0, SHOWN_MAX).map((alert) => (
        <div
          key={alert.seq}
          role="alert"
          className="flex gap-2.5 rounded-md border border-stopped bg-raised px-3 py-2.5 text-xs shadow-(--shadow)"
        >
          <span className="mt-1 flex">
            <StatusDot tone="stopped" />
          </span>
          <div className="flex min-w-0 flex-1 flex-col gap-1.5">
            <p className="font-mono text-2xs text-stopped">{alert.code}</p>
            <p className="text-fg">{alert.message}</p>
            <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
              <AlertSubject alert={alert} />
              <Button size="sm" className="ml-auto" onClick={() => acknowledge([alert.seq])}>
                Acknowledge
              </Button>
            </div>
          </div>
        </div>
      ))}
      {more > 0 && (
        <p className="self-end rounded-md border border-line bg-raised px-2 py-1 text-xs text-muted">
          and {more} more in the alerts
        </p>
      )}
    </section>
  );
}
