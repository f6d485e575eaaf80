import type { Problem } from '@fairlead/contracts/problem';
import { REJECT_MESSAGES } from '@fairlead/core/order/reject-code';
import { RULE_REFUSALS } from '@fairlead/core/rules/rule-state';
import type { FastifyReply, FastifyRequest } from 'fastify';

/** Every problem that is not a refused order: code, status, and the sentence that goes with it. The list is closed. */
export const PROBLEMS = {
  MALFORMED_JSON: [400, 'The body is not JSON.'],
  INVALID_REQUEST: [400, 'The request does not have the right shape; each fault is in errors.'],
  UNAUTHENTICATED: [401, 'Send an API key or a console token: Authorization: Bearer …, or X-API-Key.'],
  FORBIDDEN: [403, 'The key or role does not have the scope that this needs.'],
  NOT_FOUND: [404, 'There is nothing here by that name, or it is not yours to see.'],
  METHOD_NOT_ALLOWED: [405, 'This address does not take this method.'],
  ORDER_CONFLICT: [409, 'This order_id was used before with another body.'],
  ORDER_ENDED: [409, 'The order has ended already.'],
  RULES_WRONG_STATE: [409, RULE_REFUSALS.RULES_WRONG_STATE],
  RULES_NOT_SIMULATED: [409, RULE_REFUSALS.RULES_NOT_SIMULATED],
  RULES_CHANGED: [409, RULE_REFUSALS.RULES_CHANGED],
  SELF_APPROVAL: [409, RULE_REFUSALS.SELF_APPROVAL],
  SELF_ROLLBACK: [409, RULE_REFUSALS.SELF_ROLLBACK],
  NOT_THE_AUTHOR: [409, RULE_REFUSALS.NOT_THE_AUTHOR],
  NEVER_ACTIVE: [409, RULE_REFUSALS.NEVER_ACTIVE],
  BODY_TOO_LARGE: [413, 'The body is larger than 256 KiB.'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'Send application/json.'],
  ORDER_REJECTED: [422, 'The order was refused.'],
  RULES_INVALID: [422, 'The rules are not sound; each fault is in errors.'],
  EFFECTIVE_AT_PASSED: [422, RULE_REFUSALS.EFFECTIVE_AT_PASSED],
  UNKNOWN_CLIENT: [422, RULE_REFUSALS.UNKNOWN_CLIENT],
  RATE_LIMITED: [429, 'This key or client has asked more often than it may; come back after Retry-After.'],
  OVERLOADED: [503, 'More orders are under way than can be answered in time; this one was not taken.'],
  TOO_MANY_READERS: [503, 'As many streams are open as can be served.'],
  NOT_READY: [503, 'The router does not take orders yet; see /health/ready.'],
  JOURNAL_UNAVAILABLE: [503, 'The order could not be made durable, so it was not taken.'],
  ACCESS_UNAVAILABLE: [503, 'Who is asking cannot be checked now; the database or the console is away.'],
  INTERNAL: [500, 'Something is broken on our side; the trace_id finds it in the log.'],
} as const satisfies Record<string, readonly [number, string]>;

export type ProblemCode = keyof typeof PROBLEMS;
export type Fault = Problem['errors'][number];

/** What to say of a problem beyond its code. */
export interface ProblemDetail {
  /** A more exact code, for refused orders. */
  readonly code?: keyof typeof REJECT_MESSAGES;
  readonly detail?: string;
  readonly errors?: readonly Fault[];
  readonly retryAfterSeconds?: number;
}

/** Answers with an RFC 9457 problem document. */
export function sendProblem(reply: FastifyReply, problem: ProblemCode, more: ProblemDetail = {}): FastifyReply {
  const [status, title] = PROBLEMS[problem];
  const code = more.code ?? problem;
  const body: Problem = {
    type: `urn:fairlead:problem:${code.toLowerCase().replaceAll('_', '-')}`,
    title,
    status,
    detail: more.detail ?? (more.code === undefined ? title : REJECT_MESSAGES[more.code]),
    code,
    errors: [...(more.errors ?? [])],
    trace_id: String(reply.request.id),
  };
  const retryAfter = more.retryAfterSeconds ?? (status === 503 ? 1 : undefined);
  if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter));
  return reply.code(status).type('application/problem+json').send(JSON.stringify(body));
}

/** The problem that an error thrown by the server's own machinery stands for. */
export function problemOfError(error: { statusCode?: number; code?: string }): ProblemCode {
  if (error.code === 'FST_ERR_CTP_BODY_TOO_LARGE') return 'BODY_TOO_LARGE';
  if (error.code === 'FST_ERR_CTP_INVALID_MEDIA_TYPE') return 'UNSUPPORTED_MEDIA_TYPE';
  const status = error.statusCode ?? 500;
  if (status >= 500) return 'INTERNAL';
  return status === 404 ? 'NOT_FOUND' : 'MALFORMED_JSON';
}

/** Puts a trace id on every answer, so that a person can name the request. */
export function traceHeader(request: FastifyRequest, reply: FastifyReply): void {
  void reply.header('x-trace-id', String(request.id));
}
