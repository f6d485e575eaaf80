import { parseArgs } from 'node:util';
import { Refusal } from '../refusal.ts';

/** What a person asks for: to see what there is, or to have a fault at venues, or not any more. */
export type FaultWish =
  | { readonly kind: 'LIST' }
  | {
      readonly kind: 'ON';
      /** null is every venue. */
      readonly venueId: string | null;
      readonly fault: string;
      readonly forMs: number | undefined;
      /** How often it strikes, 0 to 1; only kinds with a probability take it. */
      readonly rate: number | undefined;
      /** Settings by name, as the kind takes them. */
      readonly settings: Readonly<Record<string, unknown>>;
    }
  | {
      readonly kind: 'OFF';
      readonly venueId: string | null /** null is every fault. */;
      readonly fault: string | null;
    };

const UNITS_MS: Readonly<Record<string, number>> = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 };
const USAGE =
  'npm run fault -- VENUE FAULT [on|off] [--for 30s] [--rate 0.5] [--set NAME=VALUE]; VENUE and FAULT off may be all';

/** Reads the words of `npm run fault`; refuses what it does not understand. */
export function readFaultWish(args: readonly string[]): FaultWish {
  const { values, positionals } = parsed(args);
  const [venue, fault, word = 'on', ...more] = positionals;
  if (venue === undefined) return { kind: 'LIST' };
  if (fault === undefined || more.length > 0) throw new Refusal(USAGE);
  const venueId = venue === 'all' ? null : venue;
  if (word === 'off') return { kind: 'OFF', venueId, fault: fault === 'all' ? null : fault };
  if (word !== 'on' || fault === 'all') throw new Refusal(USAGE);
  return {
    kind: 'ON',
    venueId,
    fault,
    forMs: values.for === undefined ? undefined : durationMs(values.for),
    rate: values.rate === undefined ? undefined : rateOf(values.rate),
    settings: Object.fromEntries((values.set ?? []).map(setting)),
  };
}

function parsed(args: readonly string[]) {
  const options = {
    for: { type: 'string' },
    rate: { type: 'string' },
    set: { type: 'string', multiple: true },
  } as const;
  try {
    return parseArgs({ args: [...args], options, allowPositionals: true });
  } catch (error) {
    throw new Refusal(error instanceof Error ? error.message : String(error));
  }
}

function durationMs(text: string): number {
  const [, count = '', unit = ''] = /^(\d+)(ms|s|m|h)$/.exec(text) ?? [];
  const ms = Number(count) * (UNITS_MS[unit] ?? Number.NaN);
  if (!(ms >= 1)) throw new Refusal(`--for ${text}: it must be a time, such as 500ms, 30s, 5m or 1h`);
  return ms;
}

function rateOf(text: string): number {
  const rate = text === '' ? Number.NaN : Number(text);
  if (!(rate >= 0 && rate <= 1)) throw new Refusal(`--rate ${text}: it must be from 0 to 1`);
  return rate;
}

/** A value is JSON where it is any, else the text itself; several texts stand behind each other with commas where the kind takes a list. */
function setting(text: string): [string, unknown] {
  const [, name, value] = /^([a-z_]+)=(.+)$/.exec(text) ?? [];
  if (name === undefined || value === undefined) throw new Refusal(`--set ${text}: it must be NAME=VALUE`);
  try {
    return [name, JSON.parse(value)];
  } catch {
    return [name, value];
  }
}
