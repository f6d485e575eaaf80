import { REJECT_MESSAGES } from '@fairlead/core/order/reject-code';
import { PROBLEMS, type ProblemCode } from '../problem.ts';
import type { ApiHeader, ApiOperation, ApiResponse, ApiSchema } from './api-document.ts';

/** What any request may be refused with before a route sees it, with a status that no route uses for anything else. */
const BEFORE_ANY_ROUTE: readonly ProblemCode[] = [
  'METHOD_NOT_ALLOWED',
  'REQUEST_TIMEOUT',
  'URI_TOO_LONG',
  'EXPECTATION_FAILED',
  'HEADERS_TOO_LARGE',
];
const OF_ANY: readonly ProblemCode[] = ['MALFORMED_REQUEST', 'MALFORMED_URL', 'INVALID_REQUEST', 'INTERNAL'];
const OF_THE_GUARDED: readonly ProblemCode[] = [
  'UNAUTHENTICATED',
  'FORBIDDEN',
  'RATE_LIMITED',
  'ACCESS_UNAVAILABLE',
  'DATABASE_UNAVAILABLE',
];
const OF_A_BODY: readonly ProblemCode[] = ['MALFORMED_JSON', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'];
const TO_COME_BACK = new Set([429, 503]);

/** Why orders are refused: the shape that stands for the codes of `ORDER_REJECTED`. */
export const REJECT_CODES: ApiSchema = { type: 'string', enum: Object.keys(REJECT_MESSAGES) };
export const REJECT_CODES_NAME = 'RejectCode';

/** The answers of an operation that say why something was not done, by their status: each with the codes that it may have. */
export function problemAnswers(operation: ApiOperation, own: readonly ProblemCode[]): Record<string, ApiResponse> {
  const byStatus = new Map<number, ProblemCode[]>();
  for (const code of new Set([...own, ...commonTo(operation)])) {
    const [status] = PROBLEMS[code];
    byStatus.set(status, [...(byStatus.get(status) ?? []), code]);
  }
  const answers = [...byStatus].map(([status, codes]) => [String(status), answerOf(codes, headersOf(status))]);
  return { ...Object.fromEntries(answers), default: answerOf(BEFORE_ANY_ROUTE, headersOf(0)) };
}

function commonTo({ security, requestBody, parameters = [] }: ApiOperation): ProblemCode[] {
  return [
    ...OF_ANY,
    ...(security === undefined ? [] : OF_THE_GUARDED),
    ...(requestBody === undefined ? [] : OF_A_BODY),
    ...(parameters.some((each) => each.in === 'path') ? (['NOT_FOUND'] as const) : []),
  ];
}

function answerOf(codes: readonly ProblemCode[], headers: Record<string, ApiHeader>): ApiResponse {
  const code = codeSchema(codes);
  const schema = { allOf: [{ $ref: '#/components/schemas/Problem' }, { type: 'object', properties: { code } }] };
  return {
    description: codes.map((each) => `\`${each}\`: ${PROBLEMS[each][1]}`).join('\n\n'),
    headers,
    content: { 'application/problem+json': { schema } },
  };
}

/** The code of a refused order is the more exact one. */
function codeSchema(codes: readonly ProblemCode[]): ApiSchema {
  const named = codes.filter((code) => code !== 'ORDER_REJECTED');
  const rejects = { $ref: `#/components/schemas/${REJECT_CODES_NAME}` };
  if (named.length === codes.length) return { type: 'string', enum: named };
  return named.length === 0 ? rejects : { anyOf: [{ type: 'string', enum: named }, rejects] };
}

function headersOf(status: number): Record<string, ApiHeader> {
  const named = ['X-Trace-Id', ...(TO_COME_BACK.has(status) ? ['Retry-After'] : [])];
  return Object.fromEntries(named.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
