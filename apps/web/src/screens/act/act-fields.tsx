'use client';

import { useId } from 'react';

const LOOK = 'h-9 w-full rounded-md border border-line-strong bg-bg px-2 text-sm text-fg hover:border-faint';

interface SelectProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}

/** One of a few, in a question. */
export function SelectField<Value extends string>({ label, value, options, onChange }: SelectProps<Value>) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1 text-xs text-muted">
      <label htmlFor={id}>{label}</label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => {
          const chosen = options.find((each) => each.value === target.value);
          if (chosen !== undefined) onChange(chosen.value);
        }}
        className={LOOK}
      >
        {options.map((each) => (
          <option key={each.value} value={each.value}>
            {each.label}
          </option>
        ))}
      </select>
    </div>
  );
}

interface TextProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'date' | 'datetime-local';
  readonly isFigure?: boolean;
}

/** A text or figure, in a question. */
export function ValueField({ label, value, onChange, type = 'text', isFigure = false }: TextProps) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1 text-xs text-muted">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type={type}
        value={value}
        autoComplete="off"
        spellCheck={false}
        inputMode={isFigure ? 'decimal' : undefined}
        onChange={({ target }) => onChange(target.value)}
        className={isFigure ? `${LOOK} figures text-right` : LOOK}
      />
    </div>
  );
}

/** Words of several lines, in a question. */
export function TextField({ label, value, onChange }: Pick<TextProps, 'label' | 'value' | 'onChange'>) {
  const id = useId();
  return (
    <div className="flex flex-col gap-1 text-xs text-muted">
      <label htmlFor={id}>{label}</label>
      <textarea
        id={id}
        value={value}
        rows={4}
        onChange={({ target }) => onChange(target.value)}
        className="w-full rounded-md border border-line-strong bg-bg px-2 py-1.5 text-sm text-fg hover:border-faint"
      />
    </div>
  );
}
