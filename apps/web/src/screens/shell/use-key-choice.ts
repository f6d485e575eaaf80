'use client';

import { useSyncExternalStore } from 'react';

const OFF = 'off';
/** The browser tells other windows of a change, but not the one that made it. */
const CHANGED = 'fairlead-keys-changed';

/** Whether somebody wants shortcuts of single keys: kept in this browser, for them. Until it is read they are off. */
export function useKeyChoice(person: string): { readonly isOn: boolean; readonly choose: (isOn: boolean) => void } {
  const key = `fairlead-keys:${person}`;
  const isOn = useSyncExternalStore(
    subscribe,
    () => window.localStorage.getItem(key) !== OFF,
    () => false,
  );
  const choose = (wanted: boolean) => {
    if (wanted) window.localStorage.removeItem(key);
    else window.localStorage.setItem(key, OFF);
    window.dispatchEvent(new Event(CHANGED));
  };
  return { isOn, choose };
}

function subscribe(onChange: () => void): () => void {
  window.addEventListener('storage', onChange);
  window.addEventListener(CHANGED, onChange);
  return () => {
    window.removeEventListener('storage', onChange);
    window.removeEventListener(CHANGED, onChange);
  };
}
