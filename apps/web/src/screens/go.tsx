'use client';

import { useRouter } from 'next/navigation';
import { createContext, type ReactNode, useCallback, useContext, useTransition } from 'react';

const Go = createContext<(href: string) => void>(() => undefined);

/**
 * The way from screen to screen. The one that is left stays until the other is whole: a skeleton between them would hold it back for 300 ms, which is what
 * React waits after anything that it has drawn for the time being. What takes long is told by a line.
 */
export function GoProvider({ children }: { children: ReactNode }) {
  const router = useRouter();
  const [isGoing, start] = useTransition();
  const go = useCallback((href: string) => start(() => router.push(href)), [router]);
  return (
    <Go value={go}>
      {isGoing && <GoingLine />}
      {children}
    </Go>
  );
}

/** Goes to a screen of the console, and tells it when that takes long. */
export function useGo(): (href: string) => void {
  return useContext(Go);
}

function GoingLine() {
  return (
    <div
      role="progressbar"
      aria-label="Opening the screen"
      className="going-line pointer-events-none fixed inset-x-0 top-0 z-50 h-0.5 bg-accent"
    />
  );
}
