'use client';

import { type MemberList, readMemberLists } from '@fairlead/core/report/member-lists';
import type { Result } from '@fairlead/core/result';
import { useState } from 'react';
import { useTRPC } from '@/trpc/client';
import { formatQuantity } from '@/words/figures';
import { AskedAct } from '../../act/asked-act';
import { FileField } from '../../act/file-field';

/** The router takes no more at once. */
const TEXT_MAX = 250_000;

interface Chosen {
  readonly text: string;
  readonly read: Result<readonly MemberList[], string>;
}

/** The question before lists of members are loaded out of a file: it is read here first, and said what is in it. */
export function LoadMembers({ onClose }: { readonly onClose: () => void }) {
  const trpc = useTRPC();
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const lists = chosen?.read.ok === true ? chosen.read.value : null;
  const missing = chosen === null ? 'Choose a file.' : chosen.read.ok ? null : chosen.read.error;
  return (
    <AskedAct
      area="reports"
      scope="reports:write"
      title="Load S&P 500 lists"
      description="A line a list: its day, how many they are, their symbols with spaces between. Lists of days that are there already are replaced."
      choice={(readOnly) => (
        <FileField
          label="File, as CSV: as_of,count,tickers"
          accept=".csv,text/csv,text/plain"
          disabled={readOnly}
          onChoose={([file]) => {
            if (file === undefined) setChosen(null);
            else void file.text().then((text) => setChosen({ text, read: readLists(text) }));
          }}
        />
      )}
      missing={missing}
      lines={lists === null ? (missing === null || chosen === null ? undefined : [missing]) : linesOf(lists)}
      confirm="Load them"
      keep="Load nothing"
      names={{
        done: 'Loaded',
        doneSays: 'Reports that are asked for from now on are divided by them.',
        undone: 'Nothing was loaded.',
      }}
      procedure={trpc.reports.loadMembers.mutationOptions()}
      inputOf={(why) => ({ text: chosen?.text ?? '', ...why })}
      onClose={onClose}
    />
  );
}

function readLists(text: string): Chosen['read'] {
  if (text.length > TEXT_MAX)
    return { ok: false, error: 'The file is larger than 250 kB: load it by npm run index:load, or in parts.' };
  const read = readMemberLists(text);
  return read.ok ? read : { ok: false, error: `Line ${read.error.line} is not as it should be (${read.error.code}).` };
}

function linesOf(lists: readonly MemberList[]): readonly string[] {
  const days = lists.map(({ asOf }) => asOf).sort();
  const members = lists.reduce((sum, { symbols }) => sum + symbols.length, 0);
  return [
    `${formatQuantity(lists.length)} ${lists.length === 1 ? 'list' : 'lists'} from ${days[0]} to ${days.at(-1)}, ${formatQuantity(members)} members in all.`,
    'Reports that are made already stay as they are.',
  ];
}
