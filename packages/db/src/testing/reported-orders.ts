import { v7 as uuidV7 } from 'uuid';
import { type ChildRow, type ExecutionRow, NO_ARRIVAL, type OrderRow, type TermsRow } from '../order-rows.ts';
import { childRows, decisionRow, fillRow, orderRow } from './order-rows.ts';
import { storeRows } from './stored-rows.ts';

/** One part of an order: where, when it was sent (null: never), and what it executed. Times are ISO texts. */
export interface SentPart {
  readonly venueId: string;
  readonly sentAt: string | null;
  readonly fills?: readonly SentFill[];
  readonly child?: Partial<ChildRow>;
  /** What it was sent with, and what its venue has replaced that by, where it was replaced. */
  readonly terms?: readonly SaidTerms[];
}

/** Terms from a time on; with no limit where none is said. */
interface SaidTerms extends Partial<Omit<TermsRow, 'order_pk' | 'id' | 'number' | 'since_us'>> {
  readonly at: string;
  readonly quantity: string;
}

/** What a part executed; at 190 where no price is said. */
export interface SentFill {
  readonly at: string;
  readonly quantity: string;
  readonly fee: string;
  readonly price?: string;
  readonly execution?: Partial<ExecutionRow>;
}

/** An order with its parts, as a report finds it. */
export interface ReportedOrder {
  readonly receivedAt: string;
  readonly order?: Partial<OrderRow>;
  readonly parts?: readonly SentPart[];
  /** What it came with, and what each replacement has made of it, where it was replaced. */
  readonly terms?: readonly SaidTerms[];
  /** What its client has executed of it: where, when, how much. */
  readonly elsewhere?: readonly { readonly venueId: string; readonly at: string; readonly quantity: string }[];
}

const us = (iso: string) => Date.parse(iso) * 1_000;

/** Stores an order with its parts, and gives its key. */
export async function storeReported(url: string, order: ReportedOrder): Promise<string> {
  const rows = rowsOfReported(order);
  await storeRows(url, rows);
  return rows.orders[0].id;
}

/** Stores many orders with their parts at once. */
export async function storeAllReported(url: string, orders: readonly ReportedOrder[]): Promise<void> {
  const all = orders.map(rowsOfReported);
  await storeRows(url, {
    orders: all.flatMap((rows) => rows.orders),
    decisions: all.flatMap((rows) => rows.decisions),
    children: all.flatMap((rows) => rows.children),
    executions: all.flatMap((rows) => rows.executions),
    terms: all.flatMap((rows) => rows.terms),
  });
}

function rowsOfReported({ receivedAt, order: changes, parts = [], elsewhere = [], terms = [] }: ReportedOrder) {
  const at_us = us(receivedAt);
  const order = orderRow({
    ...{ id: uuidV7({ msecs: Date.parse(receivedAt) }), created_at_us: at_us, updated_at_us: at_us, state: 'FILLED' },
    security_class: 'NMS_STOCK',
    ...changes,
  });
  const decision = decisionRow(order);
  const [pattern] = childRows(decision);
  if (pattern === undefined) throw new Error('a child expected');
  const children = parts.map(({ venueId, sentAt, child }) => ({
    ...pattern,
    ...{ id: uuidV7({ msecs: Date.parse(sentAt ?? receivedAt) }), venue_id: venueId },
    sent_at_us: sentAt === null ? null : us(sentAt),
    ...child,
  }));
  const executions: ExecutionRow[] = parts.flatMap(({ fills = [] }, index) =>
    fills.map(({ at, quantity, fee, price = '190', execution }) => ({
      ...fillRow(children[index], { quantity, price, fee }),
      ...{ id: uuidV7({ msecs: Date.parse(at) }), executed_at_us: us(at), created_at_us: us(at) },
      ...execution,
    })),
  );
  const outside = elsewhere.map(({ venueId, at, quantity }) => ({
    ...fillRow(pattern, { quantity, price: '190', fee: '0' }),
    ...{
      id: uuidV7({ msecs: Date.parse(at) }),
      child_id: null,
      venue_id: venueId,
      executed_at_us: us(at),
      created_at_us: us(at),
    },
  }));
  return {
    ...{ orders: [order] as const, decisions: [decision] as const },
    ...{ children, executions: [...executions, ...outside] },
    terms: [
      ...termsRows(terms, order.id, order.id),
      ...parts.flatMap((part, index) => termsRows(part.terms ?? [], order.id, children[index]?.id ?? '')),
    ],
  };
}

function termsRows(terms: readonly SaidTerms[], orderPk: string, id: string): TermsRow[] {
  return terms.map(({ at, ...said }, index) => ({
    ...{ order_pk: orderPk, id, number: index + 1, since_us: us(at), limit_price: null, position: 1 },
    ...NO_ARRIVAL,
    ...said,
  }));
}
