'use client';

import { useEffect } from 'react';

/** Prints in the light theme, whichever is worn: a dark page is unreadable on paper. */
export function useLightOnPaper(): void {
  useEffect(() => {
    const { dataset } = document.documentElement;
    let worn: string | undefined;
    const before = () => {
      worn = dataset.theme;
      dataset.theme = 'light';
    };
    const after = () => {
      if (worn !== undefined) dataset.theme = worn;
    };
    window.addEventListener('beforeprint', before);
    window.addEventListener('afterprint', after);
    return () => {
      window.removeEventListener('beforeprint', before);
      window.removeEventListener('afterprint', after);
    };
  }, []);
}
