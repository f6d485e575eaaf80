'use client';

import { useRef } from 'react';
import { useHotkeys } from './hotkeys';
import { KeyHint } from './key-hint';

interface SearchFieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly label: string;
  /** Takes the `/` key of the page. */
  readonly primary?: boolean;
}

/** Narrows a list as one types. `/` goes to it, Escape empties it. */
export function SearchField({ value, onChange, label, primary = true }: SearchFieldProps) {
  const input = useRef<HTMLInputElement>(null);
  useHotkeys(primary ? { '/': () => input.current?.focus() } : {});
  return (
    <label className="relative flex h-7 w-44 items-center max-sm:w-full">
      <span className="sr-only">{label}</span>
      <input
        ref={input}
        type="text"
        value={value}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          onChange('');
          event.currentTarget.blur();
        }}
        className="h-full w-full rounded-md border border-line bg-surface pr-7 pl-2.5 text-xs placeholder:text-faint hover:border-line-strong"
      />
      {primary && value === '' && (
        <span className="pointer-events-none absolute right-1.5 max-sm:hidden">
          <KeyHint keys={['/']} />
        </span>
      )}
    </label>
  );
}
