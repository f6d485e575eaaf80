import { expect, test } from 'vitest';
import { readEnv } from './env.ts';

test('everything has a default', () => {
  expect(readEnv({})).toEqual({
    VENUE_SIM_PORT: 4_700,
    VENUE_SIM_CONTROL_PORT: 4_701,
    VENUE_SIM_LISTEN_HOST: '127.0.0.1',
    VENUE_SIM_SEED: 20_180_102,
    VENUE_SIM_QUOTES_PER_SECOND: 450,
    VENUE_SIM_SPEED: 1,
    VENUE_SIM_SESSION_HOURS: 'always',
    VENUE_SIM_REPLACE: 'on',
    VENUE_SIM_RECORDED_INSTRUMENT: 'PG',
  });
});

test('values are read as numbers, and a bad one stops the start with one clear line', () => {
  expect(readEnv({ VENUE_SIM_PORT: '0', VENUE_SIM_SPEED: '2.5' })).toMatchObject({
    VENUE_SIM_PORT: 0,
    VENUE_SIM_SPEED: 2.5,
  });
  expect(() => readEnv({ VENUE_SIM_PORT: '99999', VENUE_SIM_SEED: 'x' })).toThrow(
    /^venue-sim cannot start: VENUE_SIM_PORT: .*; VENUE_SIM_SEED: [^\n]*$/,
  );
});
