import type { Instrument } from '../instrument/instrument.ts';
import { CRYPTO_INSTRUMENTS } from './crypto-instruments.ts';
import { FX_INSTRUMENTS } from './fx-instruments.ts';
import { US_EQUITY_INSTRUMENTS } from './us-equity-instruments.ts';

/** Every instrument of a new installation. */
export const DEFAULT_INSTRUMENTS: readonly Instrument[] = [
  ...US_EQUITY_INSTRUMENTS,
  ...FX_INSTRUMENTS,
  ...CRYPTO_INSTRUMENTS,
];
