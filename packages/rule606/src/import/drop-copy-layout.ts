import { REFUSED_SIDES, SIDES } from '@fairlead/core/order/request';
import { decimal, needed, oneOf, optional, TIME, text } from './field.ts';
import type { RowOf } from './layout.ts';

/** An execution as its venue tells of it: a file has all those of one venue and one trading day. */
export const DROP_COPY_LAYOUT = {
  execution_id: needed(text(100), 'The venue’s id of the execution, once a file.'),
  child_id: optional(text(100), 'The id by which it was sent, as the venue gives it back.'),
  symbol: needed(text(40), 'The symbol; of an option its series.'),
  side: needed(oneOf([...SIDES, ...REFUSED_SIDES]), 'Buy or sell.'),
  quantity: needed(
    decimal('POSITIVE'),
    'Shares that were executed, after every correction; one that was taken back is left out.',
  ),
  price: needed(decimal('POSITIVE'), 'US dollars a share.'),
  executed_at: needed(TIME, 'When the venue executed it.'),
  fee_usd: optional(
    decimal('NOT_NEGATIVE'),
    'Transaction fee charged for it, US dollars. Where this and the rebate are empty fees are not compared.',
  ),
  rebate_usd: optional(decimal('NOT_NEGATIVE'), 'Rebate given for it, US dollars.'),
} as const;
export type DropCopyExecution = RowOf<typeof DROP_COPY_LAYOUT>;
