import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readReplayEnvironment } from '../../env.ts';
import { ROOT } from '../../root.ts';
import { QUOTE_CONDITIONS, quoteRefusal } from './quote-conditions.ts';
import { eachRow, textIn } from './rows.ts';

const table = join(readReplayEnvironment().shared, 'reference/market/tape_conditions.csv');
const isThere = existsSync(table);
if (!isThere)
  console.warn(`skipped: no table of conditions at ${table}; set FAIRLEAD_SHARED to have ours held against it`);

type Column = 'kind' | 'tape' | 'code' | 'name' | 'nbbo_eligible';

it.skipIf(!isThere)(
  'hold every letter of both tapes, with what makes the NBBO; what is left open does not',
  async () => {
    const theirs: string[] = [];
    const columns: readonly Column[] = ['kind', 'tape', 'code', 'name', 'nbbo_eligible'];
    await eachRow(table, { separator: ',', columns, optional: [], hasHeader: true }, (row) => {
      if (textIn(row, 'kind') !== 'quote') return;
      const plan = textIn(row, 'tape') === 'C' ? 'UTP' : 'CTA';
      theirs.push(`${plan} ${textIn(row, 'code')} ${textIn(row, 'name')} ${textIn(row, 'nbbo_eligible') === 'Y'}`);
    });
    const ours = QUOTE_CONDITIONS.map(({ plan, letter, name, isFirm }) => `${plan} ${letter} ${name} ${isFirm}`);
    expect(ours.sort()).toEqual(theirs.sort());
  },
);

it('are listed in the documentation, each as it is decided', () => {
  const page = readFileSync(join(ROOT, 'docs/replay.md'), 'utf8').split('\n');
  for (const { plan, letter, name, isFirm } of QUOTE_CONDITIONS)
    expect(page).toContain(
      `| ${plan === 'CTA' ? 'A, B' : 'C'} | \`${letter}\` | ${name} | ${isFirm ? '**yes**' : 'no'} |`,
    );
});

it('let a quote make the best price by its letter on its tape', () => {
  expect(['', 'R', 'A', 'B', 'H', 'O', 'W'].map((letter) => quoteRefusal(letter, 'CTA'))).toEqual(Array(7).fill(null));
  expect(['', 'R', 'A', 'B', 'H', 'O', 'Y'].map((letter) => quoteRefusal(letter, 'UTP'))).toEqual(Array(7).fill(null));
  for (const letter of 'CEFLNU4') expect(quoteRefusal(letter, 'CTA')).toBe(`quote condition ${letter}`);
  for (const letter of 'FILNUXZ4') expect(quoteRefusal(letter, 'UTP')).toBe(`quote condition ${letter}`);
});

it('do not rely on a letter without a meaning', () => {
  expect(quoteRefusal('Y', 'CTA')).toBe('quote condition Y (unknown)');
  expect(quoteRefusal('W', 'UTP')).toBe('quote condition W (unknown)');
  expect(quoteRefusal('regular', 'UTP')).toBe('quote condition regu (unknown)');
});
