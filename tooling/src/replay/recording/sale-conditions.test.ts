import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readReplayEnvironment } from '../../env.ts';
import { ROOT } from '../../root.ts';
import { eachRow, textIn } from './rows.ts';
import { SALE_CONDITIONS, SaleConditions } from './sale-conditions.ts';
import type { Plan } from './tape.ts';

const table = join(readReplayEnvironment().shared, 'reference/market/tape_conditions.csv');
const isThere = existsSync(table);
if (!isThere)
  console.warn(`skipped: no table of conditions at ${table}; set FAIRLEAD_SHARED to have ours held against it`);

type Column = 'kind' | 'tape' | 'code' | 'name' | 'last' | 'volume' | 'status';
const PLANS: Readonly<Record<string, readonly Plan[]>> = { AB: ['CTA'], C: ['UTP'], ABC: ['CTA', 'UTP'] };
const LAST: Readonly<Record<string, string>> = { Y: 'yes', N: 'no', first_only: 'first' };

/** The sale conditions of the table, a line a plan and letter, as ours are written. */
async function theirs(): Promise<readonly string[]> {
  const lines: string[] = [];
  const columns: readonly Column[] = ['kind', 'tape', 'code', 'name', 'last', 'volume', 'status'];
  await eachRow(table, { separator: ',', columns, optional: [], hasHeader: true }, (row) => {
    if (textIn(row, 'kind') !== 'sale') return;
    const code = textIn(row, 'code');
    // A space and @ are the same regular sale; odd lots took over the letter of CAP elections.
    const letter = code === '(space)' ? '@' : code.slice(0, 1);
    const last = LAST[textIn(row, 'last')] ?? 'none';
    const volume = { Y: 'counts', N: 'does not' }[textIn(row, 'volume')] ?? 'none';
    for (const plan of PLANS[textIn(row, 'tape')] ?? [])
      lines.push(`${plan} ${letter} ${textIn(row, 'name')} ${last} ${volume}`);
  });
  return lines.sort();
}

it.skipIf(!isThere)('hold every letter of both tapes, with what each counts for', async () => {
  const volumes = new Map([
    [true, 'counts'],
    [false, 'does not'],
    [null, 'none'],
  ]);
  const ours = SALE_CONDITIONS.filter(({ name }) => !name.startsWith('Reserved (was')).flatMap((each) =>
    each.plans.map((plan) => `${plan} ${each.letter} ${each.name} ${each.last ?? 'none'} ${volumes.get(each.volume)}`),
  );
  expect(ours.sort()).toEqual(await theirs());
});

it('are listed in the documentation, each as it is decided', () => {
  const page = readFileSync(join(ROOT, 'docs/replay.md'), 'utf8').split('\n');
  for (const { plans, letter, name, serves } of SALE_CONDITIONS) {
    const tapes = plans.length === 2 ? 'A, B, C' : plans[0] === 'CTA' ? 'A, B' : 'C';
    const line = page.find((each) => each.startsWith(`| ${tapes} | \`${letter}\``) && each.includes(` | ${name}`));
    expect(line, `${tapes} ${letter}`).toMatch(serves ? /\*\*yes\*\* \|$/ : /\| no \|$/);
  }
});

it('let no print serve a queue that sets no last price, but an odd lot', () => {
  const serving = SALE_CONDITIONS.filter(({ serves }) => serves);
  expect(serving.map(({ letter }) => letter)).toEqual(['@', 'E', 'F', 'I']);
  for (const { letter, last } of serving) expect([letter, last]).toEqual([letter, letter === 'I' ? 'no' : 'yes']);
});

describe('the letters of a print', () => {
  const refusalOf = (text: string, plan: Plan = 'CTA', date: string | null = '2018-01-12') =>
    new SaleConditions(plan, date).refusalOf(text);

  it.each(['', ' ', '@', 'F', '@F', ' F I', '@F I', 'FI', '   I', 'E', ' E  '])(
    'are of a trade with the book: %j',
    (text) => {
      expect(refusalOf(text)).toBeNull();
    },
  );

  it.each([...'BCHKLMNOPQRTUVXZ456789'])('are not where one of them is not: %s', (letter) => {
    for (const text of [letter, `@${letter}`, `@F${letter}`, ` ${letter} I`])
      expect(refusalOf(text)).toMatch(`sale condition ${letter}`);
  });

  it('are each of their own tape', () => {
    for (const letter of 'ABDGSWY1') expect(refusalOf(letter, 'UTP')).toBe(`sale condition ${letter}`);
    for (const letter of 'ADGSWY1') expect(refusalOf(letter, 'CTA')).toBe(`sale condition ${letter} (unknown)`);
    expect([refusalOf('E', 'CTA'), refusalOf('E', 'UTP')]).toEqual([null, 'sale condition E']);
  });

  it('without a meaning keep a print from a queue, and are told apart', () => {
    for (const text of ['J', '0', 'f', '?', 'é']) expect(refusalOf(text)).toBe(`sale condition ${text} (unknown)`);
  });

  it('mean what they meant on their day', () => {
    expect(refusalOf('I', 'CTA', '2013-12-06')).toBe('sale condition I');
    expect([refusalOf('I', 'CTA', '2013-12-09'), refusalOf('I', 'CTA', null)]).toEqual([null, null]);
    const meaning = (date: string) =>
      SALE_CONDITIONS.find(
        ({ letter, from, until }) => letter === 'N' && (from ?? '') <= date && date <= (until ?? '9'),
      )?.name;
    expect([meaning('2018-01-12'), meaning('2024-05-28')]).toEqual(['Next-day sale', 'Reserved (was: next-day sale)']);
    expect([refusalOf('N', 'UTP', '2018-01-12'), refusalOf('N', 'UTP', '2026-01-12')]).toEqual([
      'sale condition N',
      'sale condition N',
    ]);
  });
});
