'use client';

import { classNames } from '@fairlead/ui/class-names';
import { type ReactNode, useId } from 'react';
import type { FormFault } from '@/rules/rule-faults';

const FIELD =
  'h-9 w-full rounded-md border border-line-strong bg-bg px-2 text-sm text-fg placeholder:text-faint hover:border-faint aria-[invalid=true]:border-stopped';

const isAt = (fault: FormFault, at: string, exactly: boolean): boolean =>
  fault.path === at || (!exactly && fault.path.startsWith(`${at}.`));

/** What is wrong at some paths, each a sentence with its code. */
export function Faults({
  faults,
  at,
  exactly = false,
}: {
  faults: readonly FormFault[];
  at: readonly string[];
  exactly?: boolean;
}) {
  const here = faults.filter((fault) => at.some((path) => isAt(fault, path, exactly)));
  if (here.length === 0) return null;
  return (
    <ul className="text-xs text-stopped">
      {here.map(({ path, code, says }) => (
        <li key={`${path} ${code}`}>
          {says} <span className="font-mono text-2xs">{code}</span>
        </li>
      ))}
    </ul>
  );
}

/** The fields of one part of a rule. */
export function FieldGroup({ title, note, children }: { title: string; note: string; children: ReactNode }) {
  return (
    <fieldset className="flex min-w-0 flex-col gap-2 border-l-2 border-line pl-3">
      <legend className="float-left text-xs">
        <span className="font-semibold">{title}</span> <span className="text-faint">{note}</span>
      </legend>
      {children}
    </fieldset>
  );
}

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (text: string) => void;
  readonly faults: readonly FormFault[];
  /** The path whose faults are said at it. */
  readonly at: string;
  readonly wide?: boolean;
  readonly unit?: string;
  readonly type?: 'text' | 'time';
  readonly suggestions?: readonly string[];
}

/** A text or figure to type. */
export function TextField(props: TextFieldProps) {
  const { label, value, onChange, faults, at, wide = false, unit, type = 'text', suggestions } = props;
  const id = useId();
  const here = faults.filter((fault) => isAt(fault, at, false));
  return (
    <div className={classNames('flex min-w-0 flex-col gap-1 text-xs text-muted', wide ? 'w-full sm:w-72' : 'w-36')}>
      <label htmlFor={id}>
        {label}
        {unit !== undefined && <span className="text-faint"> {unit}</span>}
      </label>
      <input
        id={id}
        type={type}
        value={value}
        list={suggestions === undefined ? undefined : `${id}-list`}
        autoComplete="off"
        spellCheck={false}
        onChange={(event) => onChange(event.target.value)}
        aria-invalid={here.length > 0}
        aria-describedby={`${id}-faults`}
        className={FIELD}
      />
      {suggestions !== undefined && (
        <datalist id={`${id}-list`}>
          {suggestions.map((each) => (
            <option key={each} value={each} />
          ))}
        </datalist>
      )}
      <div id={`${id}-faults`}>
        <Faults faults={faults} at={[at]} />
      </div>
    </div>
  );
}

/** One of a closed list of names. */
interface Option {
  readonly value: string;
  readonly label: string;
}

interface SelectFieldProps {
  readonly label: string;
  readonly value: string;
  /** What an empty value means. */
  readonly none: string;
  readonly options: readonly Option[];
  readonly onChange: (value: string) => void;
  readonly faults?: readonly FormFault[];
  readonly at?: string;
}

/** A choice out of a closed list, or none of it. What is chosen and not listed any more stays to be seen. */
export function SelectField({ label, value, none, options, onChange, faults = [], at = '' }: SelectFieldProps) {
  const id = useId();
  const isGone = value !== '' && !options.some((option) => option.value === value);
  return (
    <div className="flex w-36 min-w-0 flex-col gap-1 text-xs text-muted">
      <label htmlFor={id}>{label}</label>
      <select id={id} value={value} onChange={(event) => onChange(event.target.value)} className={FIELD}>
        <option value="">{none}</option>
        {isGone && <option value={value}>{value}, not known now</option>}
        {options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
      </select>
      {at !== '' && <Faults faults={faults} at={[at]} />}
    </div>
  );
}

/** A record of names as options. */
export function optionsOf(names: Readonly<Record<string, string>>): Option[] {
  return Object.entries(names).map(([value, label]) => ({ value, label }));
}
