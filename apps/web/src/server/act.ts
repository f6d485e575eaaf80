import 'server-only';
import type { Scope } from '@fairlead/contracts/access';
import { problem } from '@fairlead/contracts/problem';
import { TRPCError } from '@trpc/server';
import { z } from 'zod';
import { type ActOutcome, actInput } from '@/rows/act-outcome';
import { tokenFor } from './router-api/call-router';
import { sendToRouter } from './router-api/send-to-router';
import { procedureFor, signedOut } from './trpc';

/** A procedure that changes something: for whoever has the scope, from the console itself, with a reason, and done once for its key. Its output is an `actOutcome`. */
export const actFor = (scope: Scope) => procedureFor(scope).input(actInput);

/** What the router is asked to do. */
interface Act {
  readonly method: 'POST' | 'PATCH' | 'DELETE';
  /** Below /api/v1/smart-routing. */
  readonly path: string;
  readonly body: object;
  /** How long an answer is waited for, where that is longer than usual. */
  readonly timeoutMs?: number;
}

const answered = z.object({
  audit_id: z.uuid(),
  version: z.number().exactOptional(),
  id: z.string().exactOptional(),
});
const STRANGE = 'The router answered in a shape that this console does not know.';

/**
 * Asks the router to act, with the person's own token, so that its own gate and audit decide. Tells what is known of it then, and never that it was
 * refused where that is not certain.
 */
export async function act(headers: Headers, asked: Act): Promise<ActOutcome> {
  const token = await tokenFor(headers).catch(() => null);
  if (token === null) return { kind: 'NOT_SENT', says: 'Who you are could not be checked just now.' };
  const sent = await sendToRouter({ ...asked, token });
  if (sent.kind === 'UNREACHED') return { kind: 'NOT_SENT', says: 'The router cannot be reached.' };
  if (sent.kind === 'SILENT') return { kind: 'UNKNOWN', says: 'The router was asked and has not answered.' };
  if (sent.status < 300) {
    const done = answered.safeParse(sent.body);
    return done.success ? { kind: 'DONE', ...done.data } : { kind: 'UNKNOWN', says: STRANGE };
  }
  return outcomeOf(sent.status, sent.body);
}

/** Only a problem of the router's own says that nothing was done; what broke on the way there says nothing. */
function outcomeOf(status: number, body: unknown): ActOutcome {
  if (status === 401) throw signedOut();
  const told = problem.safeParse(body);
  if (!told.success) return { kind: 'UNKNOWN', says: `The router answered ${status}, and not why.` };
  const { code, detail, errors, sent, audit_id } = told.data;
  if (code === 'NOT_DURABLE') return { kind: 'NOT_DURABLE', sent: sent ?? false, audit_id: audit_id ?? null };
  if (status === 500 || status > 503) return { kind: 'UNKNOWN', says: detail };
  const faults = errors.map(({ path, code: fault, message }) => ({ path, code: fault, says: sentence(message) }));
  const says = [detail, ...faults.map((fault) => fault.says)].join(' ');
  return { kind: 'REFUSED', code, says, ...(faults.length === 0 ? {} : { faults }) };
}

/** What the router says of one field, as a sentence among others. */
function sentence(message: string): string {
  const whole = message.endsWith('.') ? message : `${message}.`;
  return whole.charAt(0).toUpperCase() + whole.slice(1);
}

/** What a person is told who acts on what is not there, or not theirs to see. */
export function notThere(what: string): TRPCError {
  return new TRPCError({ code: 'NOT_FOUND', message: `There is no ${what} of this id.` });
}
