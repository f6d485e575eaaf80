'use client';

import { useEffect, useState } from 'react';
import { classNames } from './class-names';

interface CopyIdProps {
  readonly value: string;
  /** Characters shown; the rest is in the title and in what is copied. */
  readonly shown?: number;
  readonly label: string;
}

/** An id in mono that a press copies whole. Its tail is shown: of ordered ids, the tail is what differs. */
export function CopyId({ value, shown = 8, label }: CopyIdProps) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 1200);
    return () => clearTimeout(timer);
  }, [copied]);
  const text = value.length > shown ? `…${value.slice(-shown)}` : value;
  return (
    <button
      type="button"
      title={`${label} ${value}: press to copy`}
      aria-label={`Copy ${label} ${value}`}
      onClick={(event) => {
        event.stopPropagation();
        void navigator.clipboard.writeText(value).then(() => setCopied(true));
      }}
      className="group inline-flex max-w-full items-center gap-1 rounded-sm font-mono text-2xs text-muted hover:text-fg"
    >
      <span className="truncate">{text}</span>
      <span
        aria-hidden="true"
        className={classNames('text-[10px]', copied ? 'text-good' : 'text-faint group-hover:text-accent')}
      >
        {copied ? '✓' : '⧉'}
      </span>
      <span className="sr-only" role="status">
        {copied ? 'copied' : ''}
      </span>
    </button>
  );
}
