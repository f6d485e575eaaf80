'use client';

interface DateFieldProps {
  readonly label: string;
  /** As `2026-11-29`; null is none. */
  readonly value: string | null;
  readonly onChange: (value: string | null) => void;
}

/** A day, in the browser's own control. */
export function DateField({ label, value, onChange }: DateFieldProps) {
  return (
    <label className="inline-flex h-7 items-center gap-1 text-2xs text-faint">
      {label}
      <input
        type="date"
        value={value ?? ''}
        onChange={(event) => onChange(event.target.value === '' ? null : event.target.value)}
        className="h-full rounded-md border border-line bg-surface px-1.5 text-xs text-fg hover:border-line-strong"
      />
    </label>
  );
}
