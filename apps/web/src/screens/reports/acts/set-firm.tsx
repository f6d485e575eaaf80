'use client';

import { formatEtDate } from '@fairlead/ui/time';
import { useState } from 'react';
import type { ReportFirm } from '@/rows/report-firm';
import { useTRPC } from '@/trpc/client';
import { ValueField } from '../../act/act-fields';
import { AskedAct } from '../../act/asked-act';

interface SetFirmProps {
  /** Who it is today; null where nobody has said. */
  readonly firm: ReportFirm | null;
  readonly onClose: () => void;
}

/** The question before it is said who the firm is, from a day on. */
export function SetFirm({ firm, onClose }: SetFirmProps) {
  const trpc = useTRPC();
  const [from, setFrom] = useState(() => formatEtDate(Date.now()));
  const [bd, setBd] = useState(firm?.bd ?? '');
  const [crd, setCrd] = useState(firm?.crd ?? '');
  const [participant, setParticipant] = useState(firm?.participant ?? '');
  const [entity, setEntity] = useState(firm?.entity ?? '');
  const missing = missingOf({ from, bd, crd, participant, entity });
  return (
    <AskedAct
      area="reports"
      scope="reports:write"
      title="Say who the firm is"
      description="As its reports name it. What is said of a day that is there already takes its place."
      choice={(readOnly) => (
        <fieldset disabled={readOnly} className="grid gap-3 sm:grid-cols-2">
          <legend className="sr-only">The firm</legend>
          <ValueField label="Name of the broker-dealer" value={bd} onChange={setBd} />
          <ValueField label="CRD number" value={crd} onChange={setCrd} isFigure />
          <ValueField
            label="Rule 605: letter of the designated participant"
            value={participant}
            onChange={(text) => setParticipant(text.toUpperCase())}
          />
          <ValueField
            label="Rule 605: its code of the firm"
            value={entity}
            onChange={(text) => setEntity(text.toUpperCase())}
          />
          <ValueField label="From" type="date" value={from} onChange={setFrom} />
        </fieldset>
      )}
      missing={missing}
      lines={
        missing === null
          ? [
              `Reports of a time that ends on ${from} or later are those of ${bd.trim()}, CRD ${crd}.`,
              'Reports that are made already stay as they are.',
            ]
          : undefined
      }
      confirm="Keep it"
      keep="Keep nothing"
      names={{ done: 'Kept', doneSays: 'The next report has it.', undone: 'Nothing was kept.' }}
      procedure={trpc.reports.setFirm.mutationOptions()}
      inputOf={(why) => ({
        ...{ effective_from: from, bd: bd.trim(), crd },
        participant: participant === '' ? null : participant,
        entity: entity === '' ? null : entity,
        ...why,
      })}
      onClose={onClose}
    />
  );
}

type Typed = Readonly<Record<'from' | 'bd' | 'crd' | 'participant' | 'entity', string>>;

function missingOf({ from, bd, crd, participant, entity }: Typed): string | null {
  if (bd.trim() === '' || bd.trim().length > 80) return 'Give the firm’s name, in up to 80 characters.';
  if (!/^\d{1,10}$/.test(crd)) return 'Give its CRD number in digits.';
  if ((participant === '') !== (entity === '')) return 'Give the participant and its code of the firm, or neither.';
  if (participant !== '' && !/^[A-Z]$/.test(participant)) return 'A designated participant is one letter.';
  if (entity !== '' && !/^[A-Z]{1,8}$/.test(entity)) return 'The code is of up to eight letters.';
  return /^\d{4}-\d{2}-\d{2}$/.test(from) ? null : 'Give the day from which it holds.';
}
