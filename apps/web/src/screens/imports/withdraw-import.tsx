'use client';

import type { ImportShown } from '@/rows/import-row';
import { useTRPC } from '@/trpc/client';
import { importTitle, rowsWords } from '@/words/import-words';
import { AskedAct } from '../act/asked-act';

interface WithdrawImportProps {
  readonly row: ImportShown;
  readonly onClose: () => void;
}

/** The question before an import is withdrawn. */
export function WithdrawImport({ row, onClose }: WithdrawImportProps) {
  const trpc = useTRPC();
  return (
    <AskedAct
      area="reports"
      scope="reports:write"
      title={`Withdraw: ${importTitle(row)}`}
      description="It cannot be undone; the same files, or mended ones, can be brought again."
      lines={[
        `${rowsWords(row)} count no more, in reports and execution quality that are made from then on.`,
        'Reports that counted them stay as they are and say so; one that is not published yet goes no further.',
      ]}
      confirm="Withdraw it"
      keep="Let it count"
      names={{ done: 'Withdrawn', doneSays: 'None of its rows counts any more.', undone: 'It counts as before.' }}
      procedure={trpc.reports.withdrawImport.mutationOptions()}
      inputOf={(why) => ({ id: row.id, ...why })}
      onClose={onClose}
    />
  );
}
