import { createHash } from 'node:crypto';
import { DEFAULT_RULE_ROWS } from '@fairlead/core/rule-calendar/default-rules';
import { RuleCalendar, ruleRowsText } from '@fairlead/core/rule-calendar/rule-calendar';

/** The rules that recorded days are replayed by: the shipped rows, under the name that a router gives to the same. */
export const REPLAY_RULES = new RuleCalendar(
  DEFAULT_RULE_ROWS,
  createHash('sha256').update(ruleRowsText(DEFAULT_RULE_ROWS)).digest('hex').slice(0, 16),
);
