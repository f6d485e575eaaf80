import { ROLE_SCOPES, type Role, role, SCOPE_WORDS, type Scope, scope } from '@fairlead/contracts/access';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { benchApi } from './bench-api.ts';
import { BenchRouter } from './bench-router.ts';

const HEAD = `# Who may do what

Each endpoint of the router asks for a scope, and where it names more than one, any of them does. A person has the scopes of their role, a key those that it was given. A test writes
this page of the routes and of the one table of roles (\`packages/contracts/src/access.ts\`): \`npx vitest run apps/router/test/access-page.test.ts -u\`; another asks every endpoint
as every role and every scope (\`apps/router/test/access.test.ts\`). What the console asks for stands in [access-console.md](access-console.md).

● may, · may not. Beyond the scope, people and keys of a client reach what is theirs alone: orders, decisions, messages and keys of their client. Reports, imports and jobs tell of every
client, so that they are for the firm's own people, and for keys of the firm's own client.
`;

let app: Awaited<ReturnType<typeof benchApi>>;

beforeAll(async () => {
  app = await benchApi(new BenchRouter(), { decisions: [] });
  await app.ready();
});
afterAll(() => app.close());

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) => [
  row(head),
  `|${head.map(() => '---|').join('')}`,
  ...rows.map(row),
];
const mark = (may: boolean) => (may ? '●' : '·');
const code = (text: string) => `\`${text}\``;
const wordsOf = (asked: readonly Scope[] | null) => {
  if (asked === null) return 'none: anybody';
  return asked.length === scope.options.length ? 'any' : asked.map(code).join(', ');
};
const mayAny = (each: Role, scopes: readonly Scope[]) => scopes.some((wanted) => ROLE_SCOPES[each].includes(wanted));

it('docs/access.md says of every scope and every endpoint which roles have it', async () => {
  const scopes = scope.options.map((wanted) => [
    code(wanted),
    SCOPE_WORDS[wanted],
    ...role.options.map((each) => mark(ROLE_SCOPES[each].includes(wanted))),
  ]);
  const endpoints = app.scopedRoutes
    .filter(({ url }) => url !== '*')
    .toSorted((a, b) => (a.url === b.url ? (a.method < b.method ? -1 : 1) : a.url < b.url ? -1 : 1))
    .map(({ method, url, scopes: asked }) => [
      code(`${method} ${url.replaceAll(/:(\w+)/g, '{$1}')}`),
      wordsOf(asked),
      ...role.options.map((each) => mark(asked === null || mayAny(each, asked))),
    ]);
  const page = [
    HEAD,
    '## Scopes\n',
    ...table(['scope', 'may', ...role.options], scopes),
    '\n## Endpoints\n',
    ...table(['endpoint', 'scope', ...role.options], endpoints),
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot('../../../docs/access.md');
});
