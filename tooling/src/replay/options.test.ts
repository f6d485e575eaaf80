import { OBJECTIVES } from '@fairlead/core/routing/objectives/registry';
import { describe, expect, it } from 'vitest';
import { readReplayOptions } from './options.ts';

const read = (...args: readonly string[]) => readReplayOptions(args, { from: '/here', shared: '/shared' });

describe('the arguments of a replay', () => {
  it('need not be given', () => {
    expect(read()).toEqual({
      quotesPath: '/shared/data/us-equity-taq/quotes_XXX_2018-01-02.csv.gz',
      tradesPath: null,
      orders: { perMinute: 26 },
      objectives: [],
      seed: 1,
      outPath: null,
    });
  });

  it('take paths from where the person stands', () => {
    expect(read('--quotes', 'q.csv', '--trades', '/t.csv', '--orders', 'o.jsonl', '--out', 'r.json')).toMatchObject({
      quotesPath: '/here/q.csv',
      tradesPath: '/t.csv',
      orders: { path: '/here/o.jsonl' },
      outPath: '/here/r.json',
    });
  });

  it('take one objective or all of them', () => {
    expect(read('--objective', 'LOWEST_COST', '--mode', 'SWEEP', '--seed', '7')).toMatchObject({
      objectives: ['LOWEST_COST'],
      seed: 7,
    });
    expect(read('--objective', 'all').objectives).toEqual([...OBJECTIVES.keys()]);
  });

  it.each([
    [['--mode', 'PRO_RATA'], "--mode is 'PRO_RATA'"],
    [['--objective', 'CHEAPEST'], "--objective is 'CHEAPEST'"],
    [['--seed', '-1'], '--seed'],
    [['--seed', '4294967296'], '--seed'],
    [['--orders-per-minute', '1.5'], '--orders-per-minute'],
    [['--orders', 'a', '--orders-per-minute', '1'], 'exclude each other'],
    [['--fast'], "Unknown option '--fast'"],
    [['day.csv'], 'Unexpected argument'],
    [['--quotes'], 'argument missing'],
  ])('are refused in one line: %j', (args, message) => {
    expect(() => read(...args)).toThrow(message);
    expect(() => read(...args)).toThrow(/^[^\n]*$/);
  });
});
