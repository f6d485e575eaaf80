'use client';

import type { RestrictionView } from '@fairlead/contracts/risk';
import { RESTRICTED_SIDES } from '@fairlead/core/risk/entitlements';
import { PickField } from '@fairlead/ui/pick-field';
import { useState } from 'react';
import { useTRPC } from '@/trpc/client';
import { formatBoundText, RESTRICTED_SIDE_WORDS } from '@/words/risk-words';
import { SelectField, ValueField } from '../../act/act-fields';
import { AskedAct } from '../../act/asked-act';
import { usePicks } from '../../act/use-picks';

const AMOUNT = /^\d{1,12}(\.\d{1,8})?$/;
const HOUR_MS = 3_600_000;
const sideWords = (side: string) => RESTRICTED_SIDE_WORDS[side] ?? side;

/** The question before an instrument goes onto the restricted list. */
export function Restrict({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const picks = usePicks();
  const [instrument, setInstrument] = useState<string | null>(null);
  const [client, setClient] = useState<string | null>(null);
  const [side, setSide] = useState<(typeof RESTRICTED_SIDES)[number]>('ALL');
  const missing = instrument === null ? 'Choose an instrument first.' : null;
  const whom = client === null ? 'nobody' : `client ${client} not`;
  return (
    <AskedAct
      area="risk"
      scope="risk:write"
      title="Restrict an instrument"
      description="It holds from the moment in which it is asked, for the next wave of every order too."
      choice={(readOnly) => (
        <fieldset disabled={readOnly} className="flex flex-col gap-3">
          <legend className="sr-only">What is restricted</legend>
          <div className="grid gap-x-3 sm:grid-cols-2">
            <PickField label="Instrument" value={instrument} onChange={setInstrument} picks={picks.instruments} />
            <PickField label="Client, none for the firm" value={client} onChange={setClient} picks={picks.clients} />
          </div>
          <SelectField
            label="What may not be done"
            value={side}
            options={RESTRICTED_SIDES.map((value) => ({ value, label: sideWords(value) }))}
            onChange={setSide}
          />
        </fieldset>
      )}
      missing={missing}
      lines={
        missing === null
          ? [
              `${instrument ?? ''}: ${sideWords(side)} are refused with INSTRUMENT_RESTRICTED; ${whom === 'nobody' ? 'nobody trades them' : `${whom} any more`}.`,
              'What works at venues stays; nothing more of it is sent. It holds until somebody lifts it.',
            ]
          : undefined
      }
      confirm={`Restrict ${instrument ?? 'it'}`}
      keep="Restrict nothing"
      names={{ done: 'Restricted', doneSays: 'It holds from now on.', undone: 'Nothing was restricted.' }}
      procedure={trpc.risk.restrict.mutationOptions()}
      inputOf={(why) => ({ client_id: client, instrument_id: instrument ?? '', side, ...why })}
      onClose={onClose}
    />
  );
}

/** The question before an instrument comes off the list. */
export function LiftRestriction({ row, onClose }: { row: RestrictionView; onClose: () => void }) {
  const trpc = useTRPC();
  return (
    <AskedAct
      area="risk"
      scope="risk:write"
      title={`Lift the restriction of ${row.instrument_id}`}
      description={`Restricted by ${row.author}: ${row.reason}`}
      lines={[
        `${row.instrument_id}: ${sideWords(row.side)} of ${row.client_id === null ? 'every client' : `client ${row.client_id}`} are taken again, unless something else speaks against them.`,
      ]}
      confirm="Lift it"
      keep="Let it hold"
      names={{ done: 'Lifted', doneSays: 'It may be traded from now on.', undone: 'The restriction still holds.' }}
      procedure={trpc.risk.lift.mutationOptions()}
      inputOf={(why) => ({ id: row.id, ...why })}
      onClose={onClose}
    />
  );
}

/** The question before a locate is kept; one of an id that is kept is changed. */
export function KeepLocate({ onClose }: { onClose: () => void }) {
  const trpc = useTRPC();
  const picks = usePicks();
  const [client, setClient] = useState<string | null>(null);
  const [instrument, setInstrument] = useState<string | null>(null);
  const [locateId, setLocateId] = useState('');
  const [quantity, setQuantity] = useState('');
  const [hours, setHours] = useState('8');
  const shares = quantity.replaceAll(',', '').trim();
  const isAmount = AMOUNT.test(shares) && Number(shares) > 0;
  const missing =
    client === null || instrument === null || locateId.trim() === ''
      ? 'Name the client, the instrument and the locate.'
      : isAmount && /^\d{1,4}$/.test(hours) && Number(hours) > 0
        ? null
        : 'Give how many shares, and for how many hours, in digits.';
  return (
    <AskedAct
      area="risk"
      scope="risk:write"
      title="Keep a locate"
      description="Shares that a client has located, to be sold short. One of this id that is kept already is changed."
      choice={(readOnly) => (
        <fieldset disabled={readOnly} className="grid gap-x-3 gap-y-1 sm:grid-cols-2">
          <legend className="sr-only">The locate</legend>
          <PickField label="Client" value={client} onChange={setClient} picks={picks.clients} />
          <PickField label="Instrument" value={instrument} onChange={setInstrument} picks={picks.instruments} />
          <ValueField label="Locate" value={locateId} onChange={setLocateId} />
          <ValueField label="Shares" value={quantity} onChange={setQuantity} isFigure />
          <ValueField label="Expires in, hours" value={hours} onChange={setHours} isFigure />
        </fieldset>
      )}
      missing={missing}
      lines={
        missing === null
          ? [
              `Client ${client ?? ''} sells ${formatBoundText(shares)} shares of ${instrument ?? ''} short at most on ${locateId.trim()}, for ${hours} hours.`,
              'From now on its short sales name a locate that is kept for it.',
            ]
          : undefined
      }
      confirm="Keep it"
      keep="Keep nothing"
      names={{ done: 'Kept', doneSays: 'It counts from now on.', undone: 'Nothing was kept.' }}
      procedure={trpc.risk.locate.mutationOptions()}
      inputOf={(why) => ({
        ...{ client_id: client ?? '', instrument_id: instrument ?? '', locate_id: locateId.trim(), quantity: shares },
        expires_at: new Date(Date.now() + Number(hours) * HOUR_MS).toISOString(),
        ...why,
      })}
      onClose={onClose}
    />
  );
}
