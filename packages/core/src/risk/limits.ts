import { ASSET_CLASSES, type AssetClass, type Instrument } from '../instrument/instrument.ts';
import { powerOfTen } from '../money/scaled.ts';
import { type MoneyE8, type Quantity, quantity } from '../money/units.ts';
import { fromDollarsE8 } from './dollars.ts';
import type { StandingLimits } from './exposure.ts';
import type { RiskLimits } from './risk-gate.ts';

/** Whom a limit is for. A row without its key is for every client, account, instrument or venue. */
export const LIMIT_SCOPES = ['FIRM', 'CLIENT', 'ACCOUNT', 'INSTRUMENT', 'VENUE'] as const;
export type LimitScope = (typeof LIMIT_SCOPES)[number];

/** What can be bounded. Null is inherited. */
export interface LimitValues {
  /** 10^-8 of a whole unit: of a share, of the base currency, of a coin. */
  readonly maxOrderQuantityE8: bigint | null;
  /** 10^-8 of a US dollar, like all money here. */
  readonly maxOrderNotionalE8: bigint | null;
  readonly collarBps: number | null;
  readonly maxOrdersPerSecond: number | null;
  /** For how long an equal order under another id is suspected to be sent twice; 0 looks for none. */
  readonly duplicateWindowMs: number | null;
  /** An order that comes to less than this, in 10^-8 of a US dollar, is never suspected: who slices a large order sends equal ones on purpose. */
  readonly duplicateMinNotionalE8: bigint | null;
  readonly maxGrossExposureE8: bigint | null;
  readonly maxNetExposureE8: bigint | null;
  readonly creditE8: bigint | null;
}

/** One row of a version: whom it is for, and what it bounds. */
export interface LimitRow extends LimitValues {
  readonly scope: LimitScope;
  readonly clientId: string | null;
  readonly account: string | null;
  readonly instrumentId: string | null;
  /** With scope INSTRUMENT: every instrument of the class. */
  readonly assetClass: AssetClass | null;
  readonly venueId: string | null;
}

/** A version of the limits. */
export interface LimitSet {
  /** As decisions of people name it: DEFAULT, or `limits-3`. */
  readonly name: string;
  readonly rows: readonly LimitRow[];
}

/** Who asks, and for what. */
export interface LimitQuestion {
  readonly clientId: string;
  readonly account: string | null;
  readonly instrument: Instrument;
}

/** What holds for an order of somebody in an instrument. */
export interface LimitsInForce extends RiskLimits {
  readonly firm: StandingLimits;
  readonly client: StandingLimits;
  /** For how long an order that comes to this much, in 10^-8 of its currency, is remembered, in milliseconds; null is not known, and counts as enough. */
  readonly duplicateWindowMs: (notionalE8: MoneyE8 | null) => number;
}

type Key = 'clientId' | 'account' | 'instrumentId' | 'assetClass' | 'venueId';
type Field = keyof LimitValues;

/** What bounds one order. */
const ORDER_FIELDS: readonly Field[] = ['maxOrderQuantityE8', 'maxOrderNotionalE8', 'collarBps'];
/** What bounds everything of somebody too. */
const ALL_FIELDS: readonly Field[] = [
  ...ORDER_FIELDS,
  'maxOrdersPerSecond',
  'duplicateWindowMs',
  'duplicateMinNotionalE8',
  'maxGrossExposureE8',
  'maxNetExposureE8',
  'creditE8',
];

/** By what key a row of each scope may name its subject, and what it may bound. */
export const LIMIT_FORMS: Readonly<Record<LimitScope, { keys: readonly Key[]; fields: readonly Field[] }>> = {
  FIRM: {
    keys: [],
    fields: ALL_FIELDS,
  },
  CLIENT: {
    keys: ['clientId'],
    fields: ALL_FIELDS,
  },
  ACCOUNT: { keys: ['clientId', 'account'], fields: ORDER_FIELDS },
  INSTRUMENT: {
    keys: ['instrumentId', 'assetClass'],
    fields: ORDER_FIELDS,
  },
  VENUE: { keys: ['venueId'], fields: ORDER_FIELDS },
};

const KEYS: readonly Key[] = ['clientId', 'account', 'instrumentId', 'assetClass', 'venueId'];

/** Why a row is none: its path below the row, and a code of its own. */
export interface LimitFault {
  readonly path: Key | Field;
  readonly code: 'KEY_NOT_FOR_SCOPE' | 'KEY_MISSING' | 'LIMIT_NOT_FOR_SCOPE';
}

