'use client';

import { PickField } from '@fairlead/ui/pick-field';
import { useState } from 'react';
import type { AccountRow } from '@/rows/account-row';
import { useTRPC } from '@/trpc/client';
import { ValueField } from '../../act/act-fields';
import { AskedAct } from '../../act/asked-act';
import { usePicks } from '../../act/use-picks';

/** The question before a client may trade for another account. */
export function AddAccount({ rows, onClose }: { rows: readonly AccountRow[]; onClose: () => void }) {
  const trpc = useTRPC();
  const picks = usePicks();
  const [client, setClient] = useState<string | null>(null);
  const [text, setText] = useState('');
  const account = text.trim();
  const ofClient = rows.filter((row) => row.client_id === client);
  const missing = missingOf(client, account, ofClient);
  return (
    <AskedAct
      area="risk"
      scope="risk:write"
      title="Add an account"
      description="The client may trade for it from the moment in which it is asked."
      choice={(readOnly) => (
        <fieldset disabled={readOnly} className="grid gap-x-3 gap-y-1 sm:grid-cols-2">
          <legend className="sr-only">The account</legend>
          <PickField label="Client" value={client} onChange={setClient} picks={picks.clients} />
          <ValueField label="Account" value={text} onChange={setText} />
        </fieldset>
      )}
      missing={missing}
      lines={missing === null ? linesOf(client ?? '', account, ofClient.length) : undefined}
      confirm={account === '' ? 'Add it' : `Add ${account}`}
      keep="Add nothing"
      names={{ done: 'Added', doneSays: 'Orders for it are taken from now on.', undone: 'Nothing was added.' }}
      procedure={trpc.risk.accounts.mutationOptions()}
      inputOf={(why) => ({ client_id: client ?? '', change: 'add' as const, account, ...why })}
      onClose={onClose}
    />
  );
}

function missingOf(client: string | null, account: string, ofClient: readonly AccountRow[]): string | null {
  if (client === null || account === '') return 'Name the client and the account.';
  if (account.length > 50) return 'An account has 50 characters at most.';
  return ofClient.some((row) => row.account === account) ? 'It is on the list already.' : null;
}

function linesOf(client: string, account: string, count: number): string[] {
  return count === 0
    ? [
        `Client ${client} has no list and may trade for every account. From now on it may for ${account} alone.`,
        'Orders that name another account, or none, are refused with ACCOUNT_NOT_AUTHORISED; those that work go on.',
      ]
    : [`Client ${client} may trade for ${account} too, beside ${count === 1 ? 'one other' : `${count} others`}.`];
}

/** The question before a client may not trade for an account any more. */
export function CloseAccount({ row, onClose }: { row: AccountRow; onClose: () => void }) {
  const trpc = useTRPC();
  const { client_id: client, account } = row;
  return (
    <AskedAct
      area="risk"
      scope="risk:write"
      title={`Close account ${account}`}
      description={`Client ${client} does not trade for it any more.`}
      lines={[
        `New orders of client ${client} for ${account} are refused with ACCOUNT_NOT_AUTHORISED.`,
        'Orders that work go on, and can be canceled.',
      ]}
      confirm={`Close ${account}`}
      keep="Leave it open"
      names={{ done: 'Closed', doneSays: 'Orders for it are refused from now on.', undone: 'It is still open.' }}
      procedure={trpc.risk.accounts.mutationOptions()}
      inputOf={(why) => ({ client_id: client, change: 'close' as const, account, ...why })}
      onClose={onClose}
    />
  );
}
