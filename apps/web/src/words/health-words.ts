import type { PartState } from '@/system/system-health';
import type { SystemState } from '@/system/system-state';
import type { Away } from './away-words';

type Tone = 'good' | 'degraded' | 'stopped' | 'idle';
type Present = NonNullable<SystemState['present']>;

/** One process or store that the console stands on: how it is, and since when, in milliseconds since 1970. */
export interface HealthLine {
  readonly name: string;
  readonly tone: Tone;
  readonly says: string;
  readonly sinceMs: number | null;
}

const PARTS = { ROUTER: 'Router', DATABASE: 'Database', WORKER: 'Worker' } as const;
const WORKS = { ROUTER: 'takes orders', DATABASE: 'answers', WORKER: 'works' } as const;
const GB = 1_000_000_000;

/**
 * How everything is, line by line. `away` is the newest word of what is away; where it says that router or database are, what was said before of
 * now is not shown as now.
 */
export function healthLines(state: SystemState | undefined, away: readonly Away[]): HealthLine[] {
  const console = away.find(({ part }) => part === 'CONSOLE');
  const isBlind = away.some(({ part }) => part !== 'WORKER');
  const present = isBlind ? null : (state?.present ?? null);
  return [
    console === undefined
      ? { name: 'Console', tone: 'good', says: 'answers this window', sinceMs: null }
      : { name: 'Console', tone: 'stopped', says: 'does not answer', sinceMs: console.since_ms },
    ...(state?.parts ?? []).map((part) => partLine(part, away, console !== undefined)),
    venuesLine(present),
    listsLine(present),
    diskLine(present),
  ];
}

/** All of it in a word, for a dot. */
export function healthSummary(lines: readonly HealthLine[]): { readonly tone: Tone; readonly label: string } {
  const worst = (tone: Tone) => lines.filter((line) => line.tone === tone).map(({ name }) => name);
  const [stopped, degraded, unknown] = [worst('stopped'), worst('degraded'), worst('idle')];
  if (stopped.length > 0) return { tone: 'stopped', label: `Trouble: ${stopped.join(', ')}` };
  if (degraded.length > 0) return { tone: 'degraded', label: `Not well: ${degraded.join(', ')}` };
  if (unknown.length > 0) return { tone: 'idle', label: `Not known: ${unknown.join(', ')}` };
  return { tone: 'good', label: 'All well' };
}

function partLine(state: PartState, away: readonly Away[], isConsoleAway: boolean): HealthLine {
  const { part } = state;
  const name = PARTS[part];
  if (isConsoleAway) return { name, tone: 'idle', says: 'not known without the console', sinceMs: null };
  const now = away.find((each) => each.part === part);
  if (now === undefined || !('answers' in now))
    return { name, tone: 'good', says: WORKS[part], sinceMs: state.works ? state.since_ms : null };
  const tone = part === 'WORKER' || now.answers ? 'degraded' : 'stopped';
  const says = now.answers ? `not ready, waits for ${now.waits_for.join(' and ')}` : 'does not answer';
  return { name, tone, says, sinceMs: now.since_ms };
}

function venuesLine(present: Present | null): HealthLine {
  const name = 'Venues';
  if (present === null) return unknown(name);
  const { connected, total } = present.venues;
  const tone = connected === 0 ? 'stopped' : connected < total ? 'degraded' : 'good';
  const since = present.checks.find((check) => check.name === 'venues')?.since;
  // The router dates whether any venue is connected, not how many are.
  const isDated = since !== undefined && tone !== 'degraded';
  return { name, tone, says: `${connected} of ${total} connected`, sinceMs: isDated ? Date.parse(since) : null };
}

function listsLine(present: Present | null): HealthLine {
  const name = 'Lists';
  if (present === null) return unknown(name);
  const { behind_ms: behindMs, late } = present.projection;
  const says = behindMs < 1_000 ? 'up to date' : `${(behindMs / 1_000).toFixed(1)} s behind the journal`;
  return { name, tone: late ? 'degraded' : 'good', says, sinceMs: null };
}

function diskLine(present: Present | null): HealthLine {
  const name = 'Disk';
  if (present === null || present.disk.free_bytes === null) return unknown(name);
  const { free_bytes: free, days_left: days, low } = present.disk;
  const left = days === null ? '' : `, low in ${days < 1 ? 'less than a day' : `${Math.floor(days)} days`}`;
  const says = low ? `${inGb(free)} free: new orders are refused` : `${inGb(free)} free${left}`;
  return { name, tone: low ? 'stopped' : 'good', says, sinceMs: null };
}

function unknown(name: string): HealthLine {
  return { name, tone: 'idle', says: '–', sinceMs: null };
}

function inGb(bytes: number): string {
  return `${(bytes / GB).toFixed(1)} GB`;
}
