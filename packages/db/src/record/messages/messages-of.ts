import { isoTime } from '@fairlead/contracts/wire-value';
import type { StoredEntry } from '../../journal/journal-entry.ts';
import { circuitSaid } from './circuit-message.ts';
import { toldDecision } from './decision-message.ts';
import { type NamedExecution, toldOrderExecution, toldTrade } from './execution-message.ts';
import type { FoldedEntry, FoldedEvent } from './folded-entry.ts';
import type { Message, Said } from './message.ts';
import { MessageIds } from './message-ids.ts';
import type { MessageNames } from './message-names.ts';
import { orderContent, orderTold, toldOrder } from './order-message.ts';
import { executionsTold } from './told-execution.ts';

/** The messages of an entry that belongs to no order: a circuit that has changed. Halts are told by the stream alone. */
export function controlMessages(entry: StoredEntry): Message[] {
  const said = circuitSaid(entry);
  if (said === null) return [];
  return [messageOf(said, entry, { index: 0, key: said.content.payload.circuit_state.venue_id, clientId: null })];
}

/** The messages of an entry of an order, in the order of its events. What was taken over from before the journal says nothing. */
export function messagesOf(folded: FoldedEntry, names: MessageNames): Message[] {
  const { entry, head } = folded;
  const ids = new MessageIds(folded);
  const said = folded.events.flatMap((each) => saidOf(each, { folded, names, ids }));
  return said.map((each, index) => messageOf(each, entry, { index, key: head.orderId, clientId: head.clientId }));
}

function messageOf(
  { eventId, atUs, decisionId, content }: Said,
  { orderPk, shard, position, simulated }: StoredEntry,
  { index, key, clientId }: { readonly index: number; readonly key: string; readonly clientId: string | null },
): Message {
  const envelope = { position, event_id: eventId, key, client_id: clientId, decision_id: decisionId, simulated };
  return { told: { ...envelope, ...content }, order_pk: orderPk, created_at_us: atUs, shard, index };
}

interface Around {
  readonly folded: FoldedEntry;
  readonly names: MessageNames;
  readonly ids: MessageIds;
}

function saidOf(each: FoldedEvent, around: Around): Said[] {
  return [
    ...decisionSaid(each, around),
    ...executionsSaid(each, around),
    ...refusalSaid(each, around),
    ...orderSaid(each, around),
  ];
}

function decisionSaid({ event }: FoldedEvent, { folded, ids }: Around): Said[] {
  if (event.type !== 'WAVE_PLANNED') return [];
  const { atUs, decisionId } = event;
  const eventId = ids.decision();
  const payload = { ...headOf(eventId, atUs), smart_routing_decision: toldDecision(event, folded.head) };
  return [{ eventId, atUs, decisionId, content: { topic: 'smart_routing_decision', payload } }];
}

function executionsSaid(each: FoldedEvent, { folded, names, ids }: Around): Said[] {
  const { atUs } = each.event;
  return executionsTold(each, folded).flatMap((told): Said[] => {
    const eventId = told.type === 'TRADE' ? ids.trade() : ids.later('order_execution');
    const named: NamedExecution = { id: told.type === 'TRADE' ? told.execution.id : eventId, atUs, told };
    const tradeEventId = ids.later('trades.executed');
    const execution = { ...headOf(eventId, atUs), order_execution: toldOrderExecution(named, folded, names) };
    const trade = { ...headOf(tradeEventId, atUs), ...toldTrade(named, folded, names) };
    const { decisionId } = told;
    return [
      { eventId, atUs, decisionId, content: { topic: 'order_execution', payload: execution } },
      { eventId: tradeEventId, atUs, decisionId, content: { topic: 'trades.executed', payload: trade } },
    ];
  });
}

function refusalSaid({ event }: FoldedEvent, { folded, ids }: Around): Said[] {
  if (event.type !== 'ORDER_REJECTED') return [];
  const { atUs, code } = event;
  const eventId = ids.refusal();
  const payload = { ...headOf(eventId, atUs), risk_rejection: { order_id: folded.head.orderId, code } };
  return [{ eventId, atUs, decisionId: null, content: { topic: 'risk_rejection', payload } }];
}

function orderSaid(each: FoldedEvent, { folded, names, ids }: Around): Said[] {
  const told = orderTold(each);
  if (told === null) return [];
  const { topic } = told;
  const { atUs } = each.event;
  const eventId = ids.later(topic);
  const order = { ...headOf(eventId, atUs), ...toldOrder(each.after, told, { head: folded.head, names }) };
  return [{ eventId, atUs, decisionId: null, content: orderContent(topic, order) }];
}

function headOf(eventId: string, atUs: number) {
  return { event_id: eventId, timestamp: isoTime(atUs) };
}
