'use client';

import { KNOWN_CHOICES } from '@fairlead/rule606/known-choice/known-choices';
import { formatEtDate } from '@fairlead/ui/time';
import { useState } from 'react';
import type { ReportChoice } from '@/rows/report-choice';
import { useTRPC } from '@/trpc/client';
import { chosenWords, codeLabel, REPORT_CHOICE_WORDS } from '@/words/report-choice-words';
import { SelectField, ValueField } from '../../act/act-fields';
import { AskedAct } from '../../act/asked-act';

interface SetChoiceProps {
  readonly choices: readonly ReportChoice[];
  readonly onClose: () => void;
}

/** The question before something is chosen that a report rests on, from a day on. */
export function SetChoice({ choices, onClose }: SetChoiceProps) {
  const trpc = useTRPC();
  const [name, setName] = useState(choices[0]?.name ?? 'LOT_WORD_ODD');
  const [values, setValues] = useState<ReadonlyMap<string, string>>(
    () => new Map(choices.map((each) => [each.name, each.today.value])),
  );
  const [source, setSource] = useState('');
  const [from, setFrom] = useState(() => formatEtDate(Date.now()));
  const choice = choices.find((each) => each.name === name);
  const value = values.get(name) ?? '';
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(from);
  const missing = isDay ? missingOf(choice, value) : 'Give the day from which it holds.';
  return (
    <AskedAct
      area="reports"
      scope="reports:write"
      title="Choose what reports rest on"
      description="Where no public source was seen. What is chosen of a day that is there already takes its place."
      choice={(readOnly) => (
        <fieldset disabled={readOnly} className="grid gap-3">
          <legend className="sr-only">The choice</legend>
          <SelectField
            label="What"
            value={name}
            options={choices.map((each) => ({ value: each.name, label: REPORT_CHOICE_WORDS[each.name] }))}
            onChange={setName}
          />
          <p className="text-xs text-muted">{choice?.note}</p>
          {choice !== undefined && (
            <ValueOf choice={choice} value={value} onChange={(text) => setValues(new Map(values).set(name, text))} />
          )}
          <ValueField label="Source that says so; empty where none was seen" value={source} onChange={setSource} />
          <ValueField label="From" type="date" value={from} onChange={setFrom} />
        </fieldset>
      )}
      missing={missing}
      lines={
        missing === null
          ? [
              `Reports of a time that ends on ${from} or later have: ${chosenWords(name, value)}${source.trim() === '' ? ', unverified' : ''}.`,
              'Reports that are asked for already stay as they are, also where they are made again.',
            ]
          : undefined
      }
      confirm="Keep it"
      keep="Keep nothing"
      names={{ done: 'Kept', doneSays: 'The next report has it.', undone: 'Nothing was kept.' }}
      procedure={trpc.reports.setChoice.mutationOptions()}
      inputOf={(why) => ({
        ...{ name, effective_from: from, value, source: source.trim() === '' ? null : source.trim() },
        ...why,
      })}
      onClose={onClose}
    />
  );
}

/** What is missing of a value; what a choice of codes has is always one. */
function missingOf(choice: ReportChoice | undefined, value: string): string | null {
  const known = KNOWN_CHOICES.find(({ name }) => name === choice?.name);
  if (known === undefined) return 'Choose what it is about.';
  if (known.textOf(value) !== null) return null;
  if (known.kind === 'USD') return 'Give whole US dollars.';
  return known.kind === 'DAYS'
    ? 'Give a number of days, 21 at most.'
    : 'Give a word of up to 20 capital letters that no other lot has.';
}

interface ValueOfProps {
  readonly choice: ReportChoice;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One of its codes, some of them, or a word. */
function ValueOf({ choice: { name, kind, values }, value, onChange }: ValueOfProps) {
  if (kind === 'WORD')
    return <ValueField label="Word" value={value} onChange={(text) => onChange(text.toUpperCase())} />;
  if (kind === 'DAYS') return <ValueField label="Days" value={value} onChange={onChange} isFigure />;
  if (kind === 'USD') return <ValueField label="US dollars" value={value} onChange={onChange} isFigure />;
  if (kind === 'ONE_OF') {
    const options = values.map((code) => ({ value: code, label: chosenWords(name, code) }));
    return <SelectField label="Is" value={value} options={options} onChange={onChange} />;
  }
  const chosen = new Set(value.split(' '));
  const toggled = (code: string) => values.filter((each) => chosen.has(each) !== (each === code)).join(' ');
  return (
    <div className="grid gap-x-4 gap-y-1 sm:grid-cols-2">
      {values.map((code) => (
        <label key={code} className="flex items-center gap-2 text-sm">
          <input type="checkbox" checked={chosen.has(code)} onChange={() => onChange(toggled(code))} />
          {codeLabel(code)}
        </label>
      ))}
    </div>
  );
}
