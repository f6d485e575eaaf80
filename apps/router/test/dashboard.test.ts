import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { PrometheusMeter, type Readings } from '../src/publish/meter.ts';

const dashboard = z.object({
  panels: z.array(z.object({ title: z.string(), targets: z.array(z.object({ expr: z.string() })).default([]) })),
});
/** What the worker's metrics begin with; its own test looks for those. */
const OF_THE_WORKER = 'fairlead_worker_';

const nothing = () => 0;
const READINGS: Readings = {
  ...{ aliveOrders: nothing, connectedVenues: nothing, quotes: nothing, journalPending: nothing },
  ...{ journalPosition: nothing, projectedPosition: nothing, projectionBehindMs: nothing, haltsInForce: nothing },
  ...{ circuits: () => [], streamListeners: nothing, orderWaitMs: nothing, historyUnwritten: nothing, cpuMs: nothing },
  ...{ loopBusyMs: nothing, diskFreeBytes: nothing, dataBytes: nothing, diskDaysLeft: nothing },
};

/** Every series that the router may tell, without the labels. */
async function seriesOf(meter: PrometheusMeter): Promise<Set<string>> {
  meter.read(READINGS);
  const metrics = await meter.registry.getMetricsAsJSON();
  return new Set(
    metrics.flatMap(({ name, type }) =>
      String(type) === 'histogram' ? [`${name}_bucket`, `${name}_sum`, `${name}_count`] : [name],
    ),
  );
}

it('the dashboard asks for metrics that the router has, and for each of them', async () => {
  const text = await readFile(new URL('../../../ops/grafana/fairlead.json', import.meta.url), 'utf8');
  const asked = dashboard
    .parse(JSON.parse(text))
    .panels.flatMap(({ targets }) => targets.flatMap(({ expr }) => expr.match(/\bfairlead_\w+/g) ?? []))
    .filter((name) => !name.startsWith(OF_THE_WORKER));
  const series = await seriesOf(new PrometheusMeter());
  expect(asked.filter((name) => !series.has(name))).toEqual([]);
  const shown = new Set(asked.map((name) => name.replace(/_bucket$/, '')));
  const kinds = new Set(
    [...series].filter((name) => !/_(sum|count)$/.test(name)).map((name) => name.replace(/_bucket$/, '')),
  );
  expect([...kinds].filter((name) => !shown.has(name))).toEqual([]);
});

it('the documents’ names are told where they are asked for, beside ours or in their place', async () => {
  const told = async (names: 'fairlead' | 'documents' | 'both') => {
    const meter = new PrometheusMeter(names);
    meter.decided({
      input: { order: { routingObjective: 'LOWEST_COST' }, quantity: 100 },
      plan: { unallocated: 40 },
      routingTimeUs: 700,
    });
    meter.read({ ...READINGS, connectedVenues: () => 31 });
    const text = await meter.registry.metrics();
    const lines = ['routing_decisions_total{strategy="LOWEST_COST"} 1', 'routing_latency_seconds_sum 0.0007'];
    lines.push('broker_connections_active 31', 'fairlead_venue_connections 31');
    lines.push('fairlead_decisions_total{objective="LOWEST_COST",outcome="PARTLY_ROUTED"} 1');
    lines.push('fairlead_stage_seconds_sum{stage="PLAN"} 0.0007');
    return lines.map((line) => text.split('\n').includes(line));
  };
  expect(await told('fairlead')).toEqual([false, false, false, true, true, true]);
  expect(await told('documents')).toEqual([true, true, true, false, false, true]);
  expect(await told('both')).toEqual([true, true, true, true, true, true]);
});
