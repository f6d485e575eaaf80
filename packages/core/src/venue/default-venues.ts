import { CRYPTO_VENUES } from './crypto-catalogue.ts';
import { FX_VENUES } from './fx-catalogue.ts';
import { US_EQUITY_VENUES } from './us-equity-catalogue.ts';
import type { Venue } from './venue.ts';

/** Every venue of a new installation: 24 for US equities, 5 liquidity providers for FX, 3 crypto exchanges. */
export const DEFAULT_VENUES: readonly Venue[] = [...US_EQUITY_VENUES, ...FX_VENUES, ...CRYPTO_VENUES];
