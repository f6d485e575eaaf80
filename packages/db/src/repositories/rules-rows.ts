import type { RuleState } from '@fairlead/core/rules/rule-state';
import { microseconds } from '../row-reading.ts';

/** One rule as it is stored. The JSON columns are as they were written; their shape is for the caller to check. */
export interface RuleRow {
  readonly priority: number;
  readonly rule_name: string;
  readonly enabled: boolean;
  readonly instrument_pattern: string;
  readonly order_size_range: unknown;
  readonly time_conditions: unknown;
  readonly client_id: string | null;
  readonly side: string | null;
  readonly order_type: string | null;
  readonly venue_preferences: unknown;
  readonly routing_logic: unknown;
}

/** One version as it is stored, without its rules. Times are microseconds since 1970. */
export interface RuleVersionRow {
  readonly version: number;
  readonly state: RuleState;
  readonly author: string;
  readonly author_name: string;
  readonly reason: string;
  readonly content_hash: string;
  readonly rule_count: number;
  readonly simulation: unknown;
  readonly simulated_hash: string | null;
  readonly simulated_at_us: number | null;
  readonly submitted_at_us: number | null;
  readonly approver: string | null;
  readonly approver_name: string | null;
  readonly approval_reason: string | null;
  readonly approved_at_us: number | null;
  readonly effective_at_us: number | null;
  readonly activated_at_us: number | null;
  readonly retired_at_us: number | null;
  readonly created_at_us: number;
  readonly updated_at_us: number;
}

/** A version with its rules by priority, read at one instant. */
export interface StoredRules extends RuleVersionRow {
  readonly rules: readonly RuleRow[];
}

/** Who writes, when and why: `id` for the audit, the name for people to read. */
export interface RuleWriter {
  readonly type: 'USER' | 'API_KEY' | 'SERVICE' | 'SYSTEM';
  readonly id: string;
  /** Who answers for it where two persons are needed: a person and their keys are one. */
  readonly personId: string;
  readonly name: string;
  readonly reason: string;
  readonly traceId: string | null;
  readonly atUs: number;
  /** The id that its entry of the audit has, made of the key that it was sent with: sent again, it is done once. Absent where there is no key. */
  readonly auditId?: string;
}

/** What a step has left of a version, and the entry of the audit that tells of it. */
export interface RuleStep {
  readonly stored: StoredRules;
  readonly auditId: string;
}

/** What was done with a version, as the audit tells it. */
export interface RuleHistoryRow {
  readonly id: string;
  readonly at_us: number;
  readonly action: string;
  readonly actor: string;
  readonly reason: string | null;
}

const time = (column: string) => `${microseconds(`v.${column}`)} as ${column}_us`;

const VERSION_COLUMNS = `v.version, v.state, v.author, v.author_name, v.reason, v.content_hash, v.simulation, v.simulated_hash,
  (select count(*)::int from routing_rules r where r.version = v.version) as rule_count,
  v.approver, v.approver_name, v.approval_reason, ${[
    'simulated_at',
    'submitted_at',
    'approved_at',
    'effective_at',
    'activated_at',
    'retired_at',
    'created_at',
    'updated_at',
  ]
    .map(time)
    .join(', ')}`;

/** Versions as rows; what follows is a `where` on `v`. */
export const SELECT_VERSIONS = `select ${VERSION_COLUMNS} from routing_rule_versions v`;

/** Versions with their rules, in one statement so that both are of one instant. */
export const SELECT_STORED = `select ${VERSION_COLUMNS}, coalesce((
    select json_agg(json_build_object('priority', r.priority, 'rule_name', r.rule_name, 'enabled', r.enabled,
      'instrument_pattern', r.instrument_pattern, 'order_size_range', r.order_size_range, 'time_conditions', r.time_conditions,
      'client_id', r.client_id, 'side', r.side, 'order_type', r.order_type, 'venue_preferences', r.venue_preferences,
      'routing_logic', r.routing_logic) order by r.priority)
    from routing_rules r where r.version = v.version
  ), '[]'::json) as rules from routing_rule_versions v`;

/** The entries of the audit on a version ($1: its name), the newest hundred, oldest first. A person is named by e-mail, a key by its name. */
export const SELECT_HISTORY = `select * from (
    select a.seq, a.id, ${microseconds('a.created_at')} as at_us, a.action, coalesce(u.email, k.name, a.actor_id) as actor, a.reason
    from audit_entries a
      left join api_keys k on a.actor_type = 'API_KEY' and k.id::text = a.actor_id
      left join users u on u.id = k.owner_id
    where a.subject_type = 'routing_rules' and a.subject_id = $1 order by a.seq desc limit 100) newest order by seq`;
