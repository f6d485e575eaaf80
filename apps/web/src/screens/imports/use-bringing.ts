'use client';

import { useState } from 'react';
import type { ActInput, ActOutcome } from '@/rows/act-outcome';
import type { UploadAsked } from '@/rows/upload-asked';
import { useTRPCClient } from '@/trpc/client';
import { sizeWords } from '@/words/report-words';
import { type NamedBlob, sendFiles } from './send-files';

/** What is brought, and the files themselves. */
export interface Bringing extends ActInput {
  readonly upload: UploadAsked;
  readonly files: readonly NamedBlob[];
}

/** Says what is brought, and sends it. Asked again it goes on with the same import, whose parts are sent again. */
export function useBringing() {
  const client = useTRPCClient();
  const [sent, setSent] = useState<string | null>(null);
  const mutationFn = async ({ files, ...asked }: Bringing): Promise<ActOutcome> => {
    const begun = await client.reports.bring.mutate(asked);
    if (begun.kind !== 'DONE' || begun.id === undefined) return begun;
    const all = sizeWords(files.reduce((sum, { blob }) => sum + blob.size, 0));
    const tell = (bytes: number) =>
      setSent(`${sizeWords(bytes)} of ${all} have come. Keep this page open until all have.`);
    const fault = await sendFiles({ id: begun.id, files }, tell);
    return fault === null ? begun : { kind: 'NOT_SENT', says: fault };
  };
  return { procedure: { mutationFn }, sent };
}
