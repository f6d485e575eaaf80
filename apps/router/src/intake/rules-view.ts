import {
  type RulesHistory,
  type RulesVersion,
  type RulesVersionSummary,
  routingRule,
  rulesSimulation,
} from '@fairlead/contracts/rules';
import { isoTime } from '@fairlead/contracts/wire-value';
import { ruleSetName } from '@fairlead/core/rules/rule';
import type { RuleHistoryRow, RuleVersionRow, StoredRules } from '@fairlead/db/repositories/rules-rows';

/** A version as lists show it; `inForce` is the name of the version that decisions are made by now. */
export function summaryOf(row: RuleVersionRow, inForce: string): RulesVersionSummary {
  const time = (us: number | null) => (us === null ? null : isoTime(us));
  const name = ruleSetName(row.version);
  return {
    version: row.version,
    name,
    state: row.state,
    in_force: name === inForce,
    author: row.author_name,
    author_person: row.author,
    reason: row.reason,
    content_hash: row.content_hash,
    rule_count: row.rule_count,
    simulated_at: time(row.simulated_at_us),
    submitted_at: time(row.submitted_at_us),
    approver: row.approver_name,
    approval_reason: row.approval_reason,
    approved_at: time(row.approved_at_us),
    effective_at: time(row.effective_at_us),
    activated_at: time(row.activated_at_us),
    retired_at: time(row.retired_at_us),
    created_at: isoTime(row.created_at_us),
    updated_at: isoTime(row.updated_at_us),
  };
}

/** A version whole. */
export function versionOf(stored: StoredRules, inForce: string): RulesVersion {
  return {
    ...summaryOf(stored, inForce),
    rules: stored.rules.map((row) => routingRule.parse(row)),
    simulation: stored.simulation === null ? null : rulesSimulation.parse(stored.simulation),
  };
}

/** What was done with a version. */
export function historyOf(rows: readonly RuleHistoryRow[]): RulesHistory {
  return {
    entries: rows.map(({ id, at_us: atUs, action, actor, reason }) => ({
      audit_id: id,
      at: isoTime(atUs),
      action,
      actor,
      reason,
    })),
  };
}
