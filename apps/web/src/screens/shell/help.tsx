'use client';

import { Button } from '@fairlead/ui/button';
import { Dialog } from '@fairlead/ui/dialog';
import { KeyHint } from '@fairlead/ui/key-hint';
import { useViewer } from '@/viewer/viewer-context';
import { destinationsFor } from './destinations';
import type { useKeyChoice } from './use-key-choice';

type Keys = readonly (readonly [keys: readonly string[], does: string])[];

const ALWAYS: Keys = [
  [['⌘', 'K'], 'Everything, by name (Ctrl K elsewhere)'],
  [['↵'], 'Open the row'],
  [['Esc'], 'Close, or empty the filter'],
];
const SINGLE: Keys = [
  [['/'], 'Filter the list'],
  [['j'], 'Next row'],
  [['k'], 'Row before'],
  [['x'], 'Cancel the order of the row'],
  [['p'], 'Pause or resume the live list'],
  [['t'], 'Switch between dark and light'],
  [['?'], 'This list'],
];

interface HelpProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly keys: ReturnType<typeof useKeyChoice>;
}

/** The keys of the console that are on, and the switch for those that a slip can press. */
export function Help({ open, onOpenChange, keys: { isOn, choose } }: HelpProps) {
  const { can } = useViewer();
  const going: Keys = destinationsFor(can).map(({ key, label }) => [['g', key], `Go to ${label}`]);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Keys"
      description="The console can be worked without a mouse."
    >
      <KeyList keys={isOn ? [...ALWAYS, ...going, ...SINGLE] : ALWAYS} />
      <div className="mt-4 flex flex-wrap items-center justify-between gap-2 border-t border-line pt-3 text-xs text-muted">
        <p>
          {isOn
            ? 'Keys never act while you type or while something is open over the page.'
            : 'Shortcuts of single keys are switched off for you in this browser.'}
        </p>
        <Button size="sm" onClick={() => choose(!isOn)}>
          {isOn ? 'Switch single keys off' : 'Switch single keys on'}
        </Button>
      </div>
    </Dialog>
  );
}

function KeyList({ keys }: { keys: Keys }) {
  return (
    <dl className="grid grid-cols-[92px_1fr] gap-y-1.5 text-sm">
      {keys.map(([pressed, does]) => (
        <div key={does} className="contents">
          <dt className="flex items-center">
            <KeyHint keys={pressed} />
            <span className="sr-only">{pressed.join(' ')}</span>
          </dt>
          <dd className="text-muted">{does}</dd>
        </div>
      ))}
    </dl>
  );
}
