import type { AwayPart } from '@/system/system-health';
import { formatClock } from './market-words';

/** What the browser knows to be away: a part of the installation, or the console itself. */
export type Away = AwayPart | { readonly part: 'CONSOLE'; readonly since_ms: number };

/** One part in words: what is wrong since when, and what still works. */
export interface AwayWords {
  readonly part: Away['part'];
  readonly title: string;
  readonly says: string;
}

const NAMES = { CONSOLE: 'Console', ROUTER: 'Router', DATABASE: 'Database', WORKER: 'Worker' } as const;
const STILL_WORKS = {
  CONSOLE: 'This window shows what it last had. Nothing new arrives and nothing can be done until it is back.',
  ROUTER: 'Stored orders and decisions can be read. No order or cancel is taken, and live figures are dashes.',
  DATABASE: 'What is live still arrives. Lists, details and sign-in wait, and new orders are refused.',
  WORKER: 'Orders go on. Venue statistics stay as old as they are.',
} as const;
const NOT_READY = 'Stored orders and decisions can be read. No new order is taken yet.';
const WAITS = {
  database: 'the database',
  journal: 'its journal',
  venues: 'the venues',
  recovery: 'what became of open orders',
} as const;
/** What of a part waits while the database is away, where the journal lies too. */
const WITH_DATABASE = new Set<string>(['database', 'journal']);

/** What is away in words, the gravest first. A part that only waits for another one that is named is not named too. */
export function awayWords(away: readonly Away[]): AwayWords[] {
  const console = away.find(({ part }) => part === 'CONSOLE');
  // A window without its console knows nothing of the rest.
  if (console !== undefined) return [wordsOf(console)];
  const isDatabaseAway = away.some(({ part }) => part === 'DATABASE');
  const isOnlyThat = (each: Away) =>
    isDatabaseAway && 'answers' in each && each.answers && each.waits_for.every((name) => WITH_DATABASE.has(name));
  return away.filter((each) => !isOnlyThat(each)).map(wordsOf);
}

function wordsOf(each: Away): AwayWords {
  const { part, since_ms: sinceMs } = each;
  const since = `since ${formatClock(sinceMs)} ET`;
  if (!('answers' in each) || !each.answers)
    return { part, title: `${NAMES[part]} away ${since}`, says: STILL_WORKS[part] };
  const waits = each.waits_for.map((name) => Reflect.get(WAITS, name) ?? name).join(' and ');
  return {
    part,
    title: `${NAMES[part]} not ready ${since}`,
    says: `It waits for ${waits}. ${part === 'ROUTER' ? NOT_READY : STILL_WORKS[part]}`,
  };
}
