import type { AppendOutcome } from '@fairlead/db/journal/journal-entry';
import type { Log, Publisher } from '../ports.ts';
import type { Meter } from './meter.ts';

/** What an alarm is given by. */
export interface AlarmPorts {
  readonly log: Log;
  readonly publisher: Publisher;
  readonly meter: Pick<Meter, 'journalRefused'>;
}

/** The order, and the entry of it that was not written. */
export interface RefusedEntry {
  readonly clientId: string;
  readonly orderPk: string;
  readonly orderId: string;
  /** Whether the journal holds the order at all. */
  readonly isKept: boolean;
  readonly outcome: Extract<AppendOutcome, { ok: false }>;
}

/** Tells people, in the log, on the stream and in the metrics, that the journal does not hold a step that it should. */
export function alarmJournal({ log, publisher, meter }: AlarmPorts, entry: RefusedEntry, message: string): void {
  const { clientId, orderPk, orderId, isKept, outcome } = entry;
  log.error({ orderPk, orderId, error: outcome.error, detail: outcome.detail }, message);
  meter.journalRefused(outcome.error);
  const about = { client_id: clientId, order_pk: isKept ? orderPk : null, order_id: orderId, venue_id: null };
  publisher.publish('ALERT', { severity: 'CRITICAL', code: outcome.error, message, ...about });
}
