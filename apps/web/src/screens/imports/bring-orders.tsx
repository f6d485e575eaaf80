'use client';

import type { ImportFormat } from '@fairlead/contracts/import';
import { ORDER_FILE_BYTES_MAX } from '@fairlead/contracts/upload';
import { useState } from 'react';
import { sizeWords } from '@/words/report-words';
import { SelectField, ValueField } from '../act/act-fields';
import { AskedAct } from '../act/asked-act';
import { FileField } from '../act/file-field';
import { type Bringing, useBringing } from './use-bringing';

const FORMATS = [
  { value: 'CSV', label: 'CSV' },
  { value: 'JSONL', label: 'JSON lines' },
] as const;
const NAMES = ['orders', 'routes', 'executions'] as const;
type Name = (typeof NAMES)[number];
const LABELS: Readonly<Record<Name, string>> = { orders: 'Orders', routes: 'Routes', executions: 'Executions' };
type Chosen = Readonly<Record<Name, File | null>>;

/** The question before a firm's files are brought, and how far they are on their way. */
export function BringOrders({ onClose }: { readonly onClose: () => void }) {
  const { procedure, sent } = useBringing();
  const [client, setClient] = useState('IMPORT');
  const [format, setFormat] = useState<ImportFormat>('CSV');
  const [chosen, setChosen] = useState<Chosen>({ orders: null, routes: null, executions: null });
  const missing = missingOf(chosen, client);
  const choose = (name: Name, file: File | undefined) => {
    setChosen((before) => ({ ...before, [name]: file ?? null }));
    if (file !== undefined) setFormat(/\.(jsonl|ndjson)$/i.test(file.name) ? 'JSONL' : 'CSV');
  };
  return (
    <AskedAct<Bringing, Error>
      area="reports"
      scope="reports:write"
      title="Bring past orders"
      description="What the firm has routed elsewhere, as three files (docs/import.md). Nothing of them counts before every line is right."
      choice={(readOnly) => (
        <div className="flex flex-col gap-3">
          {NAMES.map((name) => (
            <FileField
              key={name}
              label={LABELS[name]}
              accept=".csv,.jsonl,.ndjson,text/csv,application/x-ndjson,text/plain"
              disabled={readOnly}
              onChoose={([file]) => choose(name, file)}
            />
          ))}
          <fieldset disabled={readOnly} className="grid gap-3 sm:grid-cols-2">
            <legend className="sr-only">How and whose they are</legend>
            <ValueField label="Client: whose orders they are" value={client} onChange={setClient} />
            <SelectField label="Written as" value={format} options={FORMATS} onChange={setFormat} />
          </fieldset>
        </div>
      )}
      missing={missing}
      lines={linesOf(chosen, client, { missing, sent })}
      confirm="Bring them"
      keep="Bring nothing"
      names={{
        done: 'All have come',
        doneSays: 'The worker loads them; how far it is, and each line that is wrong, stands with the import.',
        undone: 'They have not all come, and nothing of them counts.',
      }}
      procedure={procedure}
      inputOf={(why) => ({ ...why, ...broughtOf(chosen, client.trim(), format) })}
      onClose={onClose}
    />
  );
}

function broughtOf(chosen: Chosen, client: string, format: ImportFormat): Pick<Bringing, 'upload' | 'files'> {
  const announced = (name: Name) => ({ name: chosen[name]?.name ?? '', bytes: chosen[name]?.size ?? 0 });
  const files = { orders: announced('orders'), routes: announced('routes'), executions: announced('executions') };
  return {
    upload: { kind: 'ORDERS', client_id: client, format, files },
    files: NAMES.flatMap((file) => {
      const blob = chosen[file];
      return blob === null ? [] : [{ file, blob }];
    }),
  };
}

function missingOf(chosen: Chosen, client: string): string | null {
  const absent = NAMES.filter((name) => chosen[name] === null).map((name) => LABELS[name].toLowerCase());
  if (absent.length > 0) return `Choose the file of ${absent.join(' and that of ')}.`;
  const large = NAMES.find((name) => (chosen[name]?.size ?? 0) > ORDER_FILE_BYTES_MAX);
  if (large !== undefined) return `The file of ${large} is larger than 4 GiB: bring it as several imports.`;
  return /^[\x21-\x7e]{1,50}$/.test(client.trim()) ? null : 'Name the client in up to 50 letters without spaces.';
}

function linesOf(
  chosen: Chosen,
  client: string,
  { missing, sent }: { readonly missing: string | null; readonly sent: string | null },
): readonly string[] | undefined {
  if (sent !== null) return [sent];
  if (missing !== null) return undefined;
  const bytes = NAMES.reduce((sum, name) => sum + (chosen[name]?.size ?? 0), 0);
  return [
    `${sizeWords(bytes)} in three files, of client ${client.trim()}.`,
    'Reports and execution quality that are made from then on count them; what is made already stays as it is.',
  ];
}
