import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import { lifeOf, type OrderLife } from '@fairlead/core/order-life/order-life';
import { invariant } from '@fairlead/core/result';
import type { OrderRow } from '../order-rows.ts';
import type { EntryContent, OrderHead } from '../record/entry-content.ts';
import type { Codec } from './codec.ts';
import { executionRows } from './execution-row.ts';
import { migratedRows } from './migrated-rows.ts';
import { changedRow, receivedRow } from './order-row.ts';
import type { ProjectedRows } from './projected-rows.ts';
import { foldedTerms } from './terms-rows.ts';
import { changedChildren, childRows, decisionRow, type PlannedWave } from './wave-rows.ts';

/** An entry of an order without its body. */
export interface EntryPlace {
  readonly orderPk: string;
  readonly shard: number;
  readonly position: number;
  readonly firstEvent: number;
  readonly lastEvent: number;
  /** Microseconds since 1970. */
  readonly atUs: number;
}

/** An order as far as its entries have been taken. */
export interface ProjectedOrder extends ProjectedRows {
  readonly head: OrderHead;
  /** Where it stands. That of an order of before the journal is made when something more happens to it, which is seldom. */
  readonly life: OrderLife | (() => OrderLife);
  readonly lastEvent: number;
  /** How many versions of its row there were before the journal. */
  readonly versionsBefore: number;
}

/**
 * Takes one more entry of an order, in the order of the journal; `known` is null for its first. Throws where the entry does not follow, and where its
 * events cannot be: either is a fault of the program or of the record.
 */
export function take(
  known: ProjectedOrder | null,
  { place, content }: { readonly place: EntryPlace; readonly content: EntryContent },
  codec: Pick<Codec, 'summary' | 'lifeOf'>,
): ProjectedOrder {
  invariant(
    place.firstEvent === (known?.lastEvent ?? 0) + 1,
    `the entry at ${place.position} begins with event ${place.firstEvent} of ${place.orderPk}, of which ${known?.lastEvent ?? 0} are known`,
  );
  if (content.kind === 'EVENTS') return withEvents(known ?? received(place, content), { place, content }, codec);
  invariant(known === null, `the order ${place.orderPk} is taken into the journal twice`);
  return {
    head: content.head,
    ...migratedRows(content.rows, place),
    life: () => codec.lifeOf(content),
    lastEvent: place.lastEvent,
    versionsBefore: content.rows.order.version - 1,
  };
}

type Events = Extract<EntryContent, { kind: 'EVENTS' }>;

function received({ orderPk, position }: EntryPlace, { head, events: [first] }: Events): ProjectedOrder {
  invariant(first?.type === 'RECEIVED', `the first entry of ${orderPk} does not begin with its receipt`);
  const row = receivedRow(first.receipt, { orderPk, atUs: first.atUs, scale: head.scale });
  return {
    head,
    life: lifeOf(first.receipt, head.scale),
    order: { ...row, first_position: position, last_position: position },
    decisions: [],
    children: [],
    executions: [],
    terms: [],
    lastEvent: 0,
    versionsBefore: 0,
  };
}

function withEvents(
  known: ProjectedOrder,
  { place, content: { head, events } }: { readonly place: EntryPlace; readonly content: Events },
  codec: Pick<Codec, 'summary'>,
): ProjectedOrder {
  const { orderPk, position, atUs } = place;
  const before = typeof known.life === 'function' ? known.life() : known.life;
  const { after, terms } = foldedTerms(known, events, { before, position });
  const waves = wavesOf(events, place, codec);
  const order: OrderRow = changedRow(known.order, after, { versionsBefore: known.versionsBefore, atUs });
  const children = changedChildren(known.children, { before, after, atUs });
  return {
    head: known.head,
    life: after,
    order: { ...order, first_position: known.order.first_position, last_position: position },
    decisions: extended(
      known.decisions,
      waves.map((wave) => decisionRow(wave, { clientId: head.clientId, life: after })),
    ),
    children: extended(
      children,
      waves.flatMap((wave) => childRows(wave, after)),
    ),
    executions: executionRows(known.executions, events, { orderPk, before, after }),
    terms,
    lastEvent: place.lastEvent,
    versionsBefore: known.versionsBefore,
  };
}

function wavesOf(events: readonly OrderEvent[], entry: EntryPlace, codec: Pick<Codec, 'summary'>): PlannedWave[] {
  return events.flatMap((event) =>
    event.type === 'WAVE_PLANNED' ? [{ event, summary: codec.summary(event.record), entry }] : [],
  );
}

/** The same list where nothing is added, so that what has not changed is known by its identity. */
function extended<Row>(rows: readonly Row[], more: readonly Row[]): readonly Row[] {
  return more.length === 0 ? rows : [...rows, ...more];
}
