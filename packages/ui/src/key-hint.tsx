'use client';

import { useSingleKeys } from './hotkeys';

/** A letter or sign that needs no other key. */
const SINGLE = /^[!-~]$/;

/** The keys that do the same as the control beside them; nothing where these keys are switched off. */
export function KeyHint({ keys }: { keys: readonly string[] }) {
  const singleKeys = useSingleKeys();
  if (!singleKeys && keys.every((key) => SINGLE.test(key))) return null;
  return (
    <span className="inline-flex items-center gap-0.5" aria-hidden="true">
      {keys.map((key) => (
        <kbd
          key={key}
          className="inline-flex h-4 min-w-4 items-center justify-center rounded-sm border border-line bg-surface px-1 font-sans text-[10px] leading-none text-faint"
        >
          {key}
        </kbd>
      ))}
    </span>
  );
}
