import { formatScaled, powerOfTen } from '../money/scaled.ts';
import type { RejectCode, Rejection } from '../order/reject-code.ts';
import type { ValidOrder } from '../order/request.ts';
import { figuresText } from './refusal-figures.ts';

export const RESTRICTED_SIDES = ['BUY', 'SELL', 'ALL'] as const;

/** An instrument that somebody may not trade. Times in microseconds since 1970. */
export interface Restriction {
  /** Null is the firm: nobody trades it. */
  readonly clientId: string | null;
  readonly instrumentId: string;
  /** SELL is of every sale, short or long. */
  readonly side: (typeof RESTRICTED_SIDES)[number];
  readonly fromUs: number;
  readonly toUs: number | null;
  readonly reason: string;
}

/** Shares that a client has located, to sell short. Quantity in 10^-8 of a unit. */
export interface Locate {
  readonly instrumentId: string;
  readonly quantityE8: bigint;
  readonly expiresUs: number;
}

/** What is known of who may trade what, as far as it is about one order of a client. */
export interface Entitlements {
  readonly atUs: number;
  /** Those of the instrument, of the client or of the firm, whenever they hold. */
  readonly restrictions: readonly Restriction[];
  /** Null where no locates are kept for the client: then the id alone is its word. */
  readonly locate: {
    readonly found: Locate | null;
    /** By other orders, executed or open. */
    readonly usedE8: bigint;
  } | null;
  /** Null where the client has no list of accounts, or the order has passed it. */
  readonly accounts: ReadonlySet<string> | null;
}

/** Why the client may not trade this now: restricted list, its accounts, its locate (Regulation SHO Rule 203(b)(1)); null where it may. */
export function entitlementFault(
  order: ValidOrder,
  entitlements: Entitlements,
  instrument: { readonly quantityDecimals: number },
): Rejection | null {
  return (
    accountFault(order, entitlements) ??
    restrictionFault(order, entitlements) ??
    locateFault(order, { entitlements, instrument })
  );
}

/** Whether the instrument is on a restricted list for this side now. */
export function restrictionFault(
  { side }: Pick<ValidOrder, 'side'>,
  { atUs, restrictions }: Entitlements,
): Rejection | null {
  const isMeant = (of: Restriction['side']) => of === 'ALL' || (of === 'BUY') === (side === 'BUY');
  const found = restrictions.find(
    (each) => isMeant(each.side) && each.fromUs <= atUs && (each.toUs === null || atUs < each.toUs),
  );
  return found === undefined ? null : { code: 'INSTRUMENT_RESTRICTED', path: 'instrument_id', detail: found.reason };
}

function accountFault({ account }: ValidOrder, { accounts }: Entitlements): Rejection | null {
  if (accounts === null || (account !== null && accounts.has(account))) return null;
  return { code: 'ACCOUNT_NOT_AUTHORISED', path: 'account' };
}

function locateFault(
  { side, quantity, instrumentId }: ValidOrder,
  { entitlements, instrument }: { entitlements: Entitlements; instrument: { readonly quantityDecimals: number } },
): Rejection | null {
  const { locate, atUs } = entitlements;
  if (side !== 'SELL_SHORT' || locate === null) return null;
  const { found, usedE8 } = locate;
  const refuse = (code: RejectCode, detail?: string) => ({
    code,
    path: 'locate_id',
    ...(detail === undefined ? {} : { detail }),
  });
  if (found === null || found.instrumentId !== instrumentId) return refuse('LOCATE_UNKNOWN');
  if (found.expiresUs <= atUs) return refuse('LOCATE_EXPIRED');
  const askedE8 = unitsE8(quantity, instrument);
  if (usedE8 + askedE8 <= found.quantityE8) return null;
  const [inUse, asked, limit] = [decimal(usedE8), decimal(askedE8), decimal(found.quantityE8)];
  return refuse('LOCATE_EXHAUSTED', figuresText({ what: 'The locate', inUse, asked, limit, unit: 'units' }));
}

/** A quantity of an instrument in 10^-8 of a unit. */
export function unitsE8(quantity: number, { quantityDecimals }: { readonly quantityDecimals: number }): bigint {
  return BigInt(quantity) * BigInt(powerOfTen(8 - quantityDecimals));
}

function decimal(valueE8: bigint): string {
  return formatScaled(valueE8, 8);
}
