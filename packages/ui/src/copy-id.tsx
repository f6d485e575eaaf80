'use client';

import { useEffect, useState } from 'react';

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
      <CopyMark copied={copied} />
      <span className="sr-only" role="status">
        {copied ? 'copied' : ''}
      </span>
    </button>
  );
}

function CopyMark({ copied }: { copied: boolean }) {
  return (
    <svg
      width="11"
      height="11"
      viewBox="0 0 12 12"
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.2"
      className={copied ? 'shrink-0 text-good' : 'shrink-0 text-faint group-hover:text-accent'}
    >
      {copied ? (
        <path d="M2 6.5 L5 9.5 L10.5 3" />
      ) : (
        <>
          <rect x="1.5" y="3.5" width="6.5" height="7" rx="1" />
          <path d="M4.5 1.5 H9.5 A1 1 0 0 1 10.5 2.5 V8" />
        </>
      )}
    </svg>
  );
}
