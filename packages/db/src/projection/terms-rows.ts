import { formatScaled } from '@fairlead/core/money/scaled';
import type { ChildLife } from '@fairlead/core/order-life/child-life';
import { apply } from '@fairlead/core/order-life/fold';
import type { ArrivalMarket, OrderEvent } from '@fairlead/core/order-life/order-event';
import type { OrderLife } from '@fairlead/core/order-life/order-life';
import { NO_ARRIVAL, type TermsRow } from '../order-rows.ts';
import { arrivalColumns } from './order-row.ts';
import type { ProjectedRows } from './projected-rows.ts';

/** Terms that came into force, of an order or of one of its children. */
interface Terms {
  readonly id: string;
  readonly quantity: number;
  readonly limitPrice: number | null;
  /** Microseconds since 1970. */
  readonly sinceUs: number;
  /** Null of a child, of what an order came with (its own row tells it), and where it was not recorded. */
  readonly market: ArrivalMarket | null;
  readonly position: number;
}

/** What was in force before, and what is now. */
interface Change {
  readonly before: Terms;
  readonly after: Terms;
}

/**
 * Folds some more events of an order, and adds the terms that they replace: the row of an order or of a child holds its latest ones alone, and a report of the
 * time before them tells what was in force then.
 */
export function foldedTerms(
  known: Pick<ProjectedRows, 'order' | 'decisions' | 'terms'>,
  events: readonly OrderEvent[],
  { before, position }: { readonly before: OrderLife; readonly position: number },
): { readonly after: OrderLife; readonly terms: readonly TermsRow[] } {
  let life = before;
  let { terms } = known;
  for (const event of events) {
    const next = apply(life, event);
    for (const change of changesOf({ life, next, event }, known, position))
      terms = withChange(terms, change, { known, life });
    life = next;
  }
  return { after: life, terms };
}

type Known = Pick<ProjectedRows, 'order' | 'decisions'>;
interface Step {
  readonly life: OrderLife;
  readonly next: OrderLife;
  readonly event: OrderEvent;
}

function changesOf(step: Step, known: Known, position: number): readonly Change[] {
  const ofOrder = orderChange(step, known, position);
  return ofOrder === null ? childChanges(step, known, position) : [ofOrder];
}

/** Who replaces an order may give it the terms that it has: those are no others. */
function orderChange({ life, next, event }: Step, { order }: Known, position: number): Change | null {
  if (event.type !== 'ORDER_REPLACED' || next.order === life.order) return null;
  const { id, created_at_us, first_position } = order;
  return {
    before: { ...life.order, id, sinceUs: created_at_us, market: null, position: first_position },
    after: { ...next.order, id, sinceUs: event.atUs, market: event.market, position },
  };
}

/** A venue says that a child has other terms, or they follow from what it has executed of it when it ends. */
function childChanges({ life, next, event }: Step, { decisions }: Known, position: number): readonly Change[] {
  if (next.children === life.children) return [];
  return next.children.flatMap((child, index): Change[] => {
    const old = life.children[index];
    if (old === undefined || child.replace === null || hasSameTerms(old, child)) return [];
    const sentIn = decisions.find(({ id }) => id === child.decisionId)?.position ?? position;
    return [
      {
        before: { ...old, sinceUs: old.sentAtUs ?? event.atUs, market: null, position: sentIn },
        after: { ...child, sinceUs: event.atUs, market: null, position },
      },
    ];
  });
}

function hasSameTerms(a: ChildLife, b: ChildLife): boolean {
  return a.quantity === b.quantity && a.limitPrice === b.limitPrice;
}

function withChange(
  rows: readonly TermsRow[],
  { before, after }: Change,
  of: { readonly known: Known; readonly life: OrderLife },
): readonly TermsRow[] {
  const earlier = rows.filter(({ id }) => id === after.id).length;
  const first = earlier === 0 ? [termsRow(before, 1, of)] : [];
  return [...rows, ...first, termsRow(after, Math.max(earlier, 1) + 1, of)];
}

function termsRow(
  { id, quantity, limitPrice, sinceUs, market, position }: Terms,
  number: number,
  { known, life: { scale } }: { readonly known: Known; readonly life: OrderLife },
): TermsRow {
  return {
    order_pk: known.order.id,
    id,
    number,
    since_us: sinceUs,
    quantity: formatScaled(quantity, scale.quantityDecimals),
    limit_price: limitPrice === null ? null : formatScaled(limitPrice, scale.priceDecimals),
    ...(market === null ? NO_ARRIVAL : arrivalColumns(market, scale)),
    position,
  };
}
