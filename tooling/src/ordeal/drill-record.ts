import type { DrillRecord, DrillRound } from '@fairlead/contracts/risk-drill';
import type { Cell, OrdealResult } from './result.ts';

const ROUND = /^round (\d+)$/;
const TOOK = /^([\d.]+) ms$/;

/** A drill as the installation on which it was run keeps it: its router tells the console of it. */
export function drillRecordOf({ endedAt, seconds, machine, commit, passed, failed, cells }: OrdealResult): DrillRecord {
  return { ended_at: endedAt, seconds, machine, commit, passed, failed, rounds: cells.map(roundOf) };
}

/** Throws for a cell that is not a time of a round: the drill would be told of without it. */
function roundOf({ row, column, says }: Cell): DrillRound {
  const [, round] = ROUND.exec(column) ?? [];
  const [, took] = TOOK.exec(says) ?? [];
  if (round === undefined || took === undefined) throw new Error(`a drill has no cell ${column} of ${says}`);
  return { kind: row, round: Number(round), halt_ms: Number(took) };
}
