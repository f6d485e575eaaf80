'use client';

import { Command } from 'cmdk';
import { useEffect } from 'react';
import { KeyHint } from './key-hint';

export interface PaletteCommand {
  readonly id: string;
  readonly label: string;
  readonly group: string;
  readonly keys?: readonly string[];
  readonly act: () => void;
}

interface CommandPaletteProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly commands: readonly PaletteCommand[];
}

/** Everything that the console can do, by typing a part of its name. */
export function CommandPalette({ open, onOpenChange, commands }: CommandPaletteProps) {
  useEffect(() => {
    const toggle = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      onOpenChange(!open);
    };
    window.addEventListener('keydown', toggle);
    return () => window.removeEventListener('keydown', toggle);
  }, [open, onOpenChange]);
  const groups = [...new Set(commands.map((command) => command.group))];
  return (
    <Command.Dialog
      open={open}
      onOpenChange={onOpenChange}
      label="Commands"
      overlayClassName="fixed inset-0 z-40 bg-bg/70"
      contentClassName="fixed top-[14vh] left-1/2 z-50 w-[min(520px,calc(100vw-24px))] -translate-x-1/2 overflow-hidden rounded-lg border border-line bg-raised shadow-(--shadow)"
    >
      <Command.Input
        placeholder="Go to, open, switch…"
        className="h-11 w-full border-b border-line bg-transparent px-4 text-base outline-none placeholder:text-faint"
      />
      <Command.List className="max-h-[46vh] overflow-y-auto p-1.5">
        <Command.Empty className="px-3 py-6 text-center text-xs text-faint">Nothing has this name.</Command.Empty>
        {groups.map((group) => (
          <Command.Group
            key={group}
            heading={group}
            className="[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-faint"
          >
            {commands
              .filter((command) => command.group === group)
              .map((command) => (
                <Command.Item
                  key={command.id}
                  value={`${command.group} ${command.label}`}
                  onSelect={() => {
                    onOpenChange(false);
                    command.act();
                  }}
                  className="flex h-8 items-center justify-between rounded-md px-2.5 text-sm data-[selected=true]:bg-hover"
                >
                  {command.label}
                  {command.keys !== undefined && <KeyHint keys={command.keys} />}
                </Command.Item>
              ))}
          </Command.Group>
        ))}
      </Command.List>
    </Command.Dialog>
  );
}
