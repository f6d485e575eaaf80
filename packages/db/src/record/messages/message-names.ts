import type { ValidOrder } from '@fairlead/core/order/request';

/** What stands in no entry of the journal, and is looked up for messages. */
export interface MessageNames {
  /** The names of persons by their pseudonyms; an erased one has none. */
  readonly persons: ReadonlyMap<string, string>;
  /** The currencies of instruments. */
  readonly currencies: ReadonlyMap<string, string>;
}

/** Whose order it is, by name where one is known, else by pseudonym. */
export function partyOf({ account, customerId }: ValidOrder, { persons }: MessageNames) {
  const nameOf = (pseudonym: string | null) => (pseudonym === null ? null : (persons.get(pseudonym) ?? pseudonym));
  return { account: nameOf(account), customer_id: nameOf(customerId) };
}
