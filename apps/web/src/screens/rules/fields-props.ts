import type { FormFault } from '@/rules/rule-faults';
import type { RuleForm } from '@/rules/rule-form';
import type { RulePicks } from './use-rule-picks';

/** What the fields of a rule work with. */
export interface FieldsProps {
  readonly form: RuleForm;
  readonly faults: readonly FormFault[];
  readonly picks: RulePicks;
  readonly change: (said: Partial<RuleForm>) => void;
}
