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

/** What a way to the server that is broken or closed says. */
const BROKEN_WAY: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);
/** What the driver says of its own accord; these errors have no code. */
const BROKEN_CONNECTION =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Query read timeout)/;

/** True where the server is not there, or not taking questions: it was not asked wrongly, and may answer later. */
export function isAway(error: unknown): boolean {
  if (error instanceof pg.DatabaseError) return isPassing(error);
  if (error instanceof AggregateError) return error.errors.some(isAway);
  if (!(error instanceof Error)) return false;
  const code = 'code' in error && typeof error.code === 'string' ? error.code : '';
  return BROKEN_WAY.has(code) || BROKEN_CONNECTION.test(error.message);
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
