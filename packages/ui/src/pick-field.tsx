'use client';

import { useEffect, useId, useState } from 'react';

/** One of what can be picked: its id, and what people call it where that is something else. */
export interface Pick {
  readonly id: string;
  readonly name?: string;
}

interface PickFieldProps {
  readonly label: string;
  /** The id of what is picked; null while nothing is. */
  readonly value: string | null;
  readonly onChange: (id: string | null) => void;
  readonly picks: readonly Pick[];
  readonly readOnly?: boolean;
}

/** One of many, found by typing a part of its id or name. What is not among them is said to be unknown, and picks nothing. */
export function PickField({ label, value, onChange, picks, readOnly = false }: PickFieldProps) {
  const [text, setText] = useState(value ?? '');
  const [isLeft, setIsLeft] = useState(false);
  const fieldId = useId();
  const listId = useId();
  const faultId = useId();
  const type = (typed: string) => {
    setText(typed);
    setIsLeft(false);
    onChange(picked(picks, typed)?.id ?? null);
  };
  // What can be picked may come after something was typed.
  const found = picked(picks, text)?.id ?? null;
  useEffect(() => {
    if (value === null && found !== null) onChange(found);
  }, [value, found, onChange]);
  const isUnknown = isLeft && text.trim() !== '' && value === null;
  const name = picks.find(({ id }) => id === value)?.name;
  return (
    <div className="flex min-w-0 flex-col gap-1 text-xs text-muted">
      <label htmlFor={fieldId}>{label}</label>
      <input
        id={fieldId}
        type="text"
        list={listId}
        value={text}
        readOnly={readOnly}
        autoComplete="off"
        spellCheck={false}
        placeholder="Type a part of it"
        onChange={(event) => type(event.target.value)}
        onBlur={() => setIsLeft(true)}
        onKeyDown={(event) => {
          // It takes what is listed; it does not send the form that it stands in.
          if (event.key !== 'Enter') return;
          event.preventDefault();
          setIsLeft(true);
        }}
        aria-invalid={isUnknown}
        aria-describedby={faultId}
        className="h-9 w-full rounded-md border border-line-strong bg-bg px-3 text-sm text-fg placeholder:text-faint hover:border-faint aria-[invalid=true]:border-stopped"
      />
      <datalist id={listId}>
        {picks.map((pick) => (
          <option key={pick.id} value={pick.id} label={pick.name} />
        ))}
      </datalist>
      <span id={faultId} className="min-h-4 truncate">
        {isUnknown ? <span className="text-stopped">There is none of this name.</span> : name}
      </span>
    </div>
  );
}

/** By its id or its name, whichever way it is written. */
function picked(picks: readonly Pick[], typed: string): Pick | undefined {
  const wanted = typed.trim().toLowerCase();
  return picks.find(({ id, name }) => id.toLowerCase() === wanted || name?.toLowerCase() === wanted);
}
