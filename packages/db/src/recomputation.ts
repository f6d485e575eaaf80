import { createHash } from 'node:crypto';
import type { DecisionReplay } from '@fairlead/contracts/decisions';
import { engineInput, type StoredDecision } from '@fairlead/contracts/stored-decision';
import { partNames } from '@fairlead/core/routing/record/part-names';
import type { EngineShelf } from './engine-shelf.ts';
import type { ProjectedDecisionRow } from './order-rows.ts';

/** A stored decision, its record ready to be read. */
export interface FoundDecision {
  readonly decision: Pick<ProjectedDecisionRow, 'id' | 'decision_hash' | 'engine_version'>;
  readonly stored: StoredDecision;
}

/**
 * Makes a decision again from its stored record, by the engine that made it, and compares. `same` says that the record is intact and the decision
 * made again has its hash; a record that was tampered with shows as `record_intact: false`, one whose engine is not kept as `engine_matches: false`.
 */
export async function recomputation(
  { decision, stored }: FoundDecision,
  engines: Pick<EngineShelf, 'engine'>,
): Promise<DecisionReplay> {
  const { id, decision_hash: storedHash, engine_version: version } = decision;
  const engine = await engines.engine(version);
  const again = engine === null ? null : madeAgain(() => sha256(engine(engineInput(stored))));
  const isIntact = sha256(stored.record) === storedHash && arePartsIntact(stored);
  return {
    decision_id: id,
    same: isIntact && again === storedHash,
    stored_hash: storedHash,
    recomputed_hash: again,
    record_intact: isIntact,
    engine_matches: engine !== null,
    engine_version: version,
  };
}

/** The parts are what the record names: its own hash covers their names, and those their texts. */
function arePartsIntact({ record, parts }: StoredDecision): boolean {
  if (parts === null) return true;
  const names = partNames(record);
  return names?.catalogue === sha256(parts.catalogue) && names.belief === sha256(parts.belief);
}

/** Null where a record that was tampered with cannot even be read. */
function madeAgain(make: () => string): string | null {
  try {
    return make();
  } catch {
    return null;
  }
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
