import { MODES } from '@fairlead/core/routing/modes/registry';
import { OBJECTIVES } from '@fairlead/core/routing/objectives/registry';
import { describe, expect, it } from 'vitest';
import { readReplayOptions } from './options.ts';

const read = (...args: readonly string[]) => readReplayOptions(args, { from: '/here', shared: '/shared' });

describe('the arguments of a replay', () => {
  it('need not be given', () => {
    expect(read()).toEqual({
      files: {
        quotesPath: '/shared/data/us-equity-taq/quotes_XXX_2018-01-02.csv.gz',
        tradesPath: '/shared/data/us-equity-taq/trades_XXX_2018-01-02.csv.gz',
        symbol: null,
        tape: null,
        date: null,
      },
      marketDaysPath: null,
      format: null,
      orders: { perMinute: 26 },
      objectives: [],
      modes: [],
      urgencies: [],
      sourcing: null,
      held: null,
      seed: 1,
      seeds: 1,
      horizonS: 60,
      outPath: null,
      reportPath: null,
    });
  });

  it.each([
    ['objective', 'SMART,LOWEST_COST,SMART', 'names SMART twice'],
    ['mode', 'OPTIMAL,OPTIMAL', 'names OPTIMAL twice'],
    ['urgency', '0.5,0.50', 'names 0.5 twice'],
  ])('name each run once: --%s %s', (option, list, why) => {
    expect(() => read(`--${option}`, list)).toThrow(`--${option} ${why}`);
  });

  it('take paths from where the person stands', () => {
    expect(
      read(
        '--quotes',
        'q.csv',
        '--trades',
        '/t.csv',
        '--orders',
        'o.jsonl',
        '--out',
        'r.json',
        '--market-days',
        'd.csv',
      ),
    ).toMatchObject({
      marketDaysPath: '/here/d.csv',
      files: { quotesPath: '/here/q.csv', tradesPath: '/t.csv' },
      orders: { path: '/here/o.jsonl' },
      outPath: '/here/r.json',
    });
  });

  it('take no trades of another day than the quotes', () => {
    expect(read('--quotes', '/q.csv').files).toMatchObject({ quotesPath: '/q.csv', tradesPath: null, symbol: null });
    expect(() => read('--trades', '/t.csv')).toThrow('--trades without --quotes');
    expect(read('--quotes', '/q.psv', '--symbol', 'Z', '--format', 'daily-taq')).toMatchObject({
      files: { symbol: 'Z' },
      format: 'daily-taq',
    });
  });

  it('take what the files do not say: symbol, tape and day', () => {
    expect(read('--symbol', 'brk.b', '--tape', 'c', '--date', '2018-07-03').files).toMatchObject({
      symbol: 'BRK.B',
      tape: 'C',
      date: '2018-07-03',
    });
  });

  it('take one objective and mode or all of them, and several seeds', () => {
    expect(read('--objective', 'LOWEST_COST', '--mode', 'SWEEP', '--seed', '7')).toMatchObject({
      objectives: ['LOWEST_COST'],
      modes: ['SWEEP'],
      seed: 7,
    });
    expect(read('--seeds', '20', '--mode', 'all')).toMatchObject({ seeds: 20, modes: [...MODES.keys()] });
    expect(read('--objective', 'SMART,LOWEST_COST').objectives).toEqual(['SMART', 'LOWEST_COST']);
    expect(read('--objective', 'all').objectives).toEqual([...OBJECTIVES.keys()]);
  });

  it('take what every order is to be: held or not, how urgent, where from', () => {
    expect(read('--held', 'no', '--urgency', '0,0.25,1', '--sourcing', 'DARK_FIRST')).toMatchObject({
      held: false,
      urgencies: [0, 0.25, 1],
      sourcing: 'DARK_FIRST',
    });
    expect(read('--held', 'yes').held).toBe(true);
  });

  it.each([
    [['--held', 'maybe'], "--held is 'maybe'"],
    [['--tape', 'D'], "--tape is 'D'"],
    [['--date', '2018-02-30'], "--date is '2018-02-30'"],
    [['--symbol', 'A B'], "--symbol is 'A B'"],
    [['--quotes='], '--quotes is empty'],
    [['--seed', '1', '--seed', '2'], '--seed is said twice'],
    [['--urgency', '1.5'], "--urgency is '1.5'"],
    [['--urgency', '0.5,'], "--urgency is ''"],
    [['--sourcing', 'BEST'], "--sourcing is 'BEST'"],
    [['--mode', 'RANDOM'], "--mode is 'RANDOM'"],
    [['--seeds', '0'], '--seeds is 0'],
    [['--seeds', '2', '--orders', 'a'], 'the same for every seed'],
    [['--horizon-s', '100000'], '--horizon-s'],
    [['--objective', 'CHEAPEST'], "--objective is 'CHEAPEST'"],
    [['--seed', '-1'], '--seed'],
    [['--seed', '4294967296'], '--seed'],
    [['--orders-per-minute', '1.5'], '--orders-per-minute'],
    [['--orders', 'a', '--orders-per-minute', '1'], 'exclude each other'],
    [['--fast'], "Unknown option '--fast'"],
    [['day.csv'], 'Unexpected argument'],
    [['--quotes'], '--quotes lacks its value'],
    [['--quotes', '--seed', '1'], '--quotes lacks its value'],
  ])('are refused in one line: %j', (args, message) => {
    expect(() => read(...args)).toThrow(message);
    expect(() => read(...args)).toThrow(/^[^\n]*$/);
  });
});
