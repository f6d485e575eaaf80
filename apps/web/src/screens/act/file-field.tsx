'use client';

import { useId } from 'react';

interface FileFieldProps {
  readonly label: string;
  readonly accept: string;
  readonly disabled: boolean;
  readonly onChoose: (files: readonly File[]) => void;
  readonly multiple?: boolean;
}

/** A file of the person's own, or some, in a question. */
export function FileField({ label, accept, disabled, onChoose, multiple = false }: FileFieldProps) {
  const id = useId();
  return (
    <div className="flex min-w-0 flex-col gap-1 text-xs text-muted">
      <label htmlFor={id}>{label}</label>
      <input
        id={id}
        type="file"
        accept={accept}
        disabled={disabled}
        multiple={multiple}
        onChange={({ target }) => onChoose([...(target.files ?? [])])}
        className="w-full text-sm text-fg file:mr-3 file:h-7 file:rounded-md file:border file:border-line file:bg-surface file:px-2.5 file:text-xs file:text-fg"
      />
    </div>
  );
}
