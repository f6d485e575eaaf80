import type { Problem } from '@fairlead/contracts/problem';
import { REJECT_MESSAGES } from '@fairlead/core/order/reject-code';
import { LIMIT_REFUSALS } from '@fairlead/core/risk/limit-state';
import { RULE_REFUSALS } from '@fairlead/core/rules/rule-state';
import { isAway } from '@fairlead/db/database-error';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { traceIdOf } from './trace.ts';

/** Every problem that is not a refused order: code, status, and the sentence that goes with it. The list is closed. */
export const PROBLEMS = {
  MALFORMED_JSON: [400, 'The body is not JSON.'],
  MALFORMED_REQUEST: [400, 'The request is not HTTP that can be read.'],
  MALFORMED_URL: [400, 'The address holds an escape that stands for no text.'],
  INVALID_REQUEST: [400, 'The request does not have the right shape; each fault is in errors.'],
  UNAUTHENTICATED: [401, 'Send an API key or a console token: Authorization: Bearer …, or X-API-Key.'],
  FORBIDDEN: [403, 'The key or role does not have the scope that this needs.'],
  NOT_FOUND: [404, 'There is nothing here by that name, or it is not yours to see.'],
  METHOD_NOT_ALLOWED: [405, 'This address does not take this method.'],
  REQUEST_TIMEOUT: [408, 'The request did not arrive in time.'],
  ORDER_CONFLICT: [409, 'This order_id was used before with another body.'],
  ORDER_ENDED: [409, 'The order has ended already.'],
  ORDER_ENDING: [409, 'The end of the order has been asked for, and its venues are answering.'],
  ORDER_OURS: [409, 'This router executes the order; only of one that was routed alone executions are reported.'],
  EXECUTION_CONFLICT: [409, 'An execution was reported before by this venue and id, with another quantity or price.'],
  ORDER_ROUTED_ONLY: [
    409,
    'The order was only routed: this router sent nothing that it could cancel; it is yours to execute.',
  ],
  ACT_CONFLICT: [409, 'This idempotency_key was used before, to ask for something else.'],
  RULES_WRONG_STATE: [409, RULE_REFUSALS.RULES_WRONG_STATE],
  RULES_NOT_SIMULATED: [409, RULE_REFUSALS.RULES_NOT_SIMULATED],
  RULES_NOT_SUBMITTED: [409, RULE_REFUSALS.RULES_NOT_SUBMITTED],
  RULES_SIMULATING: [409, RULE_REFUSALS.RULES_SIMULATING],
  SIMULATION_STOPPED: [409, RULE_REFUSALS.SIMULATION_STOPPED],
  RULES_CHANGED: [409, RULE_REFUSALS.RULES_CHANGED],
  SELF_APPROVAL: [409, RULE_REFUSALS.SELF_APPROVAL],
  SELF_ROLLBACK: [409, RULE_REFUSALS.SELF_ROLLBACK],
  NOT_THE_AUTHOR: [409, RULE_REFUSALS.NOT_THE_AUTHOR],
  NEVER_ACTIVE: [409, RULE_REFUSALS.NEVER_ACTIVE],
  SAME_PERSON: [
    409,
    'Whoever wrote the limits does not approve them, and whoever placed a halt does not release it: another person does.',
  ],
  HALT_OVER: [409, 'The halt has been released already.'],
  LAST_ACCOUNT: [
    409,
    'A client without a list of accounts may trade for every account: the last one is not closed. Send accounts: [] to mean that.',
  ],
  JOB_ASKED_ALREADY: [409, 'This has been asked for already, and has not begun yet.'],
  JOB_NOT_SCHEDULED: [
    409,
    'Nobody schedules this job: it runs with what somebody asks of it. A run of it that failed can be tried again.',
  ],
  JOB_RUN_NOT_FAILED: [409, 'Only a run that failed or broke off is tried again.'],
  KEY_REVOKED: [409, 'The key has been revoked already.'],
  LIMITS_WRONG_STATE: [409, LIMIT_REFUSALS.LIMITS_WRONG_STATE],
  LIMITS_SUPERSEDED: [409, LIMIT_REFUSALS.LIMITS_SUPERSEDED],
  FIRM_NOT_NAMED: [
    409,
    'Nobody has said who the firm is on the last day of the period (for Rule 605: by which designated participant and code). Say it first.',
  ],
  REPORT_PERIOD_OPEN: [
    409,
    'The period is not over yet, or, for Rule 605, the week after it in which its orders are still followed; only of simulated orders there is a report before that.',
  ],
  REPORT_NOT_FAILED: [409, 'The report has not failed, so it is not made again.'],
  REPORT_NOT_DONE: [409, 'The report is not waiting for approval: it is still being made, has failed, or is approved.'],
  REPORT_NOT_APPROVED: [409, 'The report is not waiting for publication: it is not approved, or is published already.'],
  REPORT_SELF_APPROVAL: [409, 'Whoever asked for a report does not approve it: another person does.'],
  REPORT_SAME_PERSON: [
    409,
    'The calendar has asked for this report: whoever approved it does not publish it, another person does.',
  ],
  REPORT_HAS_BREAKS: [
    409,
    'Journal, rows, venues and drop copies do not say the same of the period: the report does not leave. Each kind of break that is open is in errors.',
  ],
  REPORT_IMPORT_WITHDRAWN: [
    409,
    'An import that the report counted has been withdrawn since: ask for the report anew. Which, its withdrawn_imports say.',
  ],
  IMPORT_NOT_UPLOADING: [409, 'The import takes no more parts: it has come whole, or was given up.'],
  IMPORT_PARTS_MISSING: [409, 'Parts of its files have not come yet; how many of each have, the import says.'],
  IMPORT_NOT_COMPLETE: [409, 'Only an import of orders that counts is withdrawn.'],
  IMPORT_NEEDED: [409, 'A later import that counts names orders or routes of this one: withdraw that one first.'],
  IMPORT_BUSY: [409, 'Another import is being loaded, which may name rows of this one: try again when it is done.'],
  REPORT_SELF_ASIDE: [409, 'Whoever asked for a report sets none of its breaks aside: another person does.'],
  REPORT_BREAK_STAYS: [
    409,
    'No break of this code is set aside: the record is against itself or does not know, so that what is made of it is wrong. Mend it, and ask for the report anew.',
  ],
  REPORT_BREAK_NOT_OPEN: [409, 'Not all of these are open breaks of this code: none of them was set aside.'],
  REPORT_HAS_FINDINGS: [
    409,
    'The report’s own check has found what no report leaves with: mend what it is made of, and ask for it anew. Each kind is in errors.',
  ],
  BODY_TOO_LARGE: [413, 'The body is larger than 256 KiB, or a part of a file than 1 MiB.'],
  URI_TOO_LONG: [414, 'The address is longer than 8 KiB.'],
  UNSUPPORTED_MEDIA_TYPE: [415, 'Send application/json; parts of a file as application/octet-stream.'],
  EXPECTATION_FAILED: [417, 'Of Expect, only 100-continue is understood.'],
  ORDER_REJECTED: [422, 'The order was refused.'],
  RULES_INVALID: [422, 'The rules are not sound; each fault is in errors.'],
  LIMITS_INVALID: [422, 'The limits are not sound; each fault is in errors.'],
  EFFECTIVE_AT_PASSED: [422, RULE_REFUSALS.EFFECTIVE_AT_PASSED],
  KEY_INVALID: [422, 'No key is made like this; each fault is in errors.'],
  HALT_INVALID: [422, 'The halt names what is not known here, or more than two things; each fault is in errors.'],
  UNKNOWN_CLIENT: [422, RULE_REFUSALS.UNKNOWN_CLIENT],
  UNKNOWN_CUSTOMER: [422, 'No order of the client names this customer.'],
  PART_LENGTH: [422, 'The part has not its length: 1 MiB each, the last one what is left of the file.'],
  REPORT_CHOICE_UNKNOWN: [422, 'The choice has no such value; what it can be is in GET /reports/choices.'],
  MEMBER_LISTS_INVALID: [422, 'The lists of members cannot be read; the first fault is in errors.'],
  RATE_LIMITED: [429, 'This key or client has asked more often than it may; come back after Retry-After.'],
  HEADERS_TOO_LARGE: [431, 'The headers, the address among them, are larger than the server takes.'],
  OVERLOADED: [503, 'More orders are under way than can be answered in time; this one was not taken.'],
  DISK_LOW: [
    503,
    'The disk is nearly full, so new orders are not taken; cancels and replacements are. See /health/ready.',
  ],
  TOO_MANY_READERS: [503, 'As many streams are open as can be served.'],
  NOT_READY: [503, 'The router does not take orders yet; see /health/ready.'],
  JOURNAL_UNAVAILABLE: [503, 'The order could not be made durable, so it was not taken.'],
  NOT_DURABLE: [503, 'It is not written down yet. It is when the journal is back; ask again, or send the same again.'],
  PROJECTION_LATE: [
    503,
    'Lists do not tell the journal up to min_position yet; ask again, or without it for what they tell now. Orders by their id are not late.',
  ],
  DATABASE_UNAVAILABLE: [503, 'The database is away, and this needs it; see /health/ready.'],
  ACCESS_UNAVAILABLE: [503, 'Who is asking cannot be checked now; the database or the console is away.'],
  JOURNAL_REFUSED: [500, 'The journal refused the record of this order, so it was not taken; people have been told.'],
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
  /** With NOT_DURABLE: whether what was asked has gone to the venues all the same. */
  readonly sent?: boolean;
  /** With NOT_DURABLE: the entry of the audit that tells of it once it is written. */
  readonly auditId?: string | undefined;
}

