'use client';

import { Dialog } from '@fairlead/ui/dialog';
import { KeyHint } from '@fairlead/ui/key-hint';
import { DESTINATIONS } from './destinations';

const KEYS: readonly (readonly [keys: readonly string[], does: string])[] = [
  [['⌘', 'K'], 'Everything, by name (Ctrl K elsewhere)'],
  ...DESTINATIONS.map(({ key, label }) => [['g', key], `Go to ${label}`] as const),
  [['/'], 'Filter the list'],
  [['j'], 'Next row'],
  [['k'], 'Row before'],
  [['↵'], 'Open the row'],
  [['p'], 'Pause or resume the live list'],
  [['t'], 'Switch between dark and light'],
  [['?'], 'This list'],
  [['Esc'], 'Close, or empty the filter'],
];

/** The keys of the console. */
export function Help({ open, onOpenChange }: { open: boolean; onOpenChange: (open: boolean) => void }) {
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keys"
      description="The console can be worked without a mouse."
    >
      <dl className="grid grid-cols-[92px_1fr] gap-y-1.5 text-sm">
        {KEYS.map(([keys, does]) => (
          <div key={does} className="contents">
            <dt className="flex items-center">
              <KeyHint keys={keys} />
              <span className="sr-only">{keys.join(' ')}</span>
            </dt>
            <dd className="text-muted">{does}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
