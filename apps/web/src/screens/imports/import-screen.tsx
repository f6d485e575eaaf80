'use client';

import { ActButton } from '@fairlead/ui/act-button';
import { CopyId } from '@fairlead/ui/copy-id';
import { Page, SectionTitle } from '@fairlead/ui/page';
import Link from 'next/link';
import { useState } from 'react';
import type { ImportShown } from '@/rows/import-row';
import { useViewer } from '@/viewer/viewer-context';
import { fileNameOf, importTitle, standingWords } from '@/words/import-words';
import { momentOf, sizeWords } from '@/words/report-words';
import { LinkButton } from '../link-button';
import { StaleNote } from '../stale-note';
import { FaultsSection } from './faults-section';
import { ImportStateMark } from './import-columns';
import { useImport } from './use-imports';
import { WithdrawImport } from './withdraw-import';

/** One import: what has become of it, its files, and each line that is wrong. */
export function ImportScreen({ id }: { readonly id: string }) {
  const { data: row, error } = useImport(id);
  const whyNot = useViewer().whyNot('reports:write');
  const [isAsked, setAsked] = useState(false);
  return (
    <Page
      title={importTitle(row)}
      lead={<Lead row={row} />}
      actions={
        <>
          <LinkButton href="/reports?view=imports">All imports</LinkButton>
          {row.state === 'COMPLETE' && (
            <ActButton whyNot={whyNot} onClick={() => setAsked(true)}>
              Withdraw…
            </ActButton>
          )}
        </>
      }
    >
      <div className="flex min-h-0 flex-1 flex-col overflow-y-auto">
        <StaleNote error={error} />
        <section aria-label="What has become of it" className="flex flex-col gap-2 border-t border-line px-4 py-4">
          <p role="status" className="max-w-200 text-sm">
            {standingWords(row)}
            {row.same_as !== null && (
              <>
                {' '}
                <Link href={`/reports/imports/${row.same_as}`} className="text-accent hover:underline">
                  The import that had brought them
                </Link>
              </>
            )}
          </p>
        </section>
        <FilesOf row={row} />
        {row.fault_count > 0 && <FaultsSection row={row} />}
      </div>
      {isAsked && <WithdrawImport row={row} onClose={() => setAsked(false)} />}
    </Page>
  );
}

function Lead({ row }: { readonly row: ImportShown }) {
  return (
    <span className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
      <span className={row.progress === null ? undefined : 'w-36'}>
        <ImportStateMark row={row} />
      </span>
      <span>
        brought by {row.by}, {momentOf(row.created_at_ms)}
        {row.reason !== null && `: ${row.reason}`}
      </span>
      {row.content_hash !== null && (
        <span>
          content <CopyId value={row.content_hash} label="hash of the files" />
        </span>
      )}
    </span>
  );
}

function FilesOf({ row }: { readonly row: ImportShown }) {
  return (
    <section aria-label="Files" className="border-t border-line pb-3">
      <div className="flex min-h-8 items-center px-4 pt-1">
        <SectionTitle title="Files" note={row.format === 'JSONL' ? 'JSON lines' : 'CSV'} />
      </div>
      <ul className="max-w-200 px-4 text-xs">
        {row.files.map(({ file, name, bytes, sha256 }) => (
          <li key={file} className="flex min-h-8 items-center gap-x-3 border-b border-line/55 last:border-0">
            <span className="w-20 shrink-0 text-muted">{file}</span>
            <span title={name} className="min-w-0 flex-1 truncate">
              {fileNameOf(name)}
            </span>
            <span className="figures shrink-0 text-faint">{sizeWords(bytes)}</span>
            {sha256 !== null && <CopyId value={sha256} label={`SHA-256 of ${name}`} />}
          </li>
        ))}
      </ul>
    </section>
  );
}
