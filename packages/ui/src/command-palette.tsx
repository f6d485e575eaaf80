'use client';

import { Command } from 'cmdk';
import { Dialog } from 'radix-ui';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useFocusBack } from './focus-back';
import { KeyHint } from './key-hint';

export interface PaletteCommand {
  readonly id: string;
  /** A text, but for what was found elsewhere. */
  readonly label: ReactNode;
  readonly group: string;
  readonly keys?: readonly string[];
  readonly act: () => void;
}

interface CommandPaletteProps {
  readonly open: boolean;
  readonly onOpenChange: (open: boolean) => void;
  readonly commands: readonly PaletteCommand[];
  /** What was found elsewhere for what was typed: shown as it is, before the commands. */
  readonly found?: readonly PaletteCommand[];
  /** Told what was typed. */
  readonly onType?: (text: string) => void;
  /** Why there may be more than is shown: it is still being looked for, or could not be. */
  readonly note?: string | undefined;
}

const GROUP =
  '[&_[cmdk-group-heading]]:px-2.5 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-2xs [&_[cmdk-group-heading]]:text-faint';

/** Everything that the console can do or find, by typing a part of its name. Closed, it gives the focus back before it does what was chosen. */
export function CommandPalette(props: CommandPaletteProps) {
  const { open, onOpenChange, commands, found = [], note } = props;
  const { text, type } = useTyped(props);
  const [selected, setSelected] = useState('');
  const first = found[0]?.id;
  // What was found comes after the typing: the first of it is what Enter opens.
  useEffect(() => {
    if (first !== undefined) setSelected(first);
  }, [first]);
  useToggle(open, onOpenChange);
  const giveBack = useFocusBack(open);
  const chosen = useRef<PaletteCommand | null>(null);
  const choose = (command: PaletteCommand) => {
    chosen.current = command;
    onOpenChange(false);
  };
  const closed = (event: Event) => {
    giveBack(event);
    chosen.current?.act();
    chosen.current = null;
  };
  return (
    <Dialog.Root open={open} onOpenChange={onOpenChange}>
      <Dialog.Portal>
        <Dialog.Overlay className="fixed inset-0 z-40 bg-bg/70" />
        <Dialog.Content
          aria-label="Commands"
          aria-describedby={undefined}
          onCloseAutoFocus={closed}
          className="fixed top-[14vh] left-1/2 z-50 w-[min(560px,calc(100vw-24px))] -translate-x-1/2 overflow-hidden rounded-lg border border-line bg-raised shadow-(--shadow)"
        >
          <Dialog.Title className="sr-only">Commands</Dialog.Title>
          <Command label="Commands" value={selected} onValueChange={setSelected} filter={holdsWords}>
            <Command.Input
              value={text}
              onValueChange={type}
              placeholder="Go to, open, switch…"
              className="h-11 w-full border-b border-line bg-transparent px-4 text-base outline-none placeholder:text-faint"
            />
            <Command.List className="max-h-[52vh] overflow-y-auto p-1.5">
              {note === undefined && found.length === 0 && (
                <Command.Empty className="px-3 py-6 text-center text-xs text-faint">
                  Nothing has this name.
                </Command.Empty>
              )}
              <Groups commands={found} areFound onChoose={choose} />
              <Groups commands={commands} areFound={false} onChoose={choose} />
            </Command.List>
            <p role="status" className="min-h-7 border-t border-line px-4 py-1.5 text-2xs text-faint">
              {note ?? 'Orders by id, symbols, clients, venues, decisions'}
            </p>
          </Command>
        </Dialog.Content>
      </Dialog.Portal>
    </Dialog.Root>
  );
}

/** Opens and closes it by ⌘K or Ctrl K. */
function useToggle(open: boolean, onOpenChange: (open: boolean) => void): void {
  useEffect(() => {
    const toggle = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.metaKey || event.ctrlKey)) return;
      event.preventDefault();
      onOpenChange(!open);
    };
    window.addEventListener('keydown', toggle);
    return () => window.removeEventListener('keydown', toggle);
  }, [open, onOpenChange]);
}

/** What was typed; nothing once it is closed. */
function useTyped({ open, onType }: Pick<CommandPaletteProps, 'open' | 'onType'>) {
  const [text, setText] = useState('');
  useEffect(() => {
    if (open) return;
    setText('');
    onType?.('');
  }, [open, onType]);
  const type = (typed: string) => {
    setText(typed);
    onType?.(typed);
  };
  return { text, type };
}

interface GroupsProps {
  readonly commands: readonly PaletteCommand[];
  /** What was found is shown whatever its name is. */
  readonly areFound: boolean;
  readonly onChoose: (command: PaletteCommand) => void;
}

function Groups({ commands, areFound, onChoose }: GroupsProps) {
  return [...new Set(commands.map((command) => command.group))].map((group) => (
    <Command.Group key={group} heading={group} forceMount={areFound} className={GROUP}>
      {commands
        .filter((command) => command.group === group)
        .map((command) => (
          <Item key={command.id} command={command} isFound={areFound} onChoose={onChoose} />
        ))}
    </Command.Group>
  ));
}

/** A command is shown where its name holds each word that was typed. */
function holdsWords(name: string, typed: string): number {
  const words = typed.toLowerCase().split(/\s+/);
  return words.every((word) => name.toLowerCase().includes(word)) ? 1 : 0;
}

interface ItemProps {
  readonly command: PaletteCommand;
  readonly isFound: boolean;
  readonly onChoose: (command: PaletteCommand) => void;
}

function Item({ command, isFound, onChoose }: ItemProps) {
  return (
    <Command.Item
      value={isFound ? command.id : `${command.group} ${String(command.label)}`}
      forceMount={isFound}
      onSelect={() => onChoose(command)}
      className="flex h-8 items-center justify-between gap-3 rounded-md px-2.5 text-sm data-[selected=true]:bg-hover"
    >
      <span className="flex min-w-0 flex-1 items-center gap-2 truncate">{command.label}</span>
      {command.keys !== undefined && <KeyHint keys={command.keys} />}
    </Command.Item>
  );
}
