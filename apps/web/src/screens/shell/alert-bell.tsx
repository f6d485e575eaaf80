'use client';

import { Badge } from '@fairlead/ui/badge';
import { Button } from '@fairlead/ui/button';
import { Popover } from '@fairlead/ui/popover';
import Link from 'next/link';
import { ageWords, bellLabel, SEVERITIES } from '@/words/notice-words';
import type { ListedAlert } from './alert-list';
import type { Notices } from './use-notices';
import { useNow } from './use-now';

/** How many alerts wait for this person; at a press all of them, the newest first. */
export function AlertBell({ notices }: { notices: Notices }) {
  const { open } = notices;
  const critical = open.filter(({ severity }) => severity === 'CRITICAL').length;
  return (
    <Popover
      label="Alerts"
      trigger={
        <Button look="quiet" className="px-1.5" aria-label={bellLabel(open.length, critical)}>
          <Bell />
          <span className={critical > 0 ? 'figures font-semibold text-stopped' : 'figures'}>{open.length}</span>
        </Button>
      }
    >
      <AlertsSheet notices={notices} />
    </Popover>
  );
}

function AlertsSheet({ notices: { alerts, open, isAcknowledged, acknowledge } }: { notices: Notices }) {
  const nowMs = useNow();
  return (
    <div className="flex flex-col gap-2">
      <div className="flex items-center justify-between gap-2">
        <h2 className="text-sm font-semibold">Alerts</h2>
        <Button size="sm" disabled={open.length === 0} onClick={() => acknowledge(open.map(({ seq }) => seq))}>
          Acknowledge all
        </Button>
      </div>
      {alerts.length === 0 ? (
        <p className="py-3 text-muted">None since the router started. What needs a person appears here.</p>
      ) : (
        <ul aria-label="Alerts, newest first" className="flex flex-col">
          {alerts.map((alert) => (
            <AlertItem
              key={alert.seq}
              alert={alert}
              ageMs={nowMs === null ? null : nowMs - alert.at_ms}
              isDone={isAcknowledged(alert)}
              onAcknowledge={() => acknowledge([alert.seq])}
            />
          ))}
        </ul>
      )}
      <p className="text-faint">You acknowledge for yourself, in this tab; it is not recorded.</p>
    </div>
  );
}

interface AlertItemProps {
  readonly alert: ListedAlert;
  readonly ageMs: number | null;
  readonly isDone: boolean;
  readonly onAcknowledge: () => void;
}

function AlertItem({ alert, ageMs, isDone, onAcknowledge }: AlertItemProps) {
  const { word, tone } = SEVERITIES[alert.severity];
  const isOpen = !isDone && !alert.isOver && alert.severity !== 'INFO';
  return (
    <li className="flex flex-col gap-1 border-t border-line py-2">
      <div className="flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone={alert.isOver ? 'neutral' : tone}>{word}</Badge>
        <span className="font-mono text-2xs text-muted">{alert.code}</span>
        {alert.isOver && <span className="text-muted">over</span>}
        <time dateTime={isoOf(alert.at_ms)} title={isoOf(alert.at_ms)} className="figures ml-auto text-faint">
          {ageMs === null ? '' : ageWords(ageMs)}
        </time>
      </div>
      <p className={isOpen ? 'text-fg' : 'text-muted'}>{alert.message}</p>
      <div className="flex flex-wrap items-center gap-x-3 gap-y-1">
        <AlertSubject alert={alert} />
        {isOpen && (
          <Button size="sm" className="ml-auto" onClick={onAcknowledge}>
            Acknowledge
          </Button>
        )}
      </div>
    </li>
  );
}

const isoOf = (atMs: number): string => new Date(atMs).toISOString();

/** What it is about, with the way there. */
export function AlertSubject({ alert }: { alert: ListedAlert }) {
  const { order_pk: orderPk, order_id: orderId, venue_id: venueId } = alert;
  return (
    <>
      {orderPk !== null && (
        <Link href={`/orders/${orderPk}`} className="max-w-full truncate text-accent hover:underline">
          Order {orderId ?? orderPk}
        </Link>
      )}
      {orderPk === null && orderId !== null && <span className="max-w-full truncate">Order {orderId}</span>}
      {venueId !== null && <span className="font-mono text-muted">{venueId}</span>}
    </>
  );
}

function Bell() {
  return (
    <svg width="14" height="14" viewBox="0 0 14 14" aria-hidden="true" fill="none" stroke="currentColor">
      <path d="M3 10 V6.5 a4 4 0 0 1 8 0 V10 l1 1 H2 z M5.7 12.6 h2.6" strokeWidth="1.2" strokeLinejoin="round" />
    </svg>
  );
}
