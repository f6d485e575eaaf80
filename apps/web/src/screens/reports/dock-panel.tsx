'use client';

import { Button } from '@fairlead/ui/button';
import { useHotkeys } from '@fairlead/ui/hotkeys';
import type { ReactNode } from 'react';
import { useChosenFigure } from './use-chosen-figure';

interface DockPanelProps {
  /** Names it for readers. */
  readonly label: string;
  readonly title: ReactNode;
  /** What stands below the title. */
  readonly sum?: ReactNode;
  readonly tools?: ReactNode;
  readonly children: ReactNode;
}

/** What one looks into, below the report, until it is closed. */
export function DockPanel({ label, title, sum, tools, children }: DockPanelProps) {
  const { choose } = useChosenFigure();
  const close = () => choose(null);
  useHotkeys({ Escape: close });
  return (
    <aside
      aria-label={label}
      className="flex h-[44%] min-h-64 shrink-0 flex-col border-t-2 border-accent bg-bg max-sm:h-[58%]"
    >
      <div className="flex items-start gap-x-2 px-4 pt-2">
        <div className="min-w-0 flex-1">
          <h2 className="text-sm font-semibold">{title}</h2>
          {sum}
        </div>
        {tools}
        <Button look="quiet" size="sm" title="Close (Esc)" onClick={close}>
          Close
        </Button>
      </div>
      {children}
    </aside>
  );
}
