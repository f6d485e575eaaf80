import type { OrderEvent } from '@fairlead/core/order-life/order-event';
import { SIDE_CODES } from './entry-codes.ts';
import type { EntryContent, MigratedRows, OrderHead } from './entry-content.ts';
import { EntryFrame } from './entry-frame.ts';
import { hasLineBelow, readEvent, writeEvent } from './event-forms.ts';
import { arrayOf, coded, textOf, wholeOf } from './form.ts';
import { refuse } from './refuse.ts';

/** The version of this form. A later one reads this one too: what is in the journal is never written again. */
export const BODY_VERSION = 1;
const KINDS = { EVENTS: 0, MIGRATED: 1 } as const;
const sides = coded(SIDE_CODES);

/**
 * The body of an order's entry: its head on the first line, then a line an event, and below a planned wave the record of its decision, byte for byte.
 * Throws for what `readBody` would refuse, so that nothing is stored that cannot be read.
 */
export function writeBody(content: EntryContent): string {
  const { head } = content;
  if (content.kind === 'MIGRATED') return `${headLine(head, KINDS.MIGRATED, 0)}\n${JSON.stringify(content.rows)}`;
  const [first] = content.events;
  if (first === undefined) throw new Error(`an entry of ${head.orderId} without events`);
  const frame = new EntryFrame(head, wholeOf(first.atUs));
  let body = headLine(head, KINDS.EVENTS, first.atUs);
  for (const event of content.events) {
    body += `\n${JSON.stringify(writeEvent(event, frame))}`;
    const below = frame.takeBelow();
    if (below !== null) body += `\n${below}`;
  }
  return body;
}

/** What a body holds. Throws for what this router cannot have written: an order is never gone on with on a guess. */
export function readBody(body: string): EntryContent {
  const lines = body.split('\n');
  const { head, kind, atUs } = readHead(lines[0] ?? '');
  if (kind === KINDS.MIGRATED) return { kind: 'MIGRATED', head, rows: readRows(lines) };
  if (kind !== KINDS.EVENTS || lines.length < 2) refuse('the body of an entry', body.slice(0, 200));
  return { kind: 'EVENTS', head, events: readEvents(lines, new EntryFrame(head, atUs)) };
}

/** What the body of an order's entry says of its order, without its events. Throws for what this router cannot have written. */
export function readBodyHead(body: string): OrderHead {
  const end = body.indexOf('\n');
  return readHead(end < 0 ? body : body.slice(0, end)).head;
}

function readEvents(lines: readonly string[], frame: EntryFrame): OrderEvent[] {
  const events: OrderEvent[] = [];
  for (let at = 1; at < lines.length; at += 1) {
    const stored = arrayOf(JSON.parse(lines[at] ?? ''));
    if (hasLineBelow(stored)) {
      at += 1;
      frame.putBelow(lines[at] ?? refuse('a wave without its record', stored));
    }
    events.push(readEvent(stored, frame));
  }
  return events;
}

function headLine(head: OrderHead, kind: number, atUs: number): string {
  const { clientId, orderId, instrumentId, side, scale, simulated, routeOnly } = head;
  const decimals = [wholeOf(scale.priceDecimals), wholeOf(scale.quantityDecimals)];
  const names = [clientId, orderId, instrumentId, sides.write(side)];
  return JSON.stringify([BODY_VERSION, kind, atUs, ...names, ...decimals, Number(simulated), Number(routeOnly)]);
}

function readHead(line: string): { head: OrderHead; kind: number; atUs: number } {
  const stored = arrayOf(JSON.parse(line));
  if (stored[0] !== BODY_VERSION) throw new Error(`a body of version ${stored[0]}: this router reads ${BODY_VERSION}`);
  const [, kind, atUs, clientId, orderId, instrumentId, side, priceDecimals, quantityDecimals, ...flags] = stored;
  const [simulated, routeOnly, ...more] = flags;
  if (more.length > 0) refuse('the head of an entry', stored);
  const head = {
    clientId: textOf(clientId),
    orderId: textOf(orderId),
    instrumentId: textOf(instrumentId),
    side: sides.read(side),
    scale: { priceDecimals: wholeOf(priceDecimals), quantityDecimals: wholeOf(quantityDecimals) },
    simulated: flagOf(simulated),
    routeOnly: flagOf(routeOnly),
  };
  return { head, kind: wholeOf(kind), atUs: wholeOf(atUs) };
}

function flagOf(stored: unknown): boolean {
  return stored === 1 || (stored === 0 ? false : refuse('a flag', stored));
}

/** The old rows of an order, which stand as they were stored: what is read of them is checked where it is read. */
function readRows(lines: readonly string[]): MigratedRows {
  const rows: unknown = JSON.parse(lines[1] ?? '');
  return lines.length === 2 && areRows(rows) ? rows : refuse('the rows of an order', lines.length);
}

function areRows(value: unknown): value is MigratedRows {
  if (typeof value !== 'object' || value === null || !('order' in value) || typeof value.order !== 'object')
    return false;
  return (['decisions', 'children', 'executions', 'events'] as const).every(
    (name) => name in value && Array.isArray(Reflect.get(value, name)),
  );
}
