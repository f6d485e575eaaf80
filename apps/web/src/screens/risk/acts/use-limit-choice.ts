'use client';

import type { RiskLimitRow, RiskLimits } from '@fairlead/contracts/risk';
import { LIMIT_FORMS } from '@fairlead/core/risk/limits';
import { useState } from 'react';
import { BOUNDS, type Bound, isSameSubject, type LimitSubject, withChange } from '@/rows/limit-change';

type Keys = Omit<LimitSubject, 'scope'>;
const EVERYBODY: Keys = { client_id: null, account: null, instrument_id: null, asset_class: null, venue_id: null };
const WHOLE: readonly Bound[] = ['collar_bps', 'max_orders_per_second', 'duplicate_window_ms'];
const MOST: Readonly<Partial<Record<Bound, number>>> = { collar_bps: 10_000, duplicate_window_ms: 60_000 };
const AMOUNT = /^\d{1,19}(\.\d{1,8})?$/;

/** The name of a field of the domain on the wire. */
const onWire = (field: string): string =>
  field.replace(/E8$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);

/** What somebody who is about to change a limit has chosen: whose, which, and what it is to be. An empty figure inherits. */
export function useLimitChoice({ in_force: inForce }: RiskLimits) {
  const [scope, setScope] = useState<LimitSubject['scope']>('CLIENT');
  const [typed, setTyped] = useState<Keys>(EVERYBODY);
  const [wanted, setBound] = useState<Bound>('max_gross_exposure');
  const [text, setText] = useState('');
  const { keys, fields } = LIMIT_FORMS[scope];
  const bounds = BOUNDS.filter((each) => fields.some((field) => onWire(field) === each));
  const bound = bounds.includes(wanted) ? wanted : (bounds[0] ?? 'collar_bps');
  const asks = (key: keyof Keys) => keys.some((each) => onWire(each) === key);
  const subject = subjectOf(scope, typed, asks);
  const figure = text.replaceAll(',', '').trim();
  const before = inForce.limits.find((row) => isSameSubject(row, subject))?.[bound] ?? null;
  const value = figureOf(bound, figure);
  return {
    scope,
    setScope,
    typed,
    name: (key: keyof Keys, id: string | null) => setTyped((was) => ({ ...was, [key]: id })),
    asks,
    bounds,
    bound,
    setBound,
    text,
    setText,
    subject,
    before,
    value,
    missing: missingOf(subject, { value, before }),
    limits: (): RiskLimitRow[] => withChange(inForce.limits, subject, { [bound]: value }),
  };
}
export type LimitChoice = ReturnType<typeof useLimitChoice>;

function subjectOf(scope: LimitSubject['scope'], typed: Keys, asks: (key: keyof Keys) => boolean): LimitSubject {
  return {
    scope,
    client_id: asks('client_id') ? typed.client_id : null,
    account: asks('account') ? typed.account : null,
    instrument_id: asks('instrument_id') ? typed.instrument_id : null,
    asset_class: null,
    venue_id: asks('venue_id') ? typed.venue_id : null,
  };
}

/** What is typed as it is sent; undefined where it cannot be. */
function figureOf(bound: Bound, figure: string): string | number | null | undefined {
  if (figure === '') return null;
  if (!WHOLE.includes(bound)) return AMOUNT.test(figure) ? figure : undefined;
  const count = Number(figure);
  return /^\d{1,9}$/.test(figure) && count <= (MOST[bound] ?? 1_000_000_000) ? count : undefined;
}

function missingOf(
  { scope, client_id: client, account }: LimitSubject,
  { value, before }: { value: string | number | null | undefined; before: string | number | null },
): string | null {
  if (scope === 'ACCOUNT' && (client === null || account === null)) return 'Name the client and its account.';
  if (value === undefined) return 'Give the figure in digits.';
  return value === before ? 'Give another figure than the one in force.' : null;
}
