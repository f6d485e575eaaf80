import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DROP_COPY_LAYOUT } from './drop-copy-layout.ts';
import { EXECUTIONS, ORDERS, ROUTES } from './import-file.ts';
import type { Layout } from './layout.ts';
import { LINE_FAULTS } from './line-fault.ts';
import { VENUE_TERMS_LAYOUT } from './venue-terms-layout.ts';

const page = readFileSync(new URL('../../../../docs/import.md', import.meta.url), 'utf8');

/** The table of a layout as the page has it. */
function tableOf(layout: Layout): string {
  const rows = Object.entries(layout).map(
    ([name, { isNeeded, form, meaning }]) => `| \`${name}\` | ${isNeeded ? 'yes' : ''} | ${form} | ${meaning} |`,
  );
  return ['| field | needed | value | says |', '|---|---|---|---|', ...rows]
    .map((row) => row.replaceAll('`|`', '`\\|`'))
    .join('\n');
}

describe('docs/import.md', () => {
  it.each([
    ['orders', ORDERS.layout],
    ['routes', ROUTES.layout],
    ['executions', EXECUTIONS.layout],
    ['drop copies', DROP_COPY_LAYOUT],
    ['terms of venues', VENUE_TERMS_LAYOUT],
  ])('has every field of the %s, as they are read', (_, layout) => {
    expect(page).toContain(`\n${tableOf(layout)}\n\n`);
  });

  it('has every code with what can be done about it', () => {
    const rows = Object.entries(LINE_FAULTS).map(([code, remedy]) => `| \`${code}\` | ${remedy} |`);
    expect(page).toContain(['| code | what it means: what to do |', '|---|---|', ...rows, ''].join('\n'));
  });
});
