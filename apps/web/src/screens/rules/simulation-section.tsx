'use client';

import type { RulesSimulation, RulesVersion } from '@fairlead/contracts/rules';
import { SectionTitle } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { StatStrip } from '@fairlead/ui/stat-strip';
import { formatBps, formatQuantity, formatShare } from '@/words/figures';
import { momentWords, moneyWords, periodWords, simulationWords } from '@/words/rules-state-words';
import { SimulationParts } from './simulation-parts';
import { SimulationProgress, useSimulationRun } from './simulation-progress';
import { SimulationSample } from './simulation-sample';

/** What a version would have changed in the decisions of past days, as its simulation has shown; or how far that is. */
export function SimulationSection({ version }: { version: RulesVersion }) {
  const isOpen = version.state === 'DRAFT' || version.state === 'SIMULATED';
  const run = useSimulationRun(version.version, isOpen);
  const { simulation, simulated_at: at } = version;
  return (
    <section aria-label="Simulation" className="min-w-0 border-t border-line pt-1">
      <div className="flex min-h-8 items-center px-4">
        <SectionTitle
          title="Simulation"
          note={at === null ? undefined : `of ${momentWords(at)}, exactly this content`}
        />
      </div>
      {run !== null && (
        <div className="px-4 pb-2">
          <SimulationProgress version={version.version} run={run} />
        </div>
      )}
      {simulation === null ? (
        <EmptyState title="It has not been simulated as it stands">
          {isOpen
            ? 'Simulate it: the decisions of the last days are planned again with and without it, and what differs is shown here.'
            : 'It ended before that.'}
        </EmptyState>
      ) : (
        <Shown simulation={simulation} />
      )}
    </section>
  );
}

function Shown({ simulation }: { simulation: RulesSimulation }) {
  return (
    <>
      <StatStrip label="What the simulation has shown" stats={statsOf(simulation)} />
      <div className="px-4 py-2 text-sm">
        {simulationWords(simulation).map((line) => (
          <p key={line}>{line}</p>
        ))}
        <p className="mt-1 max-w-[110ch] text-xs text-muted">
          Counted over first waves, planned again by today’s engine on the market of then: once as they were, once with
          this version. Basis points are a mean over decisions that take something under both, with the 95 % interval by
          the spread between them; money is summed over those that take the same quantity under both. It compares
          expectations, not fills.
        </p>
      </div>
      <SimulationParts simulation={simulation} />
      <SimulationSample sample={simulation.sample} changed={simulation.changed} />
    </>
  );
}

function statsOf(simulation: RulesSimulation) {
  const { compared, matched, changed, skipped, mean_cost_difference_bps: mean, costed } = simulation;
  const { cost_difference_low_bps: low, cost_difference_high_bps: high } = simulation;
  const unread = skipped === 0 ? '' : `, ${formatQuantity(skipped)} could not be read`;
  const sums = moneyWords(simulation);
  const share = compared === 0 ? 0 : changed / compared;
  const isKnown = low !== null && high !== null;
  return [
    { label: 'Decisions looked at', value: formatQuantity(compared), note: `${periodWords(simulation)}${unread}` },
    { label: 'A rule applied to', value: formatQuantity(matched), note: 'of them' },
    { label: 'Sent otherwise', value: formatQuantity(changed), note: `${formatShare(share)} of all` },
    {
      label: 'Expected cost',
      value: costed === 0 ? '–' : formatBps(mean),
      unit: 'bps',
      note: isKnown ? `95 % between ${formatBps(low)} and ${formatBps(high)}` : 'interval not known',
    },
    {
      label: 'In money',
      value: sums[0] ?? '0.00',
      note: sums.length > 1 ? `and ${sums.slice(1).join(', ')}` : 'more (+) or less (−) is paid',
    },
    {
      label: 'Take less / more at once',
      value: `${formatQuantity(simulation.takes_less)} / ${formatQuantity(simulation.takes_more)}`,
      note: 'decisions',
    },
  ];
}
