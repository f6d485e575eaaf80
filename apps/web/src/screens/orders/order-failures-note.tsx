'use client';

import type { OrderFilter } from '@/lists/order-list-url';
import type { OrderFailures } from '@/rows/order-failures';
import { COUNT_MAX } from '@/rows/page-of';
import { formatQuantity } from '@/words/figures';

interface OrderFailuresNoteProps {
  readonly failures: OrderFailures | undefined;
  readonly onShow: (state: NonNullable<OrderFilter['state']>) => void;
}

const KINDS = [
  ['rejected', 'REJECTED'],
  ['unknown', 'UNKNOWN'],
  ['stuck', 'STUCK'],
] as const;

/** What did not go well of all that fits but for its state, however deep it lies; pressed, it is shown. */
export function OrderFailuresNote({ failures, onShow }: OrderFailuresNoteProps) {
  if (failures === undefined) return null;
  return (
    <>
      {KINDS.map(([kind, state]) => (
        <button
          key={kind}
          type="button"
          onClick={() => onShow(state)}
          className={
            failures[kind] === 0 ? 'figures text-faint hover:underline' : 'figures text-stopped hover:underline'
          }
        >
          {numberOf(failures[kind], failures.is_whole)} {kind}
        </button>
      ))}
    </>
  );
}

function numberOf(count: number, isWhole: boolean): string {
  if (count > COUNT_MAX) return '10,000+';
  return `${formatQuantity(count)}${isWhole ? '' : '+'}`;
}
