import { z } from 'zod';

/** An id, as long as its column: printable ASCII without spaces, so that it has one spelling everywhere. */
export function identifier(most: number) {
  return z
    .string()
    .max(most)
    .regex(/^[\x21-\x7e]+$/, 'printable ASCII without spaces');
}

/** An id that a URL path can carry: clients and proxies take `.` and `..` between slashes for the way up, percent-encoded too. */
export function pathIdentifier(most: number) {
  return identifier(most).refine(
    (id) => !hasDotSegment(id),
    "a URL path cannot carry it: '.' and '..' between slashes mean another path",
  );
}

function hasDotSegment(id: string): boolean {
  const read = id.replaceAll(/%2e/gi, '.').replaceAll(/%2f|%5c|\\/gi, '/');
  return read.split('/').some((segment) => segment === '.' || segment === '..');
}

/** The first and the end (excluded) of what a time may be: whole microseconds of it are exact as a double, and every column holds it. */
const [TIME_LEAST, TIME_END] = [Date.UTC(1970, 0, 1), Date.UTC(2200, 0, 1)];

/** A moment as ISO 8601 with its offset, from 1970 to the end of 2199. */
export const instant = z.iso
  .datetime({ offset: true, abort: true, error: 'an ISO 8601 time with its offset, such as 2026-01-31T09:30:00Z' })
  .refine((text) => Date.parse(text) >= TIME_LEAST && Date.parse(text) < TIME_END, 'from 1970 to 2199');
