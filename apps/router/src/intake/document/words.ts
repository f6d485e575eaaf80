import type { ApiDocument, ApiHeader, ApiOperation, ApiResponse } from './api-document.ts';
import { problemAnswers, REJECT_CODES, REJECT_CODES_NAME } from './documented-problems.ts';
import type { AnswerHeader, Operation } from './operation.ts';
import { OPERATION_GROUPS } from './operations.ts';

const HEADERS: Readonly<Record<AnswerHeader | 'X-Trace-Id' | 'Retry-After', ApiHeader>> = {
  'X-Trace-Id': {
    description: 'Names the request: the `trace_id` of a problem, and of the log.',
    schema: { type: 'string', pattern: '^[0-9a-f]{32}$' },
  },
  'Retry-After': {
    description: 'In how many seconds to ask again.',
    schema: { type: 'integer', minimum: 1 },
  },
  'Idempotent-Replay': {
    description: '`true` where this was asked before, and this is the answer of then. Absent otherwise.',
    schema: { type: 'string', enum: ['true'] },
  },
  'Journal-Position': {
    description: 'Where in the journal it is durable: what a list is given as `min_position` that is to show it.',
    schema: { type: 'integer', minimum: 0 },
  },
};

interface Said extends Operation {
  readonly tag: string;
}

const SAID = new Map(
  OPERATION_GROUPS.flatMap(({ tag, operations }) =>
    Object.entries(operations).map(([place, operation]): [string, Said] => [place, { ...operation, tag }]),
  ),
);

/** The document with what its readers are told beside the schemas: names, words, headers, and the problems of each operation. */
export function withWords(document: ApiDocument): ApiDocument {
  const paths = Object.entries(document.paths).map(([path, methods]) => [
    path,
    Object.fromEntries(
      Object.entries(methods).map(([method, operation]) => {
        const said = SAID.get(`${method.toUpperCase()} ${path}`);
        return [method, said === undefined ? operation : operationSaid(operation, said)];
      }),
    ),
  ]);
  const { components } = document;
  return {
    ...document,
    tags: OPERATION_GROUPS.map(({ tag, description }) => ({ name: tag, description })),
    paths: Object.fromEntries(paths),
    components: {
      ...components,
      headers: HEADERS,
      schemas: { ...components.schemas, [REJECT_CODES_NAME]: REJECT_CODES },
    },
  };
}

function operationSaid(operation: ApiOperation, said: Said): ApiOperation {
  const { id, tag, summary, description, problems = [], headers = [] } = said;
  const routes = Object.entries(operation.responses).filter(([status]) => status !== 'default');
  const answers = routes.map(([status, answer]): [string, ApiResponse] => [
    status,
    { ...answer, description: describedAnswer(status, answer), headers: headersSaid(status, headers) },
  ]);
  return {
    operationId: id,
    tags: [tag],
    summary,
    ...operation,
    description,
    responses: { ...problemAnswers(operation, problems), ...Object.fromEntries(answers) },
  };
}

function describedAnswer(status: string, { description }: ApiResponse): string {
  return description === UNSAID ? (ANSWERS[status] ?? 'Done.') : description;
}

/** What `@fastify/swagger` says where a route says nothing. */
const UNSAID = 'Default Response';
const ANSWERS: Readonly<Record<string, string>> = {
  200: 'Done, or found.',
  201: 'Made.',
  202: 'Taken: it is durable, and goes on.',
};

function headersSaid(status: string, named: readonly AnswerHeader[]): Record<string, ApiHeader> {
  const names = ['X-Trace-Id', ...(status.startsWith('2') ? named : [])];
  return Object.fromEntries(names.map((name) => [name, { $ref: `#/components/headers/${name}` }]));
}