/** What is wrong with a row; null where nothing is. An account is named with its client; an instrument by itself or by its class, not both. */
export function limitFault(row: LimitRow): LimitFault | null {
  const { keys, fields } = LIMIT_FORMS[row.scope];
  const wrongKey = KEYS.find((key) => row[key] !== null && !keys.includes(key));
  if (wrongKey !== undefined) return { path: wrongKey, code: 'KEY_NOT_FOR_SCOPE' };
  if (row.instrumentId !== null && row.assetClass !== null) return { path: 'assetClass', code: 'KEY_NOT_FOR_SCOPE' };
  if (row.account !== null && row.clientId === null) return { path: 'clientId', code: 'KEY_MISSING' };
  if (row.scope === 'ACCOUNT' && row.account === null) return { path: 'account', code: 'KEY_MISSING' };
  const wrongField = ALL_FIELDS.find((field) => row[field] !== null && !fields.includes(field));
  return wrongField === undefined ? null : { path: wrongField, code: 'LIMIT_NOT_FOR_SCOPE' };
}

/** By what a row is found: two rows of a version may not have the same. */
export function subjectOf(row: LimitRow): string {
  return JSON.stringify([row.scope, ...KEYS.map((key) => row[key])]);
}

/** What one scope says: the rows that speak for it, the most specific first. */
type Level = readonly (LimitRow | undefined)[];

/** The rows of a version by their subjects, over those of the default: what a version leaves out is inherited. */
export class LimitIndex {
  readonly #rows = new Map<string, LimitRow>();
  readonly #defaults = new Map<string, LimitRow>();

  readonly #boundsVenues: boolean;

  constructor(set: LimitSet, defaults: LimitSet) {
    this.#boundsVenues = set.rows.some(({ scope }) => scope === 'VENUE');
    for (const row of set.rows) this.#rows.set(subjectOf(row), row);
    for (const row of defaults.rows) this.#defaults.set(subjectOf(row), row);
  }

