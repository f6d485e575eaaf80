import type { DrillRecord, DrillRound } from '@fairlead/contracts/risk-drill';
import type { OrdealFigure, OrdealResult } from './result.ts';

/** As a figure of the drill begins: what was tried, and in which round; how long it took. */
const WHAT = /^(.+?), round (\d+):/;
const TOOK = /^([\d.]+) ms/;

/** A drill as the installation on which it was run keeps it: its router tells the console of it. */
export function drillRecordOf({
  endedAt,
  seconds,
  machine,
  commit,
  passed,
  failed,
  figures,
}: OrdealResult): DrillRecord {
  return { ended_at: endedAt, seconds, machine, commit, passed, failed, rounds: figures.flatMap(roundOf) };
}

function roundOf({ what, value }: OrdealFigure): DrillRound[] {
  const [, kind, round] = WHAT.exec(what) ?? [];
  const [, took] = TOOK.exec(value) ?? [];
  if (kind === undefined || took === undefined) return [];
  return [{ kind, round: Number(round), halt_ms: Number(took), says: value }];
}
