import type { RiskLists } from '@fairlead/contracts/risk';

/** An account that a client may trade for. */
export interface AccountRow {
  readonly key: string;
  readonly client_id: string;
  readonly account: string;
  /** Without it its client would have no list, and could trade for every account. */
  readonly isLast: boolean;
}

/** The accounts on every list, a row each. */
export function accountRows(lists: Pick<RiskLists, 'accounts'>): AccountRow[] {
  return lists.accounts.flatMap(({ client_id: client, accounts }) =>
    accounts.map((account) => ({
      ...{ key: JSON.stringify([client, account]), client_id: client, account, isLast: accounts.length === 1 },
    })),
  );
}

/** Why an account is not closed; empty where it may be. The server decides. */
export function whyNoClosing({ isLast, client_id: client }: AccountRow): string {
  return isLast
    ? `It is the last one: without a list client ${client} may trade for every account. Add another first, or halt the client.`
    : '';
}
