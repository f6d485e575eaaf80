import { REJECT_MESSAGES } from '@fairlead/core/order/reject-code';
import { RULE_FAULTS } from '@fairlead/core/rules/validate-rules';
import { expect, it } from 'vitest';
import { PROBLEMS } from '../src/intake/problem.ts';

const HEAD = `# Problems

Every answer that is not the one asked for is an [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) problem document: \`code\` is one of these, \`errors\` names each
faulty field by its path (\`manual_allocations.1.quantity\`), \`trace_id\` finds the request in the router's log. Codes never change their meaning. A test writes this page:
\`npx vitest run apps/router/test/problem-page.test.ts -u\`.

A 4xx is about the request: the same again gets the same, but for 429, which says when to come back. A 503 says so too: nothing was taken. A 500 is our fault.
`;

it('docs/problems.md lists every code with its status and its sentence', async () => {
  const row = (cells: readonly unknown[]) =>
    `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
  const problems = Object.entries(PROBLEMS)
    .filter(([code]) => code !== 'ORDER_REJECTED')
    .sort(([, [a]], [, [b]]) => a - b)
    .map(([code, [status, sentence]]) => row([status, `\`${code}\``, sentence]));
  const rejects = Object.entries(REJECT_MESSAGES).map(([code, sentence]) => row([`\`${code}\``, sentence]));
  const faults = Object.entries(RULE_FAULTS).map(([code, sentence]) => row([`\`${code}\``, sentence]));
  const page = [
    HEAD,
    '| status | code | |',
    '|---|---|---|',
    ...problems,
    '\n## Orders that are refused (422)\n',
    '| code | |',
    '|---|---|',
    ...rejects,
    '\n## Faults of rules, in the `errors` of `RULES_INVALID`\n',
    '| code | |',
    '|---|---|',
    ...faults,
    '\n## Faults of fields, in the `errors` of `INVALID_REQUEST`\n',
    '`TEXT_INVALID`: the text holds U+0000 or half of a character. `RESERVED`: the id is the name of another address. `UNRECOGNIZED_KEYS`: there is no such field.',
    '`INVALID_TYPE`, `INVALID_VALUE`, `INVALID_FORMAT`, `TOO_BIG`, `TOO_SMALL`, `CUSTOM`: the value is not of the kind, list, form or range that the message says.\n',
  ].join('\n');
  await expect(page).toMatchFileSnapshot('../../../docs/problems.md');
});
