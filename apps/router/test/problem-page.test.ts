import { expect, it } from 'vitest';
import {
  LISTED_FIELD_FAULTS,
  LISTED_PROBLEMS,
  LISTED_REJECTS,
  LISTED_RULE_FAULTS,
  type ListedProblem,
} from '../src/intake/document/problem-list.ts';

const HEAD = `# Problems

Every answer that is not the one asked for is an [RFC 9457](https://www.rfc-editor.org/rfc/rfc9457) problem document: \`code\` is one of these, \`errors\` names each
faulty field by its path (\`manual_allocations.1.quantity\`), \`trace_id\` finds the request in the router's log. Codes never change their meaning. A router shows this
page at \`/docs/problems\`. A test writes it: \`npx vitest run apps/router/test/problem-page.test.ts -u\`.

A 4xx is about the request: the same again gets the same, but for 429, which says when to come back. A 503 says so too: nothing was taken. A 500 is our fault.
`;

const row = (cells: readonly unknown[]) =>
  `| ${cells.map((cell) => String(cell).replaceAll('|', '\\|')).join(' | ')} |`;
const table = (problems: readonly ListedProblem[]) => [
  '| code | cause | remedy |',
  '|---|---|---|',
  ...problems.map(({ code, cause, remedy }) => row([`\`${code}\``, cause, remedy])),
];

it('docs/problems.md lists every code with its status, its cause and its remedy', async () => {
  const page = [
    HEAD,
    '| status | code | cause | remedy |',
    '|---|---|---|---|',
    ...LISTED_PROBLEMS.map(({ status, code, cause, remedy }) => row([status, `\`${code}\``, cause, remedy])),
    '\n## Orders that are refused (422)\n',
    ...table(LISTED_REJECTS),
    '\n## Faults of rules, in the `errors` of `RULES_INVALID`\n',
    ...table(LISTED_RULE_FAULTS),
    '\n## Faults of fields, in the `errors` of `INVALID_REQUEST`\n',
    ...table(LISTED_FIELD_FAULTS),
    '',
  ].join('\n');
  await expect(page).toMatchFileSnapshot('../../../docs/problems.md');
});

it('every sentence is one, and no remedy says the cause again', () => {
  const listed = [...LISTED_PROBLEMS, ...LISTED_REJECTS, ...LISTED_RULE_FAULTS, ...LISTED_FIELD_FAULTS];
  expect(listed.length).toBeGreaterThan(120);
  for (const { code, cause, remedy } of listed) {
    expect([code, cause]).toEqual([code, expect.stringMatching(/^\S.*[.…]$/s)]);
    expect([code, remedy]).toEqual([code, expect.stringMatching(/^[A-Z].*\.$/s)]);
    expect(remedy).not.toBe(cause);
  }
});
