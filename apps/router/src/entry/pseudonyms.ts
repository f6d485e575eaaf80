import type { ValidOrder } from '@fairlead/core/order/request';
import type { PersonNames } from '@fairlead/db/repositories/person-names';
import type { Pseudonyms } from '../order/step-entry.ts';

/** Gives the names by which the persons of an order are recorded; at once where it names nobody. */
export function pseudonyms(
  persons: Pick<PersonNames, 'pseudonymOf'>,
): (clientId: string, order: ValidOrder) => Pseudonyms | Promise<Pseudonyms> {
  return (clientId, { account, customerId }) => {
    if (account === null && customerId === null) return { account, customerId };
    return Promise.all([
      account === null ? null : persons.pseudonymOf({ clientId, kind: 'ACCOUNT', name: account }),
      customerId === null ? null : persons.pseudonymOf({ clientId, kind: 'CUSTOMER', name: customerId }),
    ]).then(([ofAccount, ofCustomer]) => ({ account: ofAccount, customerId: ofCustomer }));
  };
}
