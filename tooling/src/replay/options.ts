import { isAbsolute, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { type RoutingMode, type RoutingObjective, SOURCINGS, type Sourcing } from '@fairlead/core/order/request';
import { MODES } from '@fairlead/core/routing/modes/registry';
import { OBJECTIVES } from '@fairlead/core/routing/objectives/registry';
import { Refusal } from '../refusal.ts';
import { OPTION_NAMES, type OptionName } from './help.ts';
import { isDate, isSymbol } from './recording/file-name.ts';
import type { RecordingFiles } from './recording/recorded-market.ts';
import { TAPES, type Tape } from './recording/tape.ts';

/** What a person may ask of `npm run replay`. */
export interface ReplayOptions {
  readonly files: Omit<RecordingFiles, 'days'>;
  /** The table of days that are no whole trading days of US equities; null is the one that the project ships. */
  readonly marketDaysPath: string | null;
  /** The name of the recording's format; null is to be recognised. */
  readonly format: string | null;
  /** Where the orders come from: a file of API requests, or the generator at this rate over regular hours. */
  readonly orders: { readonly path: string } | { readonly perMinute: number };
  /** The objectives to run the day for, each on its own; empty leaves each order its own. */
  readonly objectives: readonly RoutingObjective[];
  /** The modes to run each of them in; empty leaves each order its own. */
  readonly modes: readonly RoutingMode[];
  /** The urgencies to run each of those with, 0 to 1; empty leaves each order its own, or the firm's. */
  readonly urgencies: readonly number[];
  /** The sourcing of every order; null leaves each its own. */
  readonly sourcing: Sourcing | null;
  /** Whether every order is held; null leaves each its own. */
  readonly held: boolean | null;
  /** The first seed, and how many from it on. */
  readonly seed: number;
  readonly seeds: number;
  /** How long an order has before what is left of it is completed at the far side, in seconds. */
  readonly horizonS: number;
  readonly outPath: string | null;
  /** Where the figures go as a page to read. */
  readonly reportPath: string | null;
}

/** Where a person stood and where recorded data lies; given by the entry file, which alone reads the process. */
export interface Places {
  /** The folder that relative paths are meant from. */
  readonly from: string;
  /** The folder of recorded data. */
  readonly shared: string;
}

/** The recorded day that is replayed, with its trades, when nothing else is asked for. */
const DEFAULT_QUOTES = 'data/us-equity-taq/quotes_XXX_2018-01-02.csv.gz';
const DEFAULT_TRADES = 'data/us-equity-taq/trades_XXX_2018-01-02.csv.gz';
/** How long a generated order has: long enough for a posted order to meet somebody, short enough that the market is still much the same. */
const DEFAULT_HORIZON_S = 60;
const HORIZON_S_MAX = 86_400;
const SEEDS_MAX = 1_000;
/** 390 minutes of regular hours × 26 = 10,140 orders. */
const DEFAULT_ORDERS_PER_MINUTE = 26;
const ORDERS_PER_MINUTE_MAX = 10_000;
const SEED_MAX = 4_294_967_295;

/** Reads the arguments; refuses what it does not know in one line. */
export function readReplayOptions(args: readonly string[], places: Places): ReplayOptions {
  const values = parsed(args);
  const at = (path: string | undefined) => (path === undefined ? undefined : pathIn(path, places));
  const seeds = numberIn({ name: 'seeds', text: values.seeds ?? '1', max: SEEDS_MAX });
  if (seeds === 0) throw new Refusal('--seeds is 0: there must be one at least');
  if (seeds > 1 && values.orders !== undefined)
    throw new Refusal('--seeds: the orders of a file are the same for every seed');
  return {
    files: filesOf(values, places),
    marketDaysPath: at(values['market-days']) ?? null,
    format: values.format ?? null,
    orders: ordersOf(at(values.orders), values['orders-per-minute']),
    objectives: namedIn('objective', values.objective, [...OBJECTIVES.keys()]),
    modes: namedIn('mode', values.mode, [...MODES.keys()]),
    urgencies: onceEach('urgency', values.urgency?.split(',').map(urgencyOf) ?? []),
    sourcing: sourcingOf(values.sourcing),
    held: heldOf(values.held),
    seed: numberIn({ name: 'seed', text: values.seed ?? '1', max: SEED_MAX }),
    seeds,
    horizonS: numberIn({
      name: 'horizon-s',
      text: values['horizon-s'] ?? String(DEFAULT_HORIZON_S),
      max: HORIZON_S_MAX,
    }),
    outPath: at(values.out) ?? null,
    reportPath: at(values.report) ?? null,
  };
}

/** The files asked for; without any the recorded day and its trades. */
function filesOf(values: Values, places: Places): ReplayOptions['files'] {
  const isDefault = values.quotes === undefined;
  if (isDefault && values.trades !== undefined)
    throw new Refusal('--trades without --quotes: name the quotes beside them');
  const trades = values.trades === undefined ? null : pathIn(values.trades, places);
  return {
    quotesPath: isDefault ? join(places.shared, DEFAULT_QUOTES) : pathIn(values.quotes ?? '', places),
    tradesPath: isDefault ? join(places.shared, DEFAULT_TRADES) : trades,
    symbol: symbolIn(values.symbol),
    tape: tapeIn(values.tape),
    date: dateIn(values.date),
  };
}

function pathIn(path: string, { from }: Places): string {
  return isAbsolute(path) ? path : resolve(from, path);
}

function symbolIn(text: string | undefined): string | null {
  if (text === undefined) return null;
  const symbol = text.toUpperCase();
  if (isSymbol(symbol)) return symbol;
  throw new Refusal(`--symbol is '${text}': it must be letters, digits and . / - of at most 20`);
}

function tapeIn(text: string | undefined): Tape | null {
  if (text === undefined) return null;
  const found = TAPES.find((each) => each === text.toUpperCase());
  if (found !== undefined) return found;
  throw new Refusal(`--tape is '${text}': there are ${TAPES.join(', ')}`);
}

function dateIn(text: string | undefined): string | null {
  if (text === undefined || isDate(text)) return text ?? null;
  throw new Refusal(`--date is '${text}': it must be a day as YYYY-MM-DD`);
}

type Values = Readonly<Partial<Record<OptionName, string>>>;

/** The values by option. Refuses what is unknown, lacks its value, is empty, or is said twice. */
function parsed(args: readonly string[]): Values {
  const text = { type: 'string', multiple: true } as const;
  const values = valuesOf(args, Object.fromEntries(OPTION_NAMES.map((name) => [name, text])));
  const found: Partial<Record<OptionName, string>> = {};
  for (const name of OPTION_NAMES) {
    const [value, second] = values[name] ?? [];
    if (value === undefined) continue;
    if (second !== undefined) throw new Refusal(`--${name} is said twice`);
    if (value.trim() === '') throw new Refusal(`--${name} is empty`);
    found[name] = value;
  }
  return found;
}

function valuesOf(args: readonly string[], options: Readonly<Record<string, { type: 'string'; multiple: true }>>) {
  try {
    const { values } = parseArgs({ args: [...args], options });
    return values;
  } catch (error) {
    throw new Refusal(`${firstSentence(error)}; --help lists the options`);
  }
}

/** What node says of the arguments; of a value that is missing, or was swallowed by the option after it, it says more than one line. */
function firstSentence(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? error.code : null;
  const [, option] = /'(--[a-z-]+)/.exec(String(error)) ?? [];
  if (code === 'ERR_PARSE_ARGS_INVALID_OPTION_VALUE' && option !== undefined) return `${option} lacks its value`;
  const message = error instanceof Error ? error.message : String(error);
  return message.split(/\.?\s*\n|\. /)[0] ?? message;
}

function ordersOf(path: string | undefined, perMinute: string | undefined): ReplayOptions['orders'] {
  if (path !== undefined && perMinute !== undefined)
    throw new Refusal('--orders and --orders-per-minute exclude each other: give one');
  if (path !== undefined) return { path };
  const text = perMinute ?? String(DEFAULT_ORDERS_PER_MINUTE);
  return { perMinute: numberIn({ name: 'orders-per-minute', text, max: ORDERS_PER_MINUTE_MAX }) };
}

/** Some of the known names, commas between, or all of them; none where nothing is asked for. */
function namedIn<T extends string>(option: string, name: string | undefined, known: readonly T[]): readonly T[] {
  if (name === undefined) return [];
  if (name === 'all') return known;
  const names = name.split(',').map((part) => {
    const found = known.find((each) => each === part);
    if (found !== undefined) return found;
    throw new Refusal(`--${option} is '${part}': there are ${known.join(', ')} and all`);
  });
  return onceEach(option, names);
}

/** The values of a list. Refuses one that is there twice: its run would be made twice, shown once, and change the digest. */
function onceEach<T>(option: string, values: readonly T[]): readonly T[] {
  const twice = values.find((value, at) => values.indexOf(value) !== at);
  if (twice === undefined) return values;
  throw new Refusal(`--${option} names ${twice} twice`);
}

function sourcingOf(name: string | undefined): Sourcing | null {
  if (name === undefined) return null;
  const found = SOURCINGS.find((each) => each === name);
  if (found !== undefined) return found;
  throw new Refusal(`--sourcing is '${name}': there are ${SOURCINGS.join(', ')}`);
}

function heldOf(text: string | undefined): boolean | null {
  if (text === undefined) return null;
  if (text === 'yes' || text === 'no') return text === 'yes';
  throw new Refusal(`--held is '${text}': it must be yes or no`);
}

function urgencyOf(text: string): number {
  const value = /^(0|1|0\.\d{1,6})$/.test(text) ? Number(text) : null;
  if (value !== null) return value;
  throw new Refusal(`--urgency is '${text}': it must be a number from 0 to 1, or several with commas between`);
}

function numberIn({ name, text, max }: { name: string; text: string; max: number }): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value <= max) return value;
  throw new Refusal(`--${name} is '${text}': it must be a whole number from 0 to ${max}`);
}
