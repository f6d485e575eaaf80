'use client';

import { Button } from '@fairlead/ui/button';
import { useHotkeys } from '@fairlead/ui/hotkeys';
import type { ReactNode } from 'react';

interface PeekPanelProps {
  readonly label: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
}

/** What is in a row, beside the list; it stays while one walks through the rows. Where there is no room for it, it is not there. */
export function PeekPanel({ label, onClose, children }: PeekPanelProps) {
  useHotkeys({ Escape: onClose });
  return (
    <aside
      aria-label={label}
      className="flex w-[400px] shrink-0 flex-col overflow-y-auto border-l border-line bg-surface max-lg:hidden"
    >
      <div className="flex justify-end px-2 pt-1">
        <Button look="quiet" size="sm" title="Close (Esc)" onClick={onClose}>
          Close
        </Button>
      </div>
      {children}
    </aside>
  );
}