/** Why something was not done, where there is no reply at hand: what `sendProblem` is told. */
export type Refused = readonly [problem: ProblemCode, more?: ProblemDetail];

/** The problem of a request that cannot become one for a route; thrown where there is no reply at hand. */
export class IntakeProblem extends Error {
  readonly problem: ProblemCode;
  readonly more: ProblemDetail;

  constructor(problem: ProblemCode, more: ProblemDetail = {}) {
    super(problem);
    this.problem = problem;
    this.more = more;
  }
}

/** The RFC 9457 problem document. */
export function problemDocument(problem: ProblemCode, more: ProblemDetail, traceId: string): Problem {
  const [status, title] = PROBLEMS[problem];
  const code = more.code ?? problem;
  return {
    type: `urn:fairlead:problem:${code.toLowerCase().replaceAll('_', '-')}`,
    title,
    status,
    detail: more.detail ?? (more.code === undefined ? title : REJECT_MESSAGES[more.code]),
    code,
    errors: [...(more.errors ?? [])],
    trace_id: traceId,
    ...(more.sent === undefined ? {} : { sent: more.sent }),
    ...(more.auditId === undefined ? {} : { audit_id: more.auditId }),
  };
}

/** Answers with a problem document, which every route may instead of what its schema says. */
export function sendProblem(reply: FastifyReply, problem: ProblemCode, more: ProblemDetail = {}): FastifyReply {
  const body = problemDocument(problem, more, traceIdOf(reply.request));
  const retryAfter = more.retryAfterSeconds ?? (body.status === 503 ? 1 : undefined);
  if (retryAfter !== undefined) void reply.header('retry-after', String(retryAfter));
  return reply.code(body.status).type('application/problem+json').send(JSON.stringify(body));
}

