'use client';

import type { RulesVersion } from '@fairlead/contracts/rules';
import { useState } from 'react';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { formatQuantity } from '@/words/figures';
import { countedRules, simulationWords } from '@/words/rules-state-words';
import { ActOf } from '../act/act-of';
import { EffectLines } from '../act/effect-lines';
import { SimulationProgress, useSimulationRun } from './simulation-progress';
import { useRulesAct } from './use-rules-act';

const DAYS = [1, 5, 20, 90];
const COUNTS = [100, 500, 2_000, 5_000];

/** The question before a draft is simulated: over which days and how many decisions; then how far it is, and what it has shown. */
export function SimulateRules({ version, onClose }: { version: RulesVersion; onClose: () => void }) {
  const trpc = useTRPC();
  const [days, setDays] = useState(5);
  const [most, setMost] = useState(500);
  const { name, version: number } = version;
  const act = useRulesAct(trpc.rules.simulate.mutationOptions(), (why) => ({
    ...{ version: number, days, max_decisions: most },
    ...why,
  }));
  const whyNot = useViewer().whyNot('rules:write');
  const run = useSimulationRun(number, act.pending);
  const names = {
    done: 'Simulated',
    doneSays: 'What it has shown stands on the page of the version. Submit it when it is what you mean.',
    undone: 'Nothing of it is kept.',
  };
  const lines = [
    `${countedRules(version.rule_count)} are held against the newest ${formatQuantity(most)} first decisions of the last ${days === 1 ? 'day' : `${days} days`}.`,
    'Each is planned twice in the router, one at a time beside the orders; nothing is sent and nothing changes.',
    ...(version.simulation === null
      ? []
      : ['It replaces what the last simulation has shown:', ...simulationWords(version.simulation).slice(0, 1)]),
  ];
  return (
    <ActOf
      title={`Simulate ${name}`}
      description="What would have been otherwise in the decisions of past days, and at what cost."
      choice={<Extent {...{ days, setDays, most, setMost }} readOnly={act.pending} />}
      effect={
        act.pending && run !== null ? (
          <SimulationProgress version={number} run={run} />
        ) : (
          <EffectLines room={2} waiting="" lines={lines} failure={undefined} />
        )
      }
      confirm={`Simulate ${name}`}
      keep="Not now"
      act={act}
      names={names}
      whyNot={whyNot}
      onClose={onClose}
    />
  );
}

interface ExtentProps {
  readonly days: number;
  readonly setDays: (days: number) => void;
  readonly most: number;
  readonly setMost: (most: number) => void;
  readonly readOnly: boolean;
}

/** Over which decisions it runs. */
function Extent({ days, setDays, most, setMost, readOnly }: ExtentProps) {
  return (
    <fieldset disabled={readOnly} className="grid grid-cols-2 gap-3">
      <legend className="sr-only">Over which decisions</legend>
      <Pick
        label="Decisions of the last"
        value={days}
        values={DAYS}
        words={(each) => (each === 1 ? '1 day' : `${each} days`)}
        onPick={setDays}
      />
      <Pick
        label="At most"
        value={most}
        values={COUNTS}
        words={(each) => `${formatQuantity(each)} decisions`}
        onPick={setMost}
      />
    </fieldset>
  );
}

interface PickProps {
  readonly label: string;
  readonly value: number;
  readonly values: readonly number[];
  readonly words: (value: number) => string;
  readonly onPick: (value: number) => void;
}

function Pick({ label, value, values, words, onPick }: PickProps) {
  return (
    <label className="flex flex-col gap-1 text-xs text-muted">
      {label}
      <select
        value={value}
        onChange={(event) => onPick(Number(event.target.value))}
        className="h-9 w-full rounded-md border border-line-strong bg-bg px-2 text-sm text-fg hover:border-faint"
      >
        {values.map((each) => (
          <option key={each} value={each}>
            {words(each)}
          </option>
        ))}
      </select>
    </label>
  );
}
