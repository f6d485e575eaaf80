'use client';

import { type DotTone, StatusDot } from '@fairlead/ui/status-dot';
import { type Connection, useConnection } from '@/live/live-context';

const WORDS: Readonly<Record<Connection, { tone: DotTone; label: string; says: string }>> = {
  live: { tone: 'good', label: 'Live', says: 'Updates arrive as they happen.' },
  connecting: { tone: 'idle', label: 'Connecting', says: 'Waiting for the first update.' },
  'router-down': {
    tone: 'stopped',
    label: 'Router away',
    says: 'The console cannot reach the router’s stream. What you see is stored; it tries again by itself.',
  },
  'console-down': {
    tone: 'stopped',
    label: 'Offline',
    says: 'This window has lost the console. It tries again by itself and misses nothing.',
  },
  'signed-out': {
    tone: 'stopped',
    label: 'Signed out',
    says: 'Your session has ended, or what you may see has changed. Sign in again to go on.',
  },
};

/** Whether what is on the screen is live, in a word. */
export function ConnectionMark() {
  const { tone, label, says } = WORDS[useConnection()];
  return (
    <span role="status" title={says} className="flex items-center gap-1.5 text-xs whitespace-nowrap text-muted">
      <StatusDot tone={tone} pulsing={tone === 'idle'} />
      {label}
    </span>
  );
}