/** The problem that an error thrown on the way to or in a route stands for. */
export function problemOfError(error: { statusCode?: number; code?: string }): IntakeProblem {
  if (error instanceof IntakeProblem) return error;
  if (isAway(error)) return new IntakeProblem('DATABASE_UNAVAILABLE');
  const known = error.code === undefined ? undefined : PROBLEM_OF_CODE[error.code];
  const status = error.statusCode ?? 500;
  return new IntakeProblem(known ?? (status >= 400 && status < 500 ? 'MALFORMED_REQUEST' : 'INTERNAL'));
}

const PROBLEM_OF_CODE: Readonly<Record<string, ProblemCode>> = {
  FST_ERR_BAD_URL: 'MALFORMED_URL',
  FST_ERR_MAX_PARAM_LENGTH: 'NOT_FOUND',
  FST_ERR_CTP_BODY_TOO_LARGE: 'BODY_TOO_LARGE',
  FST_ERR_CTP_INVALID_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  FST_ERR_NOT_FOUND: 'NOT_FOUND',
};

/** The faults of a malformed request, each at its own field. */
export function faultsOf(error: z.ZodError): Fault[] {
  return error.issues.flatMap((issue) => {
    const code = issue.code.toUpperCase();
    const at = (path: readonly PropertyKey[], message: string) => ({ path: path.map(String).join('.'), code, message });
    if (issue.code !== 'unrecognized_keys') return at(issue.path, issue.message);
    return issue.keys.map((key) => at([...issue.path, key], 'there is no such field'));
  });
}
