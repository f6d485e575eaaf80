import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { DETAIL_FIGURES, DETAIL_HEADER } from './detail-columns.ts';

const SHARED = process.env.FAIRLEAD_SHARED ?? fileURLToPath(new URL('../../../../../shared', import.meta.url));
const FACTS = `${SHARED}/reference/rule605`;
if (!existsSync(FACTS))
  console.warn(`skipped: no ${FACTS}; set FAIRLEAD_SHARED to have the columns held against the fields`);

it('has 55 names, each once', () => {
  expect(DETAIL_HEADER).toHaveLength(55);
  expect(new Set(DETAIL_HEADER).size).toBe(55);
});

it.skipIf(!existsSync(FACTS))('has the names of the published header, in its order', () => {
  expect(DETAIL_HEADER.join('|')).toBe(readFileSync(`${FACTS}/rule605_detail_header.txt`, 'utf8').trim());
});

it.skipIf(!existsSync(FACTS))('has the groups of the list of fields', () => {
  const groups = new Map([
    ['all', 'ALL'],
    ['price', 'PRICE'],
    ['size', 'PRICE'],
    ['best displayed', 'BEST_DISPLAYED'],
    ['resting', 'RESTING'],
  ]);
  const lines = readFileSync(`${FACTS}/rule605_detail_fields.csv`, 'utf8').trim().split('\n').slice(8);
  const listed = lines.map((line) => {
    const [, name, , group = ''] = line.split(',');
    return { name, group: groups.get(group) };
  });
  expect(DETAIL_FIGURES).toEqual(listed);
});
