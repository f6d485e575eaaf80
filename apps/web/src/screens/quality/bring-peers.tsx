'use client';

import { PEER_FILE_BYTES_MAX, PEER_FILES_MAX } from '@fairlead/contracts/upload';
import { useState } from 'react';
import { formatQuantity } from '@/words/figures';
import { sizeWords } from '@/words/report-words';
import { AskedAct } from '../act/asked-act';
import { FileField } from '../act/file-field';
import { type Bringing, useBringing } from '../imports/use-bringing';

/** The question before files of other firms are brought. */
export function BringPeers({ onClose }: { readonly onClose: () => void }) {
  const { procedure, sent } = useBringing();
  const [chosen, setChosen] = useState<readonly File[]>([]);
  const missing = missingOf(chosen);
  return (
    <AskedAct<Bringing, Error>
      area="reports"
      scope="reports:write"
      title="Bring what other firms have published"
      description="Reports of Rule 606(a)(1) as XML, of Rule 605 as they are published, packed or not. Each is known by its name: leave it as it is."
      choice={(readOnly) => (
        <FileField
          label="Files"
          accept=".xml,.txt,.csv,.dat,.zip,.gz"
          multiple
          disabled={readOnly}
          onChoose={setChosen}
        />
      )}
      missing={missing}
      lines={linesOf(chosen, { missing, sent })}
      confirm="Bring them"
      keep="Bring nothing"
      names={{
        done: 'All have come',
        doneSays: 'The worker loads them, file by file; what is wrong with each stands with it.',
        undone: 'They have not all come, and none of them is loaded.',
      }}
      procedure={procedure}
      inputOf={(why) => ({
        ...why,
        upload: { kind: 'PEERS', files: chosen.map(({ name, size }) => ({ name, bytes: size })) },
        files: chosen.map((blob, place) => ({ file: String(place + 1), blob })),
      })}
      onClose={onClose}
    />
  );
}

function missingOf(chosen: readonly File[]): string | null {
  if (chosen.length === 0) return 'Choose a file or some.';
  if (chosen.length > PEER_FILES_MAX) return `Bring ${PEER_FILES_MAX} files at most at once.`;
  const large = chosen.find(({ size }) => size > PEER_FILE_BYTES_MAX);
  return large === undefined ? null : `${large.name} is larger than 256 MiB: bring it packed.`;
}

function linesOf(
  chosen: readonly File[],
  { missing, sent }: { readonly missing: string | null; readonly sent: string | null },
): readonly string[] | undefined {
  if (sent !== null) return [sent];
  if (missing !== null) return undefined;
  const bytes = chosen.reduce((sum, { size }) => sum + size, 0);
  const files = chosen.length === 1 ? 'one file' : `${formatQuantity(chosen.length)} files`;
  return [
    `${sizeWords(bytes)} in ${files}.`,
    'A corrected file takes the place of the one of its firm, kind and period.',
  ];
}
