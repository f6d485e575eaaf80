import type { IncomingHttpHeaders } from 'node:http';
import { readExactJson } from '@fairlead/contracts/exact-json';
import { IntakeProblem } from './problem.ts';

const UTF8 = /^"?utf-?8"?$/i;

/**
 * Reads a body: JSON in UTF-8, a byte order mark allowed. No number is changed by being read: one that a double would change keeps its digits.
 * Throws the problem of one that cannot be read, that names a key twice with other values, or that holds a text no record can. Undefined for
 * an empty body, which some clients send with a DELETE.
 */
export function readJsonBody(bytes: Buffer, headers: IncomingHttpHeaders): unknown {
  const charset = /;\s*charset=([^;\s]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8';
  if (!UTF8.test(charset)) throw new IntakeProblem('UNSUPPORTED_MEDIA_TYPE', { detail: 'Only UTF-8 is read.' });
  if ((headers['content-encoding'] ?? 'identity') !== 'identity')
    throw new IntakeProblem('UNSUPPORTED_MEDIA_TYPE', { detail: 'Send the body without content-encoding.' });
  if (bytes.length === 0) return undefined;
  const read = readExactJson(textOf(bytes));
  if (!read.ok)
    throw new IntakeProblem('MALFORMED_JSON', { detail: `The body is not JSON that can be read: ${read.why}` });
  if (read.faults.length > 0) throw new IntakeProblem('INVALID_REQUEST', { errors: read.faults });
  return read.value;
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new IntakeProblem('MALFORMED_JSON', { detail: 'The body is not UTF-8.' });
  }
}
