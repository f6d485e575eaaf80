import { isAbsolute, join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { RoutingObjective } from '@fairlead/core/order/request';
import { OBJECTIVES } from '@fairlead/core/routing/objectives/registry';
import { Refusal } from '../refusal.ts';

/** What a person may ask of `npm run replay`. */
export interface ReplayOptions {
  readonly quotesPath: string;
  readonly tradesPath: string | null;
  /** Where the orders come from: a file of API requests, or the generator at this rate over regular hours. */
  readonly orders: { readonly path: string } | { readonly perMinute: number };
  /** The objectives to run the day for, each on its own; empty leaves each order its own. */
  readonly objectives: readonly RoutingObjective[];
  readonly seed: number;
  readonly outPath: string | null;
}

/** Where a person stood and where recorded data lies; given by the entry file, which alone reads the process. */
export interface Places {
  /** The folder that relative paths are meant from. */
  readonly from: string;
  /** The folder of recorded data. */
  readonly shared: string;
}

export const USAGE =
  'npm run replay -- [--quotes FILE.csv.gz] [--trades FILE] [--orders FILE.jsonl | --orders-per-minute N] ' +
  '[--objective O|all] [--mode SWEEP] [--seed N] [--out FILE.json]';

/** The recorded day that is replayed when nothing else is asked for. */
const DEFAULT_QUOTES = 'data/us-equity-taq/quotes_XXX_2018-01-02.csv.gz';
/** 390 minutes of regular hours × 26 = 10,140 orders. */
const DEFAULT_ORDERS_PER_MINUTE = 26;
const ORDERS_PER_MINUTE_MAX = 10_000;
const SEED_MAX = 4_294_967_295;

/** Reads the arguments; refuses what it does not know in one line. */
export function readReplayOptions(args: readonly string[], places: Places): ReplayOptions {
  const values = parsed(args);
  const mode = values.mode ?? 'SWEEP';
  if (mode !== 'SWEEP') throw new Refusal(`--mode is '${mode}': this version replays SWEEP only`);
  const at = (path: string) => (isAbsolute(path) ? path : resolve(places.from, path));
  return {
    quotesPath: values.quotes === undefined ? join(places.shared, DEFAULT_QUOTES) : at(values.quotes),
    tradesPath: values.trades === undefined ? null : at(values.trades),
    orders: ordersOf(values.orders === undefined ? undefined : at(values.orders), values['orders-per-minute']),
    objectives: objectivesOf(values.objective),
    seed: numberIn({ name: 'seed', text: values.seed ?? '1', max: SEED_MAX }),
    outPath: values.out === undefined ? null : at(values.out),
  };
}

function parsed(args: readonly string[]) {
  const text = { type: 'string' } as const;
  try {
    return parseArgs({
      args: [...args],
      options: {
        quotes: text,
        trades: text,
        orders: text,
        'orders-per-minute': text,
        objective: text,
        mode: text,
        seed: text,
        out: text,
      },
    }).values;
  } catch (error) {
    throw new Refusal(`${firstSentence(error)}; usage: ${USAGE}`);
  }
}

function firstSentence(error: unknown): string {
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

function objectivesOf(name: string | undefined): readonly RoutingObjective[] {
  if (name === undefined) return [];
  if (name === 'all') return [...OBJECTIVES.keys()];
  const found = [...OBJECTIVES.keys()].find((objective) => objective === name);
  if (found !== undefined) return [found];
  throw new Refusal(`--objective is '${name}': this version replays ${[...OBJECTIVES.keys()].join(', ')} or all`);
}

function numberIn({ name, text, max }: { name: string; text: string; max: number }): number {
  const value = /^\d{1,10}$/.test(text) ? Number(text) : Number.NaN;
  if (value <= max) return value;
  throw new Refusal(`--${name} is '${text}': it must be a whole number from 0 to ${max}`);
}
