import type { Freshness, FreshnessState } from '@/stream/freshness';
import { formatClock } from './market-words';

/** How new the screen is, for the header: the state in words, the figure beside it, and what it means. */
export interface FreshnessWords {
  readonly tone: 'good' | 'degraded' | 'stopped' | 'idle';
  readonly label: string;
  /** Follows the label, and changes too often to be read out. */
  readonly age: string;
  readonly since: string;
  readonly says: string;
}

const WORDS: Readonly<Record<FreshnessState, Pick<FreshnessWords, 'tone' | 'label' | 'says'>>> = {
  LIVE: {
    tone: 'good',
    label: 'Live',
    says: 'Updates arrive as they happen. The figure is the age of the router’s newest word.',
  },
  STALE: { tone: 'degraded', label: 'Stale', says: 'The router’s newest word is older than it should be.' },
  ROUTER_AWAY: {
    tone: 'stopped',
    label: 'Router away',
    says: 'The console does not hear the router. What you see is stored; it tries again by itself.',
  },
  OFFLINE: {
    tone: 'stopped',
    label: 'Offline',
    says: 'This window has lost the console. It tries again by itself and misses nothing.',
  },
  SIGNED_OUT: {
    tone: 'stopped',
    label: 'Signed out',
    says: 'Your session has ended, or what you may see has changed. Sign in again to go on.',
  },
  CONNECTING: { tone: 'idle', label: 'Connecting', says: 'Waiting for the first word of the router.' },
};
const WAITING = {
  tone: 'idle',
  label: 'Not live here',
  says: 'Four windows of this browser are live, which is as many as it can follow. Close one, or put it behind another, and this one goes on.',
} as const;

export function freshnessWords({ state, ageMs, sinceMs }: Freshness, isWaiting: boolean): FreshnessWords {
  const words = isWaiting && state === 'CONNECTING' ? WAITING : WORDS[state];
  return { ...words, age: ageOf(state, ageMs), since: sinceMs === null ? '' : `since ${formatClock(sinceMs)} ET` };
}

function ageOf(state: FreshnessState, ageMs: number | null): string {
  if (ageMs === null) return '';
  if (state === 'LIVE') return `· ${(ageMs / 1_000).toFixed(1)} s`;
  return state === 'STALE' ? `${Math.round(ageMs / 1_000)} s` : '';
}
