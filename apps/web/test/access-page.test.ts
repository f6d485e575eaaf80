import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { ROLE_SCOPES, role, type Scope, scope } from '@fairlead/contracts/access';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';

const APP = resolve(import.meta.dirname, '../src/app');
const HEAD = `# Who may do what on the console

Each procedure of the console, and each file that it gives or takes, asks for one scope; a person has those of their role. A test writes this page of the procedures and routes:
\`npx vitest run apps/web/test/access-page.test.ts -u\`; others ask for every one of them as every role and as nobody (\`procedure-access.test.ts\`, \`route-access.test.ts\`). What the
router asks for, and what each scope is, stands in [access.md](access.md).

● may, · may not. What reads shows people of a client what is theirs alone; what acts does so by the router with the person's own token, so that the router decides once more.
`;

beforeAll(() => {
  vi.stubEnv('DATABASE_URL', 'none');
  vi.stubEnv('ROUTER_URL', 'http://127.0.0.1:1');
  vi.stubEnv('WEB_URL', 'http://127.0.0.1:3000');
  vi.stubEnv('BETTER_AUTH_SECRET', 'a secret of more than thirty-two characters');
  vi.stubEnv('ROUTER_KEY', 'flk_of_the_console');
});
afterAll(() => vi.unstubAllEnvs());

const row = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly string[])[]) => [
  row(head),
  `|${head.map(() => '---|').join('')}`,
  ...rows.map(row),
];
const code = (text: string) => `\`${text}\``;
const marks = (wanted: Scope) => role.options.map((each) => (ROLE_SCOPES[each].includes(wanted) ? '●' : '·'));

/** The files that are given or taken beside procedures, with the scope that each names to `admit`. */
function files(): [path: string, method: string, wanted: Scope][] {
  const routes = readdirSync(APP, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('/route.ts'));
  return routes.toSorted().flatMap((file) => {
    const text = readFileSync(resolve(APP, file), 'utf8');
    const named = /\badmit\([^;]*'([\w:]+)'\)/.exec(text)?.[1];
    if (named === undefined) return [];
    const path = file.replace(/\/route\.ts$/, '').replaceAll(/\[(\w+)\]/g, '{$1}');
    const methods = [...text.matchAll(/export async function (GET|POST|PUT|PATCH|DELETE)\b/g)];
    return methods.map(([, method]): [string, string, Scope] => [`/${path}`, String(method), scope.parse(named)]);
  });
}

it('docs/access-console.md says of every procedure and file which roles have its scope', async () => {
  const { appRouter } = await import('@/server/app-router');
  const procedures = Object.entries(appRouter._def.procedures).map(([path, { _def }]) => {
    const wanted = scope.parse(_def.meta?.scope);
    return [code(path), _def.type, code(wanted), ...marks(wanted)];
  });
  expect(files().length).toBeGreaterThan(6);
  const page = [
    HEAD,
    '## Procedures\n',
    ...table(
      ['procedure', 'kind', 'scope', ...role.options],
      procedures.toSorted((a, b) => (String(a[0]) < String(b[0]) ? -1 : 1)),
    ),
    '\n## Files\n',
    ...table(
      ['file', 'scope', ...role.options],
      files().map(([path, method, wanted]) => [code(`${method} ${path}`), code(wanted), ...marks(wanted)]),
    ),
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot('../../../docs/access-console.md');
});
