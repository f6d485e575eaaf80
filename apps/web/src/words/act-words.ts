import type { ActResult } from '@fairlead/ui/act-dialog';
import type { ActOutcome } from '@/rows/act-outcome';

/** How an act is spoken of. */
export interface ActNames {
  /** It is done: "Cancel taken". */
  readonly done: string;
  /** What is so then. */
  readonly doneSays: string;
  /** What could not be done: "The order was not canceled." */
  readonly undone: string;
  /** What is so where it is taken and not written down yet; of an order that is sent to venues where it does not say. */
  readonly unwritten?: { readonly title: string; readonly says: string };
}

const SENT = { title: 'Sent, and not written down yet', says: 'The venues have been asked.' };
const TAKEN = { title: 'Taken, and not written down yet', says: 'It is done as soon as the order is written down.' };
const ONCE = 'Asked again, it is done once.';

/** What a person is told of an act. Only what is certain is said: that nobody has answered is no refusal. */
export function actWords(outcome: ActOutcome, names: ActNames): ActResult {
  switch (outcome.kind) {
    case 'DONE':
      return { tone: 'good', title: names.done, says: names.doneSays, auditId: outcome.audit_id, again: null };
    case 'NOT_DURABLE': {
      const { title, says } = names.unwritten ?? (outcome.sent ? SENT : TAKEN);
      return {
        tone: 'degraded',
        title,
        says: `${says} The record is written when the database is back. ${ONCE}`,
        auditId: outcome.audit_id,
        again: 'Ask again',
      };
    }
    case 'UNKNOWN':
      return {
        tone: 'degraded',
        title: 'Not known whether it was taken',
        says: `${outcome.says} It may have been done: look before you count on either. ${ONCE}`,
        auditId: null,
        again: 'Ask again',
      };
    case 'NOT_SENT':
      return {
        tone: 'stopped',
        title: 'Not sent',
        says: `${outcome.says} ${names.undone}`,
        auditId: null,
        again: 'Try again',
      };
    case 'REFUSED':
      return {
        tone: 'stopped',
        title: `Refused: ${outcome.code}`,
        says: `${outcome.says} ${names.undone}`,
        auditId: null,
        again: null,
      };
  }
}
