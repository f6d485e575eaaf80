import { describe, expect, it } from 'vitest';
import { readEnv } from './env.ts';

const DATABASE_URL = 'postgresql://fairlead@127.0.0.1/fairlead';

describe('the environment of the worker', () => {
  it('needs a database and has defaults for the rest', () => {
    expect(readEnv({ DATABASE_URL })).toEqual({
      DATABASE_URL,
      WORKER_PORT: 4600,
      MARKET_HISTORY_DAYS: 90,
      ORDER_YEARS: 6,
      REPORT_ROW_DAYS: 90,
      SIMULATED_ORDER_DAYS: 2,
      SIMULATED_ORDER_GB: 2,
      LOG_LEVEL: 'info',
    });
  });

  it('takes Redis, another port and another level', () => {
    expect(
      readEnv({ DATABASE_URL, REDIS_URL: 'redis://127.0.0.1', WORKER_PORT: '0', LOG_LEVEL: 'silent' }),
    ).toMatchObject({
      REDIS_URL: 'redis://127.0.0.1',
      WORKER_PORT: 0,
      LOG_LEVEL: 'silent',
    });
  });

  it('names every bad value in one line', () => {
    expect(() => readEnv({ WORKER_PORT: '70000', LOG_LEVEL: 'loud' })).toThrow(
      /^worker cannot start, bad environment: DATABASE_URL: .*; WORKER_PORT: .*; LOG_LEVEL: [^\n]*$/,
    );
  });
});