  /**
   * What holds for an order: within a scope the row that names its subject speaks before the one for all, bound by bound, and the default speaks last;
   * of the scopes the strictest holds. Quantities come out at the scale of the instrument, money in its currency.
   */
  resolve({ clientId, account, instrument }: LimitQuestion): LimitsInForce {
    const { instrumentId, assetClass } = instrument;
    const firm = this.#level([{ scope: 'FIRM' }]);
    const client = this.#level([{ scope: 'CLIENT', clientId }, { scope: 'CLIENT' }]);
    const ofAccount = account === null ? [] : this.#level([{ scope: 'ACCOUNT', clientId, account }]);
    const byInstrument = [
      { scope: 'INSTRUMENT', instrumentId },
      { scope: 'INSTRUMENT', assetClass },
      { scope: 'INSTRUMENT' },
    ] as const;
    const levels = [firm, client, ofAccount, this.#level(byInstrument)];
    return {
      ...orderLimits(levels, instrument),
      firm: standing(firm),
      client: standing(client),
      duplicateWindowMs: duplicateWindow([firm, client], instrument),
      ...(this.#boundsVenues ? { venue: (venueId: string) => this.#atVenue(venueId, { levels, instrument }) } : {}),
    };
  }

  /** What may stand for a client, or for the firm where it is null. */
  standingOf(clientId: string | null): StandingLimits {
    return standing(
      this.#level(clientId === null ? [{ scope: 'FIRM' }] : [{ scope: 'CLIENT', clientId }, { scope: 'CLIENT' }]),
    );
  }

  #atVenue(venueId: string, { levels, instrument }: { levels: readonly Level[]; instrument: Instrument }): RiskLimits {
    return orderLimits([...levels, this.#level([{ scope: 'VENUE', venueId }, { scope: 'VENUE' }])], instrument);
  }

  #level(subjects: readonly (Partial<LimitRow> & Pick<LimitRow, 'scope'>)[]): Level {
    const names = subjects.map((subject) => subjectOf({ ...NO_KEYS, ...subject }));
    return [...names.map((name) => this.#rows.get(name)), ...names.map((name) => this.#defaults.get(name))];
  }
}

/** A row that bounds nothing, of everybody. */
export const NO_KEYS: Omit<LimitRow, 'scope'> = {
  clientId: null,
  account: null,
  instrumentId: null,
  assetClass: null,
  venueId: null,
  maxOrderQuantityE8: null,
  maxOrderNotionalE8: null,
  collarBps: null,
  maxOrdersPerSecond: null,
  duplicateWindowMs: null,
  duplicateMinNotionalE8: null,
  maxGrossExposureE8: null,
  maxNetExposureE8: null,
  creditE8: null,
};

/**
 * The limits of a first start (ADR 106 has the reason for each figure). An order: 250,000 shares, 10 million units of a currency or 100 coins, 25 million
 * dollars, 5 % through the market. A client: 40 billion dollars gross in a day, 5 billion net, 2,500 orders a second, and 5 billion that it may owe;
 * the firm twice that. An equal order within a second is suspected from 5 million dollars on.
 */
export const DEFAULT_LIMITS: LimitSet = {
  name: 'DEFAULT',
  rows: [
    {
      ...NO_KEYS,
      scope: 'FIRM',
      maxOrderNotionalE8: 2_500_000_000_000_000n,
      collarBps: 500,
      maxOrdersPerSecond: 5_000,
      maxGrossExposureE8: 8_000_000_000_000_000_000n,
      maxNetExposureE8: 1_000_000_000_000_000_000n,
    },
    {
      ...NO_KEYS,
      scope: 'CLIENT',
      maxOrdersPerSecond: 2_500,
      duplicateWindowMs: 1_000,
      duplicateMinNotionalE8: 500_000_000_000_000n,
      maxGrossExposureE8: 4_000_000_000_000_000_000n,
      maxNetExposureE8: 500_000_000_000_000_000n,
      creditE8: 500_000_000_000_000_000n,
    },
    ...ASSET_CLASSES.map((assetClass) => ({
      ...NO_KEYS,
      scope: 'INSTRUMENT' as const,
      assetClass,
      maxOrderQuantityE8: { EQUITY: 25_000_000_000_000n, FX: 1_000_000_000_000_000n, CRYPTO: 10_000_000_000n }[
        assetClass
      ],
    })),
  ],
};

/** The most of one order that any record holds: 10^12 units. What nobody bounds is bounded by it. */
const MOST_E8 = 100_000_000_000_000_000_000n;
const UNIT_E8 = 100_000_000n;
/** A collar that nobody sets keeps nothing back. */
const NO_COLLAR_BPS = 1_000_000;

function orderLimits(levels: readonly Level[], instrument: Instrument): RiskLimits {
  const units = strictest(levels, 'maxOrderQuantityE8') ?? MOST_E8;
  const dollars = strictest(levels, 'maxOrderNotionalE8') ?? MOST_E8 * UNIT_E8;
  return {
    maxOrderQuantity: atScale(units, instrument),
    maxOrderNotionalE8: fromDollarsE8(dollars, instrument.currency),
    collarBps: strictest(levels, 'collarBps') ?? NO_COLLAR_BPS,
  };
}

/** The longest window of the scopes whose own least notional an order reaches: each scope is a window with what it is for. */
function duplicateWindow(levels: readonly Level[], { currency }: Instrument): LimitsInForce['duplicateWindowMs'] {
  const windows = levels.map((level) => ({
    windowMs: saidOf(level, 'duplicateWindowMs') ?? 0,
    minE8: fromDollarsE8(saidOf(level, 'duplicateMinNotionalE8') ?? 0n, currency),
  }));
  return (notionalE8) =>
    windows.reduce((longest, { windowMs, minE8 }) => {
      const isEnough = notionalE8 === null || notionalE8 >= minE8;
      return isEnough && windowMs > longest ? windowMs : longest;
    }, 0);
}

/** Units at the scale of the instrument, rounded down; what is more than a quantity can be is the most that it can. */
function atScale(unitsE8: bigint, { quantityDecimals }: Instrument): Quantity {
  const scaled = unitsE8 / BigInt(powerOfTen(8 - quantityDecimals));
  const most = BigInt(Number.MAX_SAFE_INTEGER);
  return quantity(Number(scaled < most ? scaled : most));
}

function standing(level: Level): StandingLimits {
  return {
    maxGrossE8: saidOf(level, 'maxGrossExposureE8'),
    maxNetE8: saidOf(level, 'maxNetExposureE8'),
    creditE8: saidOf(level, 'creditE8'),
    maxOrdersPerSecond: saidOf(level, 'maxOrdersPerSecond'),
  };
}

function strictest<F extends Field>(levels: readonly Level[], field: F): NonNullable<LimitValues[F]> | null {
  let least: NonNullable<LimitValues[F]> | null = null;
  for (const level of levels) {
    const said = saidOf(level, field);
    if (said !== null && (least === null || said < least)) least = said;
  }
  return least;
}

function saidOf<F extends Field>(level: Level, field: F): NonNullable<LimitValues[F]> | null {
  for (const row of level) {
    const said = row?.[field] ?? null;
    if (said !== null) return said;
  }
  return null;
}
