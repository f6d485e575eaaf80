import type { IncomingHttpHeaders } from 'node:http';
import { ExactNumber, plainDecimal } from '@fairlead/contracts/decimal';
import { parse } from 'lossless-json';
import { type Fault, IntakeProblem } from './problem.ts';

/** Levels of objects and lists in a body; no contract has more than six. */
const DEPTH_MOST = 32;
const FAULTS_MOST = 20;
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
  const body = parseExactJson(textOf(bytes));
  const faults = textFaults(body);
  if (faults.length > 0) throw new IntakeProblem('INVALID_REQUEST', { errors: faults });
  return body;
}

function textOf(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new IntakeProblem('MALFORMED_JSON', { detail: 'The body is not UTF-8.' });
  }
}

function parseExactJson(text: string): unknown {
  try {
    return parse(text, undefined, numberOf);
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message : 'it is nested too deeply.';
    throw new IntakeProblem('MALFORMED_JSON', { detail: `The body is not JSON: ${why.slice(0, 200)}` });
  }
}

/** A double where it is exactly the number that was written, in whatever form; its digits where it is not. */
function numberOf(digits: string): number | ExactNumber {
  const plain = plainDecimal(digits);
  const number = Number(digits);
  if (plain !== null && plainDecimal(String(number)) === plain) return number + 0;
  return new ExactNumber(plain ?? digits);
}

/** Every text (keys too) that PostgreSQL cannot hold or UTF-8 not write, by its path: what no record can keep is refused before it is read. */
export function textFaults(value: unknown): Fault[] {
  const faults: Fault[] = [];
  walk(value, [], faults);
  return faults;
}

function walk(value: unknown, path: readonly string[], faults: Fault[]): void {
  if (faults.length >= FAULTS_MOST) return;
  if (typeof value === 'string') return checkText(value, path, faults);
  if (typeof value !== 'object' || value === null) return;
  if (path.length >= DEPTH_MOST)
    throw new IntakeProblem('MALFORMED_JSON', { detail: `The body has more than ${DEPTH_MOST} levels.` });
  for (const [key, each] of Object.entries(value)) {
    checkText(key, [...path, key], faults);
    walk(each, [...path, key], faults);
  }
}

function checkText(text: string, path: readonly string[], faults: Fault[]): void {
  const message = text.includes('\0')
    ? 'holds U+0000'
    : /\p{Surrogate}/u.test(text)
      ? 'holds half of a character'
      : null;
  if (message !== null) faults.push({ path: path.join('.'), code: 'TEXT_INVALID', message });
}
