'use client';

import { useEffect, useId, useState } from 'react';

interface SuggestFieldProps {
  readonly label: string;
  readonly value: string | null;
  /** Told when the person has chosen, pressed Enter or left the field. */
  readonly onChange: (value: string | null) => void;
  readonly suggestions: readonly string[];
  /** Letters as capitals, as symbols are. */
  readonly capitals?: boolean;
}

/** A name that the person knows, or is helped to find. */
export function SuggestField({ label, value, onChange, suggestions, capitals = false }: SuggestFieldProps) {
  const [text, setText] = useState(value ?? '');
  const id = useId();
  useEffect(() => setText(value ?? ''), [value]);
  const commit = (typed: string) => {
    const wanted = typed.trim() === '' ? null : typed.trim();
    if (wanted !== value) onChange(wanted);
  };
  return (
    <label className="inline-flex h-7 items-center">
      <span className="sr-only">{label}</span>
      <input
        type="text"
        list={id}
        value={text}
        placeholder={label}
        autoComplete="off"
        spellCheck={false}
        onChange={({ target }) => {
          const typed = capitals ? target.value.toUpperCase() : target.value;
          setText(typed);
          if (typed === '' || suggestions.includes(typed)) commit(typed);
        }}
        onBlur={() => commit(text)}
        onKeyDown={(event) => {
          if (event.key === 'Enter') commit(text);
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        // A long name of the field is read whole; of what is chosen the beginning tells.
        size={Math.max(label.length, 9)}
        className="h-full rounded-md border border-line bg-surface px-2 text-xs placeholder:text-faint hover:border-line-strong"
      />
      <datalist id={id}>
        {suggestions.map((suggestion) => (
          <option key={suggestion} value={suggestion} />
        ))}
      </datalist>
    </label>
  );
}
