'use client';

import { Button } from '@fairlead/ui/button';
import { useEffect, useRef, useState } from 'react';
import { formatQuantity, formatSpan } from '@/words/figures';
import { type CsvProgress, type CsvRun, runCsv } from './csv-run';

interface CsvDownloadProps {
  readonly href: string;
  readonly name: string;
  readonly noun: string;
}

/** The whole list as a file, made by the server: how far it is, how long it will take, and a way to stop it. */
export function CsvDownload({ href, name, noun }: CsvDownloadProps) {
  const [progress, setProgress] = useState<CsvProgress | null>(null);
  const run = useRef<CsvRun | null>(null);
  useEffect(() => () => run.current?.cancel(), []);
  if (progress === null || progress.kind === 'done')
    return (
      <Button
        look="quiet"
        size="sm"
        title={`Download all ${noun} that fit the filter as CSV, up to 1,000,000`}
        onClick={() => {
          run.current = runCsv(href, name, setProgress);
        }}
      >
        CSV
      </Button>
    );
  return (
    <span role="status" className="flex items-center gap-1.5 text-2xs text-muted">
      <span className="figures">{wordsOf(progress)}</span>
      <Button
        look="quiet"
        size="sm"
        onClick={() => {
          run.current?.cancel();
          setProgress(null);
        }}
      >
        {progress.kind === 'failed' ? 'Close' : 'Cancel'}
      </Button>
    </span>
  );
}

function wordsOf(progress: CsvProgress): string {
  if (progress.kind === 'failed') return progress.message;
  if (progress.kind === 'done') return '';
  const { rows, expected, leftMs } = progress;
  const of = expected === null ? '' : ` of ${formatQuantity(expected)}`;
  const left = leftMs === null ? '' : ` · ${formatSpan(leftMs)} left`;
  return `${formatQuantity(rows)}${of} rows${left}`;
}
