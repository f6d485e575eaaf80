'use client';

import { useEffect, useRef } from 'react';

/** Whether a key press belongs to a field and not to the page. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  return target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName);
}

/** Whether a key press is that of the button or link that has the focus. */
function isPressing({ key, target }: KeyboardEvent): boolean {
  if (key !== 'Enter' && key !== ' ') return false;
  return target instanceof Element && target.closest('button, a[href], summary') !== null;
}

/** What a key, or one key after another ("g l"), does. */
export type Hotkeys = Readonly<Record<string, () => void>>;

const CHORD_MS_MAX = 1200;

/** Listens for keys on the whole page while the component is there; presses in fields and with modifiers are left alone. */
export function useHotkeys(hotkeys: Hotkeys): void {
  const current = useRef(hotkeys);
  useEffect(() => {
    current.current = hotkeys;
  });
  useEffect(() => {
    let first: { key: string; at: number } | undefined;
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.metaKey || event.ctrlKey || event.altKey || isTyping(event.target)) return;
      // Keys belong to the dialog that is open, not to the page behind it.
      if (document.querySelector('[role="dialog"]') !== null) return;
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
  }, []);
}
