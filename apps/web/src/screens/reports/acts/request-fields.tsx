'use client';

import { REPORT_KINDS } from '@fairlead/core/report/report-kind';
import { PickField } from '@fairlead/ui/pick-field';
import { lastMonths, lastQuarters } from '@/rows/report-wish';
import { monthWords, REPORT_KIND_WORDS } from '@/words/report-words';
import { SelectField, ValueField } from '../../act/act-fields';
import { usePicks } from '../../act/use-picks';
import type { WishChoice } from './use-report-wish';

const QUARTERS = 13;
const MONTHS = 24;
const REAL = [
  { value: 'REAL', label: 'Real orders' },
  { value: 'SIMULATED', label: 'Simulated orders: a demonstration' },
] as const;

interface RequestFieldsProps {
  readonly choice: WishChoice;
  readonly today: string;
  readonly readOnly: boolean;
}

/** What a report is of: its kind, its time, and whose orders. */
export function RequestFields({ choice, today, readOnly }: RequestFieldsProps) {
  const { wish, change } = choice;
  return (
    <fieldset disabled={readOnly} className="grid gap-3 sm:grid-cols-2">
      <legend className="sr-only">The report</legend>
      <SelectField
        label="Report"
        value={wish.kind}
        options={REPORT_KINDS.map((value) => ({
          value,
          label: `${REPORT_KIND_WORDS[value].name}: ${REPORT_KIND_WORDS[value].about}`,
        }))}
        onChange={(kind) => change({ kind })}
      />
      <SelectField
        label="Orders"
        value={wish.simulated ? 'SIMULATED' : 'REAL'}
        options={REAL}
        onChange={(which) => change({ simulated: which === 'SIMULATED' })}
      />
      <TimeFields choice={choice} today={today} />
    </fieldset>
  );
}

/** Fields by kind: a real report is of a time that has ended. */
function TimeFields({ choice: { wish, change }, today }: Omit<RequestFieldsProps, 'readOnly'>) {
  switch (wish.kind) {
    case 'RULE_606_A1':
    case 'REVIEW':
      return (
        <SelectField
          label="Quarter"
          value={wish.quarter}
          options={lastQuarters(today, QUARTERS, wish.simulated).map((value) => ({ value, label: quarterName(value) }))}
          onChange={(quarter) => change({ quarter })}
        />
      );
    case 'RULE_605':
      return (
        <SelectField
          label="Month"
          value={wish.month}
          options={lastMonths(today, MONTHS, wish.simulated).map((value) => ({ value, label: monthName(value) }))}
          onChange={(month) => change({ month })}
        />
      );
    case 'RULE_606_B1':
    case 'RULE_606_B3':
      return <CustomerFields choice={{ wish, change }} />;
    case 'TCA':
      return (
        <>
          <ClientField choice={{ wish, change }} />
          <CustomerField choice={{ wish, change }} />
          <ValueField label="First day" type="date" value={wish.from} onChange={(from) => change({ from })} />
          <ValueField label="Last day" type="date" value={wish.until} onChange={(until) => change({ until })} />
        </>
      );
  }
}

function quarterName(first: string): string {
  const [year = 0, month = 0] = first.split('-').map(Number);
  return `Q${(month + 2) / 3} ${year}`;
}

function monthName(text: string): string {
  const [year = 0, month = 0] = text.split('-').map(Number);
  return monthWords({ year, month });
}

type ChoiceProps = Pick<RequestFieldsProps, 'choice'>;

function ClientField({ choice: { wish, change } }: ChoiceProps) {
  const { clients } = usePicks();
  return (
    <PickField
      label="Client; empty is every one"
      value={wish.clientId}
      onChange={(clientId) => change({ clientId })}
      picks={clients}
    />
  );
}

function CustomerField({ choice: { wish, change } }: ChoiceProps) {
  return (
    <ValueField
      label="One of its customers; empty is all"
      value={wish.customerId}
      onChange={(customerId) => change({ customerId })}
    />
  );
}

function CustomerFields({ choice }: ChoiceProps) {
  const { wish, change } = choice;
  return (
    <>
      <ValueField
        label="Day of the request"
        type="date"
        value={wish.requestedOn}
        onChange={(requestedOn) => change({ requestedOn })}
      />
      <span className="max-sm:hidden" />
      <ClientField choice={choice} />
      <CustomerField choice={choice} />
      {wish.clientId !== null && (
        <ValueField
          label="Customer’s name, as the report prints it"
          value={wish.customer}
          onChange={(customer) => change({ customer })}
        />
      )}
      <label className="flex items-center gap-2 text-xs text-muted sm:col-span-2">
        <input
          type="checkbox"
          checked={wish.lookThrough}
          onChange={({ target }) => change({ lookThrough: target.checked })}
        />
        Also files of the handling data for a correspondent, in the layout of an import
      </label>
    </>
  );
}
