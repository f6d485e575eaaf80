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
  readonly orderPk: string;
  readonly orderId: string;
  readonly outcome: Extract<AppendOutcome, { ok: false }>;
}

/** Tells people, in the log, on the stream and in the metrics, that the journal does not hold a step that it should. */
export function alarmJournal({ log, publisher, meter }: AlarmPorts, entry: RefusedEntry, message: string): void {
  const { orderPk, orderId, outcome } = entry;
  log.error({ orderPk, orderId, error: outcome.error, detail: outcome.detail }, message);
  meter.journalRefused(outcome.error);
  publisher.publish('ALERT', { severity: 'CRITICAL', code: outcome.error, message, order_id: orderId, venue_id: null });
}
