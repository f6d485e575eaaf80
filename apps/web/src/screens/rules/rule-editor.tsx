'use client';

import { Button } from '@fairlead/ui/button';
import { useState } from 'react';
import { checkForms, type FormFault } from '@/rules/rule-faults';
import type { RuleForm } from '@/rules/rule-form';
import { ruleSentence } from '@/words/rule-words';
import { ForbidFields } from './forbid-fields';
import { Faults, TextField } from './form-parts';
import { MatchFields } from './match-fields';
import type { RuleForms } from './use-rule-forms';
import type { RulePicks } from './use-rule-picks';
import { WishFields } from './wish-fields';

interface RuleEditorProps {
  readonly form: RuleForm;
  readonly index: number;
  readonly count: number;
  readonly faults: readonly FormFault[];
  readonly picks: RulePicks;
  readonly draft: RuleForms;
}

/** One rule of a draft: what it says, as a sentence while it is typed, and its fields. */
export function RuleEditor({ form, index, count, faults, picks, draft }: RuleEditorProps) {
  const [isOpen, setIsOpen] = useState(count < 4 || form.name === '');
  const change = (said: Partial<RuleForm>) => draft.change(index, said);
  const fields = { form, faults, picks, change };
  const name = form.name.trim() === '' ? `Rule ${index + 1}` : form.name;
  const isShown = isOpen || faults.length > 0;
  return (
    <li aria-label={name} className="border-b border-line px-4 py-2">
      <Head {...{ form, name, index, count, draft, isShown }} onToggle={() => setIsOpen(!isShown)} />
      <p className="mt-0.5 max-w-[110ch] text-xs text-muted">{sentenceOf(form, picks)}</p>
      <Faults faults={faults} at={['routing_logic', 'priority', 'enabled', '']} exactly />
      {isShown && (
        <div className="mt-2 flex flex-col gap-3">
          <div className="flex flex-wrap items-end gap-3">
            <TextField
              label="Name"
              value={form.name}
              faults={faults}
              at="rule_name"
              wide
              onChange={(text) => change({ name: text })}
            />
            <label className="flex h-9 items-center gap-2 text-sm">
              <input
                type="checkbox"
                checked={form.isEnabled}
                onChange={(event) => change({ isEnabled: event.target.checked })}
              />
              In use
            </label>
          </div>
          <MatchFields {...fields} />
          <ForbidFields {...fields} />
          <WishFields {...fields} />
        </div>
      )}
    </li>
  );
}

interface HeadProps extends Pick<RuleEditorProps, 'form' | 'index' | 'count' | 'draft'> {
  readonly name: string;
  readonly isShown: boolean;
  readonly onToggle: () => void;
}

/** What a rule is called, and what is done with the whole of it. */
function Head({ form, name, index, count, draft, isShown, onToggle }: HeadProps) {
  return (
    <div className="flex flex-wrap items-center gap-2">
      <button
        type="button"
        aria-expanded={isShown}
        onClick={onToggle}
        className="flex min-w-0 flex-1 items-baseline gap-2 text-left text-sm"
      >
        <span aria-hidden="true" className="text-faint">
          {isShown ? '▾' : '▸'}
        </span>
        <span className="figures text-2xs text-faint">{form.priority}</span>
        <span className="min-w-0 font-medium break-words">{name}</span>
      </button>
      <span className="flex flex-wrap gap-1">
        <Button size="sm" disabled={index === 0} onClick={() => draft.move(index, -1)} aria-label={`Move ${name} up`}>
          Up
        </Button>
        <Button
          size="sm"
          disabled={index === count - 1}
          onClick={() => draft.move(index, 1)}
          aria-label={`Move ${name} down`}
        >
          Down
        </Button>
        <Button size="sm" onClick={() => draft.copy(index)} aria-label={`Copy ${name}`}>
          Copy
        </Button>
        <Button size="sm" onClick={() => draft.remove(index)} aria-label={`Remove ${name}`}>
          Remove
        </Button>
      </span>
    </div>
  );
}

/** What it says so far; where it says nothing yet, that. */
function sentenceOf(form: RuleForm, { nameOf, hasVenue }: RulePicks): string {
  const { rules } = checkForms([{ ...form, name: 'it' }], hasVenue);
  const [rule] = rules;
  return rule === undefined ? 'It cannot be read as a rule yet.' : ruleSentence(rule, nameOf);
}
