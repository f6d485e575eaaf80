'use client';

import { createContext, type ReactNode, use, useEffect, useRef } from 'react';

const FIELDS = 'input, textarea, select, [contenteditable], [role="textbox"], [role="combobox"], [role="searchbox"]';
/** What has the keys to itself while it is open. */
const OVER_THE_PAGE = '[role="dialog"], [role="alertdialog"], [role="menu"], [role="listbox"]';

/** Whether a key press belongs to a field and not to the page. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || target.closest(FIELDS) !== null;
}

/** Whether a key press is that of the button or link that has the focus. */
function isPressing({ key, target }: KeyboardEvent): boolean {
  if (key !== 'Enter' && key !== ' ') return false;
  return target instanceof Element && target.closest('button, a[href], summary') !== null;
}

/** What a key, or one key after another ("g l"), does. */
export type Hotkeys = Readonly<Record<string, () => void>>;

const CHORD_MS_MAX = 1200;

const SingleKeys = createContext(true);

/** Switches the shortcuts of single letters and signs on or off for everything below: whoever speaks to the computer, or slips, must be able to (WCAG 2.1.4). */
export function SingleKeyShortcuts({ enabled, children }: { enabled: boolean; children: ReactNode }) {
  return <SingleKeys value={enabled}>{children}</SingleKeys>;
}

/** Whether single letters and signs do something on the page. */
export function useSingleKeys(): boolean {
  return use(SingleKeys);
}

/** Whether a press is meant for the page: not for a field, not with a modifier, and not for what is open over it. */
function isForPage(event: KeyboardEvent): boolean {
  if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return false;
  return document.querySelector(OVER_THE_PAGE) === null;
}

/**
 * Listens for keys on the whole page while the component is there. Presses in fields, with modifiers and under something that is open are left
 * alone, and so are letters and signs where those are switched off.
 */
export function useHotkeys(hotkeys: Hotkeys): void {
  const singleKeys = useSingleKeys();
  const current = useRef(hotkeys);
  useEffect(() => {
    current.current = hotkeys;
  });
  useEffect(() => {
    let first: { key: string; at: number } | undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isForPage(event) || (event.key.length === 1 && !singleKeys)) return;
      const chord = first !== undefined && event.timeStamp - first.at < CHORD_MS_MAX ? `${first.key} ${event.key}` : '';
      first = { key: event.key, at: event.timeStamp };
      const act = current.current[chord] ?? current.current[event.key];
      if (act === undefined || isPressing(event)) return;
      event.preventDefault();
      first = undefined;
      act();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [singleKeys]);
}
