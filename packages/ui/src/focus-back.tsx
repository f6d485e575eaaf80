'use client';

import { useRef } from 'react';

/**
 * For what opens over the page: gives the focus back to what had it. Radix gives it back to a trigger of its own, and ours open from anywhere: a key, a menu, a
 * row. To be given to its content as `onCloseAutoFocus`.
 */
export function useFocusBack(open: boolean): (event: Event) => void {
  const opener = useRef<Element | null>(null);
  const wasOpen = useRef(false);
  // Noted before anything in it takes the focus, which what is in it may do when it comes.
  if (open && !wasOpen.current && typeof document !== 'undefined') opener.current = document.activeElement;
  wasOpen.current = open;
  return (event) => {
    event.preventDefault();
    if (opener.current instanceof HTMLElement) opener.current.focus();
  };
}
