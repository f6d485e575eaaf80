'use client';

import { matchesPattern } from '@fairlead/core/rules/match';
import { WEEKDAYS, type Weekday } from '@fairlead/core/rules/rule';
import { REGULAR_HOURS, type RuleForm } from '@/rules/rule-form';
import { SIDE_NAMES, TYPE_NAMES } from '@/words/order-words';
import { listed, WEEKDAY_NAMES } from '@/words/rule-words';
import type { FieldsProps } from './fields-props';
import { Faults, FieldGroup, optionsOf, SelectField, TextField } from './form-parts';

const NAMED_MAX = 6;

/** Which orders a rule is about. */
export function MatchFields({ form, faults, picks, change }: FieldsProps) {
  return (
    <FieldGroup title="Which orders" note="what is left as it is holds for every order">
      <div className="flex flex-wrap items-start gap-3">
        <TextField
          {...{
            label: 'Instruments',
            unit: '* any text, ? one character',
            value: form.pattern,
            faults,
            at: 'instrument_pattern',
            wide: true,
          }}
          suggestions={picks.instruments}
          onChange={(pattern) => change({ pattern })}
        />
        <SelectField
          {...{ label: 'Client', value: form.clientId, none: 'every client', faults, at: 'client_id' }}
          options={picks.clients.map((id) => ({ value: id, label: id }))}
          onChange={(clientId) => change({ clientId })}
        />
        <SelectField
          {...{ label: 'Side', value: form.side, none: 'every side', options: optionsOf(SIDE_NAMES) }}
          onChange={(side) => change({ side })}
        />
        <SelectField
          {...{ label: 'Type', value: form.orderType, none: 'every type', options: optionsOf(TYPE_NAMES) }}
          onChange={(orderType) => change({ orderType })}
        />
        <TextField
          {...{ label: 'Size from', value: form.minSize, faults, at: 'order_size_range.min' }}
          onChange={(minSize) => change({ minSize })}
        />
        <TextField
          {...{ label: 'Size to', value: form.maxSize, faults, at: 'order_size_range.max' }}
          onChange={(maxSize) => change({ maxSize })}
        />
      </div>
      <p className="text-xs text-faint">{matchedWords(form.pattern.trim(), picks.instruments)}</p>
      <Faults faults={faults} at={['order_size_range', 'side', 'order_type']} exactly />
      <WindowFields {...{ form, faults, change }} />
    </FieldGroup>
  );
}

/** When it holds. */
function WindowFields({ form, faults, change }: Omit<FieldsProps, 'picks'>) {
  const { window } = form;
  const set = (said: Partial<NonNullable<RuleForm['window']>>) =>
    window !== null && change({ window: { ...window, ...said } });
  const toggle = (day: Weekday) => {
    if (window === null) return;
    const isOn = window.weekdays.includes(day);
    set({ weekdays: WEEKDAYS.filter((each) => (each === day ? !isOn : window.weekdays.includes(each))) });
  };
  return (
    <div className="flex flex-col gap-2">
      <label className="flex items-center gap-2 text-sm">
        <input
          type="checkbox"
          checked={window !== null}
          onChange={(event) => change({ window: event.target.checked ? REGULAR_HOURS : null })}
        />
        Only at a time of day <span className="text-xs text-faint">New York; 24:00 ends the day</span>
      </label>
      {window !== null && (
        <div className="flex flex-wrap items-start gap-3">
          <TextField
            {...{ label: 'From', unit: 'HH:MM ET', value: window.from, faults, at: 'time_conditions.from' }}
            onChange={(from) => set({ from })}
          />
          <TextField
            {...{
              label: 'To',
              unit: 'HH:MM ET',
              value: window.to,
              faults,
              at: 'time_conditions.to',
            }}
            onChange={(to) => set({ to })}
          />
          <fieldset className="flex flex-wrap items-center gap-x-3 gap-y-1 pt-5 text-sm">
            <legend className="sr-only">Days</legend>
            {WEEKDAYS.map((day) => (
              <label key={day} className="flex items-center gap-1">
                <input type="checkbox" checked={window.weekdays.includes(day)} onChange={() => toggle(day)} />
                {WEEKDAY_NAMES[day]}
              </label>
            ))}
          </fieldset>
        </div>
      )}
      <Faults faults={faults} at={['time_conditions', 'time_conditions.weekdays']} exactly />
    </div>
  );
}

/** Which instruments a pattern means now. */
function matchedWords(pattern: string, instruments: readonly string[]): string {
  if (instruments.length === 0 || pattern === '') return '';
  if (pattern === '*') return `Every instrument, now ${instruments.length}.`;
  const found = instruments.filter((id) => matchesPattern(pattern, id));
  if (found.length === 0) return `No instrument is called so now; capitals count.`;
  const shown = found.slice(0, NAMED_MAX);
  const more = found.length - shown.length;
  return `Means ${listed(more > 0 ? [...shown, `${more} more`] : shown)} now.`;
}
