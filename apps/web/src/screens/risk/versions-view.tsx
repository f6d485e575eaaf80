'use client';

import type { RiskLimits, RiskLimitsVersion } from '@fairlead/contracts/risk';
import { ActButton } from '@fairlead/ui/act-button';
import { Badge, type Tone } from '@fairlead/ui/badge';
import type { Column } from '@fairlead/ui/column';
import { DataTable } from '@fairlead/ui/data-table';
import { Dialog } from '@fairlead/ui/dialog';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { Time } from '@fairlead/ui/time';
import { useMemo, useState } from 'react';
import { useViewer } from '@/viewer/viewer-context';
import { authorWords } from '@/words/author-words';
import { LIMIT_STATE_WORDS, whyNoApproval, whyNoVerdict } from '@/words/risk-words';
import { ChangeLimitButton } from './acts/change-limit';
import { DecideVersion, type Verdict, versionLines } from './acts/decide-version';
import { NotShown, useMaySeeRisk } from './not-shown';
import { useExposure, useLimits } from './use-risk';

const TONES: Readonly<Record<RiskLimitsVersion['state'], Tone>> = {
  SUBMITTED: 'accent',
  ACTIVE: 'good',
  RETIRED: 'neutral',
  REFUSED: 'neutral',
};

type Ask = (version: RiskLimitsVersion, verdict: Verdict) => void;
const at = (text: string | null) => (text === null ? null : Date.parse(text));

const columnsOf = (ask: Ask, inForce: number): readonly Column<RiskLimitsVersion>[] => [
  { id: 'name', header: 'Version', width: 76, priority: 1, value: ({ name }) => name },
  {
    id: 'state',
    header: 'State',
    width: 146,
    priority: 1,
    value: ({ state }) => LIMIT_STATE_WORDS[state],
    cell: ({ state }) => <Badge tone={TONES[state]}>{LIMIT_STATE_WORDS[state]}</Badge>,
  },
  { id: 'author', header: 'Written by', width: 180, priority: 3, value: authorWords },
  moment('written', 'Written', ({ created_at: written }) => at(written)),
  { id: 'reason', header: 'Reason', width: 150, grow: true, priority: 2, value: ({ reason }) => reason },
  { id: 'decided-by', header: 'Decided by', width: 180, priority: 3, value: ({ approver }) => approver },
  moment('decided', 'Decided', ({ approved_at: decided }) => at(decided)),
  { id: 'why', header: 'Why', width: 140, priority: 4, value: (row) => row.approval_reason },
  {
    id: 'acts',
    header: '',
    width: 182,
    priority: 1,
    align: 'right',
    pressable: true,
    value: () => null,
    cell: (row) => (row.state === 'SUBMITTED' ? <Verdicts version={row} inForce={inForce} onAsk={ask} /> : null),
  },
];

function moment(id: string, header: string, of: (row: RiskLimitsVersion) => number | null): Column<RiskLimitsVersion> {
  return {
    ...{ id, header, unit: 'ET', width: 166, priority: 4 },
    value: of,
    cell: (row) => {
      const atMs = of(row);
      return atMs === null ? '–' : <Time atMs={atMs} withDate short />;
    },
  };
}

function Verdicts({ version, inForce, onAsk }: { version: RiskLimitsVersion; inForce: number; onAsk: Ask }) {
  const viewer = useViewer();
  const whyNot = whyNoVerdict(version, viewer);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a press on a button is none on the row that it stands in
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys do not reach the row
    <span className="inline-flex gap-1" onClick={(event) => event.stopPropagation()}>
      <ActButton
        size="sm"
        whyNot={whyNot || whyNoApproval(version, inForce)}
        aria-label={`Approve ${version.name}…`}
        onClick={() => onAsk(version, 'approve')}
      >
        Approve…
      </ActButton>
      <ActButton
        size="sm"
        whyNot={whyNot}
        aria-label={`Refuse ${version.name}…`}
        onClick={() => onAsk(version, 'refuse')}
      >
        Refuse…
      </ActButton>
    </span>
  );
}

/** Every version of the limits that was ever written, and what waits for a second person. */
export function VersionsView() {
  const limits = useLimits();
  const exposure = useExposure();
  const [asked, setAsked] = useState<{ version: RiskLimitsVersion; verdict: Verdict } | null>(null);
  const [opened, setOpened] = useState<RiskLimitsVersion | null>(null);
  const inForce = limits.data?.in_force.version ?? 0;
  const columns = useMemo(() => columnsOf((version, verdict) => setAsked({ version, verdict }), inForce), [inForce]);
  if (!useMaySeeRisk()) return <NotShown what="Changes of limits" />;
  const { data } = limits;
  const rows = data?.versions ?? [];
  const waiting = rows.filter(({ state }) => state === 'SUBMITTED').length;
  return (
    <div className="flex min-h-[420px] flex-1 flex-col pt-1 lg:min-h-0">
      <DataTable
        name="Versions of the limits"
        columns={columns}
        rows={rows}
        rowKey={({ name }) => name}
        onOpen={setOpened}
        primary
        toolbar={
          <>
            <SectionTitle
              title="Versions"
              note={waiting === 0 ? 'none waits' : `${waiting} ${waiting === 1 ? 'waits' : 'wait'} for another person`}
            />
            <ChangeLimitButton limits={data} exposure={exposure.data} />
          </>
        }
        loading={limits.isPending}
        failure={data === undefined ? limits.error?.message : undefined}
        onRetry={() => void limits.refetch()}
        empty={
          <EmptyState title="DEFAULT is in force, and nobody has changed it">
            Change a limit: it waits here until another person has approved it.
          </EmptyState>
        }
      />
      {asked !== null && data !== undefined && (
        <DecideVersion key={asked.version.name} {...asked} limits={data} onClose={() => setAsked(null)} />
      )}
      {opened !== null && data !== undefined && (
        <VersionSheet version={opened} limits={data} onClose={() => setOpened(null)} />
      )}
    </div>
  );
}

function VersionSheet({
  version,
  limits,
  onClose,
}: {
  version: RiskLimitsVersion;
  limits: RiskLimits;
  onClose: () => void;
}) {
  return (
    <Dialog
      open
      onOpenChange={(open) => !open && onClose()}
      title={version.name}
      description={`${LIMIT_STATE_WORDS[version.state]}. Written by ${authorWords(version)}: ${version.reason ?? ''}`}
    >
      <p className="mb-1 text-xs text-muted">What it says otherwise than {limits.in_force.name}, which is in force:</p>
      <ul className="flex flex-col gap-1 text-sm">
        {versionLines(version, limits).map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </Dialog>
  );
}
