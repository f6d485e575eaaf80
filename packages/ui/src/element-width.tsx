'use client';

import { type RefObject, useEffect, useLayoutEffect, useState } from 'react';

// On the server there is no layout to wait for.
const useBeforePaint = typeof window === 'undefined' ? useEffect : useLayoutEffect;

/** The width of an element in pixels as it changes; undefined until it is known. */
export function useElementWidth(element: RefObject<HTMLElement | null>): number | undefined {
  const [width, setWidth] = useState<number>();
  useBeforePaint(() => {
    const target = element.current;
    if (target === null) return;
    setWidth(target.clientWidth);
    const observer = new ResizeObserver(() => setWidth(target.clientWidth));
    observer.observe(target);
    return () => observer.disconnect();
  }, [element]);
  return width;
}
