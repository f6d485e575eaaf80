import type { ValidOrder } from '@fairlead/core/order/request';
import type { PersonNames } from '@fairlead/db/journal/person-names';
import type { Pseudonyms } from '../order/step-entry.ts';

/** Gives the names by which the persons of an order are recorded: at once where both are known, else when the database has said or made them. */
export function pseudonyms(
  persons: Pick<PersonNames, 'pseudonymOf'>,
): (clientId: string, order: ValidOrder) => Pseudonyms | Promise<Pseudonyms> {
  return (clientId, { account, customerId }) => {
    const ofAccount = account === null ? null : persons.pseudonymOf(clientId, 'ACCOUNT', account);
    const ofCustomer = customerId === null ? null : persons.pseudonymOf(clientId, 'CUSTOMER', customerId);
    if (!(ofAccount instanceof Promise) && !(ofCustomer instanceof Promise))
      return { account: ofAccount, customerId: ofCustomer };
    return Promise.all([ofAccount, ofCustomer]).then(([known, customer]) => ({ account: known, customerId: customer }));
  };
}
