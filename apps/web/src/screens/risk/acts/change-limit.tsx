'use client';

import type { RiskExposure, RiskLimits } from '@fairlead/contracts/risk';
import { LIMIT_SCOPES } from '@fairlead/core/risk/limits';
import { ActButton } from '@fairlead/ui/act-button';
import { PickField } from '@fairlead/ui/pick-field';
import { useState } from 'react';
import { isSameSubject } from '@/rows/limit-change';
import { STANDING_BOUNDS } from '@/rows/risk-use';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { BOUND_WORDS, boundValue, changeWords, SCOPE_WORDS, subjectWords } from '@/words/risk-words';
import { SelectField, ValueField } from '../../act/act-fields';
import { AskedAct } from '../../act/asked-act';
import { usePicks } from '../../act/use-picks';
import { type LimitChoice, useLimitChoice } from './use-limit-choice';

const NAMES = {
  done: 'Waits for approval',
  doneSays: 'Nothing has changed yet: another person approves or refuses it, under “Changes of limits”.',
  undone: 'Nothing was written.',
};

interface ChangeLimitProps {
  readonly limits: RiskLimits | undefined;
  readonly exposure: RiskExposure | undefined;
}

/** Asks for another limit, of everybody or of one. */
export function ChangeLimitButton({ limits, exposure }: ChangeLimitProps) {
  const [isOpen, setIsOpen] = useState(false);
  const whyNot = useViewer().whyNot('risk:write');
  return (
    <>
      <ActButton size="sm" whyNot={whyNot} onClick={() => setIsOpen(true)}>
        Change a limit…
      </ActButton>
      {isOpen && limits !== undefined && (
        <ChangeLimit limits={limits} exposure={exposure} onClose={() => setIsOpen(false)} />
      )}
    </>
  );
}

function ChangeLimit({
  limits,
  exposure,
  onClose,
}: {
  limits: RiskLimits;
  exposure: RiskExposure | undefined;
  onClose: () => void;
}) {
  const trpc = useTRPC();
  const choice = useLimitChoice(limits);
  return (
    <AskedAct
      area="risk"
      scope="risk:write"
      title="Change a limit"
      description={`A version that follows ${limits.in_force.name}. It holds once another person has approved it.`}
      choice={(readOnly) => <LimitFields choice={choice} readOnly={readOnly} />}
      missing={choice.missing}
      lines={choice.missing === null ? linesOf(choice, { limits, exposure }) : undefined}
      confirm="Submit for approval"
      keep="Change nothing"
      names={NAMES}
      procedure={trpc.risk.submitLimits.mutationOptions()}
      inputOf={(why) => ({ limits: choice.limits(), ...why })}
      onClose={onClose}
    />
  );
}

function LimitFields({ choice, readOnly }: { choice: LimitChoice; readOnly: boolean }) {
  const { scope, typed, name, asks, bound } = choice;
  const picks = usePicks();
  return (
    <fieldset disabled={readOnly} className="flex flex-col gap-3">
      <legend className="sr-only">The limit</legend>
      <SelectField
        label="For"
        value={scope}
        options={LIMIT_SCOPES.map((value) => ({ value, label: SCOPE_WORDS[value] }))}
        onChange={choice.setScope}
      />
      <div className="grid gap-x-3 empty:hidden sm:grid-cols-2">
        {asks('client_id') && (
          <PickField
            label={scope === 'ACCOUNT' ? 'Client' : 'Client, none for every one'}
            value={typed.client_id}
            onChange={(id) => name('client_id', id)}
            picks={picks.clients}
          />
        )}
        {asks('account') && (
          <ValueField
            label="Account"
            value={typed.account ?? ''}
            onChange={(text) => name('account', text === '' ? null : text)}
          />
        )}
        {asks('instrument_id') && (
          <PickField
            label="Instrument, none for every one"
            value={typed.instrument_id}
            onChange={(id) => name('instrument_id', id)}
            picks={picks.instruments}
          />
        )}
        {asks('venue_id') && (
          <PickField
            label="Venue, none for every one"
            value={typed.venue_id}
            onChange={(id) => name('venue_id', id)}
            picks={picks.venues}
          />
        )}
      </div>
      <div className="grid gap-3 sm:grid-cols-2">
        <SelectField
          label="Limit of"
          value={bound}
          options={choice.bounds.map((value) => ({ value, label: BOUND_WORDS[value].name }))}
          onChange={choice.setBound}
        />
        <ValueField
          label={`New limit, in ${BOUND_WORDS[bound].unit}; empty inherits`}
          value={choice.text}
          onChange={choice.setText}
          isFigure
        />
      </div>
    </fieldset>
  );
}

/** What changes, and what of it stands already. */
function linesOf(
  { subject, bound, before, value = null }: LimitChoice,
  { limits, exposure }: Pick<ChangeLimitProps, 'exposure'> & { limits: RiskLimits },
): string[] {
  const change = changeWords({ subject, bound, from: before, to: value });
  const ofDefault = limits.defaults.find((row) => isSameSubject(row, subject))?.[bound] ?? null;
  if (subject.scope === 'CLIENT' && subject.client_id === null)
    return ofDefault === null ? [change] : [change, `DEFAULT says ${boundValue(bound, ofDefault)}.`];
  const standing = STANDING_BOUNDS.find(({ field }) => field === bound);
  if (standing === undefined || exposure === undefined) return [change];
  const ofClient = exposure.clients.find(({ client_id: id }) => id === subject.client_id);
  const row = subject.scope === 'FIRM' ? exposure.firm : ofClient;
  if (row === undefined) return [change];
  const { use, limit } = row[standing.use];
  const said = (value: string | number) => boundValue(bound, value);
  const what = bound === 'max_orders_per_second' ? 'came in the last second' : 'of it stand';
  const most = limit === null ? 'nothing bounds it now' : `${said(limit)} may`;
  return [change, `${subjectWords(subject)}: ${said(use)} ${what}, and ${most}.`];
}
