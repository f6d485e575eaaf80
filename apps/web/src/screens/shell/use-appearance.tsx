'use client';

import { useCallback, useState } from 'react';
import type { Appearance } from '@/appearance';

/** Changes how the console looks: at once on this page, and by a cookie on every later one. */
export function useAppearance(initial: Appearance) {
  const [look, setLook] = useState(initial);
  const change = useCallback(
    (changes: Partial<Appearance>) => {
      const next = { ...look, ...changes };
      setLook(next);
      document.documentElement.dataset.theme = next.theme;
      document.documentElement.dataset.pair = next.pair;
      void fetch('/api/appearance', {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify(next),
        keepalive: true,
      });
    },
    [look],
  );
  return { look, change };
}
