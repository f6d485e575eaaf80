'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { z } from 'zod';

const SAVE_AFTER_MS = 120;
const kept = z.object({ listPlace: z.object({ top: z.number(), active: z.string().nullable() }) });

/** Where a list was left, kept with its entry in the browser's history: Back comes back to it, a new visit begins at the top. */
export function useListPlace() {
  const [start] = useState(placeOfEntry);
  const [active, setActive] = useState<string | null>(start.active);
  const place = useRef({ ...start });
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const save = useCallback(() => {
    clearTimeout(timer.current);
    window.history.replaceState({ ...window.history.state, listPlace: place.current }, '');
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  const later = useCallback(() => {
    clearTimeout(timer.current);
    timer.current = setTimeout(save, SAVE_AFTER_MS);
  }, [save]);
  return {
    startTop: start.top,
    active,
    setActive: useCallback(
      (key: string | null) => {
        place.current.active = key;
        setActive(key);
        later();
      },
      [later],
    ),
    scrolled: useCallback(
      (top: number) => {
        place.current.top = top;
        later();
      },
      [later],
    ),
    /** Before the list is left. */
    save,
  };
}

function placeOfEntry(): { top: number; active: string | null } {
  if (typeof window === 'undefined') return { top: 0, active: null };
  const found = kept.safeParse(window.history.state);
  return found.success ? found.data.listPlace : { top: 0, active: null };
}
