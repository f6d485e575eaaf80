'use client';

import { DropdownMenu } from 'radix-ui';
import type { ReactNode } from 'react';

const ITEM =
  'flex h-7 w-full cursor-default items-center gap-2 rounded-sm px-2 text-xs text-fg outline-none select-none data-[disabled]:text-faint data-[highlighted]:bg-hover';

/** A list of choices that opens from a button. */
export function Menu({ trigger, children }: { trigger: ReactNode; children: ReactNode }) {
  return (
    // Not modal: a modal menu hides the whole page from readers while it is open.
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger asChild>{trigger}</DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          collisionPadding={8}
          className="z-50 max-h-[70vh] min-w-44 overflow-y-auto rounded-md border border-line bg-raised p-1 shadow-(--shadow)"
        >
          {children}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}

export function MenuLabel({ children }: { children: ReactNode }) {
  return <DropdownMenu.Label className="px-2 pt-1.5 pb-1 text-2xs text-faint">{children}</DropdownMenu.Label>;
}

export function MenuSeparator() {
  return <DropdownMenu.Separator className="my-1 h-px bg-line" />;
}

interface MenuItemProps {
  readonly onSelect: () => void;
  readonly children: ReactNode;
  /** Why it cannot be chosen; it is shown, with the reason, and does nothing. */
  readonly whyNot?: string;
}

export function MenuItem({ onSelect, children, whyNot = '' }: MenuItemProps) {
  if (whyNot === '')
    return (
      <DropdownMenu.Item className={ITEM} onSelect={onSelect}>
        {children}
      </DropdownMenu.Item>
    );
  // Reached by the keys like the others, so that its reason is read.
  return (
    <DropdownMenu.Item
      aria-disabled="true"
      className={`${ITEM} h-auto! max-w-72 flex-col items-start! gap-0! py-1`}
      onSelect={(event) => event.preventDefault()}
    >
      <span className="text-faint">{children}</span>
      <span className="text-2xs text-muted">{whyNot}</span>
    </DropdownMenu.Item>
  );
}

interface MenuCheckProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
  readonly children: ReactNode;
}

/** A choice that stays open when taken, so that several can be changed in one go. */
export function MenuCheck({ checked, onChange, children }: MenuCheckProps) {
  return (
    <DropdownMenu.CheckboxItem
      className={ITEM}
      checked={checked}
      onCheckedChange={onChange}
      onSelect={(event) => event.preventDefault()}
    >
      <span className="w-3 text-accent">{checked ? '✓' : ''}</span>
      {children}
    </DropdownMenu.CheckboxItem>
  );
}
