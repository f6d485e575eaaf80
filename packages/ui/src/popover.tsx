'use client';

import { Popover as Radix } from 'radix-ui';
import type { ReactNode } from 'react';

interface PopoverProps {
  /** The button that opens it. */
  readonly trigger: ReactNode;
  /** What it is, for those who hear it. */
  readonly label: string;
  readonly children: ReactNode;
}

/** More of what a button tells in short, beside it. Escape, a press outside and the button close it. */
export function Popover({ trigger, label, children }: PopoverProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          aria-label={label}
          align="end"
          sideOffset={6}
          collisionPadding={8}
          className="z-40 max-h-[76vh] w-[min(380px,calc(100vw-16px))] overflow-y-auto rounded-md outline-none border border-line bg-raised p-3 text-xs shadow-(--shadow)"
        >
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
