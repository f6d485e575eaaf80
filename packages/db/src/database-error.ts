import pg from 'pg';

/** SQLSTATE classes of trouble with the server or the way to it, not with what was asked of it. */
const PASSING_CLASSES: ReadonlySet<string> = new Set([
  '08', // connection
  '25', // e.g. a standby that takes no writes
  '40', // serialisation failure, deadlock
  '53', // disk full, out of memory, too many connections
  '57', // shut down by an administrator, crashed, cancelled
  '58', // system error
]);

/** A row that cannot even be put into words for the database: a programmer's error in one entry. */
export class UnwritableError extends Error {}

/** True where the same write may well succeed later: the connection or the server failed, not the statement. */
export function isPassing(error: unknown): boolean {
  if (error instanceof UnwritableError) return false;
  if (!(error instanceof pg.DatabaseError)) return true;
  return PASSING_CLASSES.has(error.code?.slice(0, 2) ?? '');
}

/** What went wrong in one line, with the constraint where one refused. */
export function errorLine(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const constraint = error instanceof pg.DatabaseError ? error.constraint : undefined;
  if (constraint !== undefined) return `${constraint}: ${error.message}`;
  // Where a name stands for several addresses, the reasons are one each, and there is none for all.
  if (error instanceof AggregateError && error.message === '') return error.errors.map(errorLine).join(', ');
  return error.message;
}
