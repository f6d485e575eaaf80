import type { PriceForm } from '../rows/instrument-form';
import type { ChildDetail, OrderChange } from '../rows/order-detail';
import { formatPrice, formatQuantity } from './figures';
import type { NameOf } from './venue-words';

/** What a child is to have, or has: as `120 at 99.60 at NYSE`. */
export function termsWords(change: OrderChange, child: ChildDetail, { form, nameOf }: ChangeWords): string {
  const price = change.limit_price === null ? '' : ` at ${formatPrice(change.limit_price, form)}`;
  return `${formatQuantity(change.quantity ?? child.quantity)}${price} at ${nameOf(child.venue_id)}`;
}

/** How what changes a child is called, and what it says; null for what changes none. */
export function changeWords(
  change: OrderChange,
  child: ChildDetail,
  words: ChangeWords,
): { readonly title: string; readonly detail: string } | null {
  switch (change.event_type) {
    case 'CHILD_REPLACE_ASKED':
      return { title: 'Change asked', detail: termsWords(change, child, words) };
    case 'CHILD_REPLACED':
      return { title: 'Changed', detail: termsWords(change, child, words) };
    case 'CHILD_REPLACE_REFUSED': {
      const venue = words.nameOf(child.venue_id);
      const isUnsent = change.code === 'NOT_SENT';
      return { title: 'Not changed', detail: isUnsent ? `${venue} was not asked` : `${venue}: ${change.code}` };
    }
    default:
      return null;
  }
}

export interface ChangeWords {
  readonly form: PriceForm;
  readonly nameOf: NameOf;
}
