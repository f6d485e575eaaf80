import type { Scope } from '@fairlead/contracts/access';
import type { RulesVersion, RulesVersionSummary } from '@fairlead/contracts/rules';
import { authorWords, isOwn, wroteWords } from './author-words';
import type { DiffCounts } from './rule-diff';
import { countedRules, diffWords, momentWords, simulationWords } from './rules-state-words';

/** Who would act on rules. */
interface Person {
  readonly email: string;
  readonly whyNot: (scope: Scope) => string;
}

type Row = Pick<RulesVersionSummary, 'author' | 'author_person' | 'state' | 'name'>;

/** Why somebody may not change a draft; empty where they may. The server decides, here and below. */
export function whyNoEdit(row: Row, person: Person): string {
  const role = person.whyNot('rules:write');
  if (role !== '') return role;
  return isOwn(row, person.email)
    ? ''
    : `Only its author, ${authorWords(row)}, changes it; make a draft of your own from it.`;
}

/** Why somebody may not submit a draft for approval. */
export function whyNoSubmission(row: Row, person: Person): string {
  const role = person.whyNot('rules:write');
  if (role !== '') return role;
  if (!isOwn(row, person.email)) return `Only its author, ${authorWords(row)}, submits it.`;
  return row.state === 'DRAFT' ? 'Simulate it first: whoever approves it decides by what that shows.' : '';
}

/** Why somebody may not approve a version. */
export function whyNoApproval(row: Row, person: Person): string {
  const role = person.whyNot('rules:approve');
  if (role !== '') return role;
  return isOwn(row, person.email) ? `${wroteWords(row)}: another person has to approve it.` : '';
}

/** Why somebody may not bring a version back into force: that is an approval anew. */
export function whyNoReturn(row: Row, person: Person): string {
  const role = person.whyNot('rules:approve');
  if (role !== '') return role;
  return isOwn(row, person.email) ? `${wroteWords(row)}: another person has to bring it back.` : '';
}

/** What takes the place of what, in numbers. */
function replacesWords(version: RulesVersion, inForce: string, counts: DiffCounts | undefined): string {
  const rules = countedRules(version.rule_count);
  if (inForce === 'none') return `${rules} come into force where none are now.`;
  const differ = counts === undefined ? '' : `: ${diffWords(counts)}`;
  return `It takes the place of ${inForce}${differ}.`;
}

/** What an approval does. */
export function approvalWords(
  version: RulesVersion,
  { inForce, counts }: { readonly inForce: string; readonly counts: DiffCounts | undefined },
): readonly string[] {
  const shown = version.simulation === null ? [] : simulationWords(version.simulation);
  return [
    replacesWords(version, inForce, counts),
    ...shown,
    'Orders are routed by it from its time on, also the later waves of open ones.',
  ];
}

/** What bringing a version back does. */
export function returnWords(
  version: RulesVersion,
  { inForce, counts }: { readonly inForce: string; readonly counts: DiffCounts | undefined },
): readonly string[] {
  const shown = version.simulation === null ? [] : simulationWords(version.simulation);
  const of = version.simulated_at === null ? '' : `When it was simulated, ${momentWords(version.simulated_at)}: `;
  return [
    `At once. ${replacesWords(version, inForce, counts)}`,
    ...shown.map((line, index) => (index === 0 ? `${of}${line}` : line)),
  ];
}

/** What a submission does. */
export function submissionWords(version: RulesVersion): readonly string[] {
  const shown = version.simulation === null ? [] : simulationWords(version.simulation);
  return [
    `${countedRules(version.rule_count)} wait for another person's approval; nothing is routed by them until then.`,
    ...shown,
  ];
}

/** How ending a version is called, and what it does. */
export interface Ending {
  readonly button: string;
  readonly title: string;
  readonly confirm: string;
  readonly keep: string;
  readonly done: string;
  readonly doneSays: string;
  readonly lines: readonly string[];
}

/** What ending a version comes to in its state. */
export function endingOf(version: RulesVersionSummary): Ending {
  const { name, rule_count: count } = version;
  const author = authorWords(version);
  if (version.state === 'ACTIVE')
    return {
      ...{ button: 'Retire…', title: `Take ${name} out of force`, confirm: `Retire ${name}`, keep: 'Let it hold' },
      ...{ done: 'Retired', doneSays: 'No rules are in force. Everybody who watches has been told.' },
      lines: [
        `At once ${countedRules(count)} ${count === 1 ? 'stops' : 'stop'} holding, and none take their place.`,
        `Bringing it back needs another person than its author, ${author}.`,
      ],
    };
  if (version.state === 'APPROVED')
    return {
      ...{ button: 'Withdraw…', title: `Withdraw ${name}`, confirm: `Withdraw ${name}`, keep: 'Let it wait' },
      ...{ done: 'Withdrawn', doneSays: 'It does not take effect.' },
      lines: [
        `It does not take effect${version.effective_at === null ? '' : ` at ${momentWords(version.effective_at)}`}.`,
        'It cannot be brought back: it was never in force. A draft can be made from it.',
      ],
    };
  return {
    ...{ button: 'Discard…', title: `Discard ${name}`, confirm: `Discard ${name}`, keep: 'Keep it' },
    ...{ done: 'Discarded', doneSays: 'It stays listed, with its reason. A draft can be made from it.' },
    lines: [`A draft of ${countedRules(count)} by ${author} ends here; nothing is routed by it.`],
  };
}
