import { readEvidence, type StoredDecision } from '@fairlead/contracts/stored-decision';
import { isoTime } from '@fairlead/contracts/wire-value';

/** What a decision's files are made of. */
export interface FiledDecision {
  readonly decision: {
    readonly id: string;
    readonly order_pk: string;
    readonly decision_hash: string;
    readonly engine_version: string;
    readonly wave: number;
    readonly created_at_us: number;
  };
  readonly stored: StoredDecision;
}

/** Who takes a decision's file, and when. */
export interface Taking {
  readonly by: string;
  readonly atMs: number;
}

export interface DecisionFile {
  readonly name: string;
  readonly text: string;
}

/** The record as it was hashed, byte for byte: the SHA-256 of the file is the hash of the decision. */
export function exactFile({ decision, stored }: FiledDecision): DecisionFile {
  return { name: `decision-${decision.id}.record.json`, text: stored.record };
}

/**
 * The whole of a decision for people and programs: everything spelled out, and beside it the texts that it is proved by, each exactly as it was
 * hashed. Who has these needs nothing of ours but the engine of that version to make the decision again.
 */
export function readableFile({ decision, stored }: FiledDecision, taking: Taking): DecisionFile {
  const evidence = readEvidence(stored);
  const { references } = evidence;
  const content = {
    decision_id: decision.id,
    order_pk: decision.order_pk,
    wave: decision.wave,
    decided_at: isoTime(decision.created_at_us),
    decision_hash: decision.decision_hash,
    engine_version: decision.engine_version,
    evidence,
    proof: {
      says: 'SHA-256 of the UTF-8 bytes of each text',
      record: { sha256: decision.decision_hash, text: stored.record },
      catalogue: textOf(references?.catalogue_hash, stored.parts?.catalogue),
      belief: textOf(references?.belief_hash, stored.parts?.belief),
      order: stored.order,
    },
    exported_by: taking.by,
    exported_at: new Date(taking.atMs).toISOString(),
  };
  return { name: `decision-${decision.id}.json`, text: `${JSON.stringify(content, null, 2)}\n` };
}

const textOf = (sha256: string | undefined, text: string | undefined) =>
  sha256 === undefined || text === undefined ? null : { sha256, text };
