import type { RoutingRule } from '@fairlead/contracts/rules';
import { RULE_FIELDS } from './rule-fields';
import type { NameOf } from './venue-words';

/** A field that two rules say differently; null where one says nothing of it. */
export interface FieldDiff {
  readonly id: string;
  readonly label: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** What has become of one rule. Where it was added there is no rule before, where it was removed none after. */
export interface RuleDiff {
  readonly kind: 'ADDED' | 'REMOVED' | 'CHANGED' | 'SAME';
  readonly name: string;
  readonly before: RoutingRule | null;
  readonly after: RoutingRule | null;
  readonly fields: readonly FieldDiff[];
}

/** How many rules of each kind there are. */
export type DiffCounts = Readonly<Record<RuleDiff['kind'], number>>;

const byId = (venueId: string): string => venueId;

/**
 * What differs between two lists of rules, rule by rule and field by field, in the order of the later list; what was removed comes last. A rule is the
 * same one where it has the same name, which is unique in a version; of the others two are one that was renamed where they do the same.
 */
export function diffRules(before: readonly RoutingRule[], after: readonly RoutingRule[], nameOf: NameOf): RuleDiff[] {
  const left = new Map(before.map((rule) => [rule.rule_name, rule]));
  const taken = new Map<RoutingRule, RoutingRule>();
  for (const rule of after) {
    const same = left.get(rule.rule_name);
    if (same === undefined) continue;
    taken.set(rule, same);
    left.delete(rule.rule_name);
  }
  for (const rule of after) {
    if (taken.has(rule)) continue;
    const renamed = [...left.values()].find((other) => doingOf(other) === doingOf(rule));
    if (renamed === undefined) continue;
    taken.set(rule, renamed);
    left.delete(renamed.rule_name);
  }
  const kept = after.map((rule) => pairOf(taken.get(rule) ?? null, rule, nameOf));
  return [...kept, ...[...left.values()].map((rule) => pairOf(rule, null, nameOf))];
}

export function diffCounts(diffs: readonly RuleDiff[]): DiffCounts {
  const counts = { ADDED: 0, REMOVED: 0, CHANGED: 0, SAME: 0 };
  for (const { kind } of diffs) counts[kind] += 1;
  return counts;
}

function pairOf(before: RoutingRule | null, after: RoutingRule | null, nameOf: NameOf): RuleDiff {
  const name = (after ?? before)?.rule_name ?? '';
  const fields = RULE_FIELDS.flatMap(({ id, label, text }): FieldDiff[] => {
    const said = { before: before && text(before, nameOf), after: after && text(after, nameOf) };
    return said.before === said.after ? [] : [{ id, label, ...said }];
  });
  if (before === null) return { kind: 'ADDED', name, before, after, fields };
  if (after === null) return { kind: 'REMOVED', name, before, after, fields };
  return { kind: fields.length === 0 ? 'SAME' : 'CHANGED', name, before, after, fields };
}

/** All that a rule does, without what it is called and where it stands. */
function doingOf(rule: RoutingRule): string {
  return RULE_FIELDS.filter(({ part, id }) => part !== 'RULE' || id === 'enabled')
    .map(({ text }) => text(rule, byId) ?? '')
    .join('\n');
}
