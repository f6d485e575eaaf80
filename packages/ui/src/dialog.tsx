'use client';

import { Dialog as Radix } from 'radix-ui';
import type { ReactNode } from 'react';
import { useFocusBack } from './focus-back';

interface DialogProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly title: string;
  readonly description: string;
  readonly children: ReactNode;
}

/** A question or a sheet over the page. Escape and a press outside close it, and the focus goes back to where it came from. */
export function Dialog({ open, onOpenChange, title, description, children }: DialogProps) {
  const giveBack = useFocusBack(open);
  return (
    <Radix.Root open={open} onOpenChange={onOpenChange}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-bg/70" />
        <Radix.Content
          onCloseAutoFocus={giveBack}
          className="fixed top-[14vh] left-1/2 z-50 max-h-[72vh] w-[min(560px,calc(100vw-24px))] -translate-x-1/2 overflow-y-auto rounded-lg border border-line bg-raised p-5 shadow-(--shadow)"
        >
          <Radix.Title className="text-lg font-semibold">{title}</Radix.Title>
          <Radix.Description className="mt-0.5 mb-4 text-sm text-muted">{description}</Radix.Description>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
