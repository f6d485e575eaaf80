'use client';

import { Choice } from '@fairlead/ui/choice';
import { DateField } from '@fairlead/ui/date-field';
import { SearchField } from '@fairlead/ui/search-field';
import { SuggestField } from '@fairlead/ui/suggest-field';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import type { DealFilter, Held } from '@/lists/list-url';
import type { ListNames } from './use-list-names';

const TYPED_MS = 300;

/** The search of a list: asked for when the person pauses. */
export function ListSearch({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}) {
  const [text, setText] = useState(value ?? '');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setText(value ?? ''), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <SearchField
      label={label}
      value={text}
      onChange={(typed) => {
        setText(typed);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => onChange(typed.trim() === '' ? null : typed.trim()), TYPED_MS);
      }}
    />
  );
}

interface OneOfProps<Value extends string> {
  readonly label: string;
  /** What it says where nothing is chosen. */
  readonly all: string;
  readonly value: Value | null;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value | null) => void;
}

/** One of a few, or all. */
export function OneOf<Value extends string>({ label, all, value, options, onChange }: OneOfProps<Value>) {
  return (
    <Choice<Value | ''>
      label={label}
      value={value ?? ''}
      onChange={(chosen) => onChange(chosen === '' ? null : chosen)}
      options={[{ value: '', label: all }, ...options]}
    />
  );
}

type Narrowing = Pick<Held<DealFilter>, 'client' | 'symbol'>;

interface NamedFieldsProps {
  readonly filter: Narrowing & { readonly venue: string | null };
  readonly onChange: (change: Partial<Narrowing & { readonly venue: string | null }>) => void;
  readonly names: ListNames;
}

/** Of what, whose and where: what has a name, as it is suggested. */
export function NamedFields({ filter, onChange, names: { symbols, clients, venues } }: NamedFieldsProps) {
  return (
    <>
      <SuggestField
        label="Symbol"
        capitals
        value={filter.symbol}
        suggestions={symbols}
        onChange={(symbol) => onChange({ symbol })}
      />
      {clients !== null && (
        <SuggestField
          label="Client"
          value={filter.client}
          suggestions={clients}
          onChange={(client) => onChange({ client })}
        />
      )}
      <SuggestField label="Venue" value={filter.venue} suggestions={venues} onChange={(venue) => onChange({ venue })} />
    </>
  );
}

type Days = Pick<Held<DealFilter>, 'from' | 'to'>;

/** The days that are looked at, both included. */
export function DayFields({
  filter,
  onChange,
}: {
  readonly filter: Days;
  readonly onChange: (change: Partial<Days>) => void;
}) {
  return (
    <span className="inline-flex items-center gap-1">
      <DateField label="From" value={filter.from} onChange={(from) => onChange({ from })} />
      <DateField label="to" value={filter.to} onChange={(to) => onChange({ to })} />
      <span className="text-2xs text-faint">ET</span>
    </span>
  );
}

/** Empties the filter. */
export function ClearFilter({ onClear }: { onClear: () => void }): ReactNode {
  return (
    <button type="button" className="text-xs text-accent hover:underline" onClick={onClear}>
      Clear
    </button>
  );
}
