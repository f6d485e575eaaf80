import type { Clock, Ids, Log, Publisher } from '../ports.ts';
import type { ActLog } from '../publish/act-log.ts';
import type { Runaway, RunawayCode } from './send-guard.ts';
import type { TradingHalts } from './trading-halts.ts';

/** Who places the halts of the guard. It is nobody, so that anybody who may release one releases it. */
export const RUNAWAY_GUARD = 'runaway-guard';

/** What a runaway is stopped with. */
export interface RunawayStopPorts {
  readonly tradingHalts: Pick<TradingHalts, 'place'>;
  readonly publisher: Publisher;
  readonly clock: Clock;
  readonly ids: Ids;
  readonly log: Log;
  readonly acts: Pick<ActLog, 'keep'>;
}

const WORDS: Readonly<Record<RunawayCode, string>> = {
  UNKNOWN_CHILD: 'A child was to be sent that no order has.',
  SENT_TWICE: 'A child was to be sent a second time.',
  NOT_AS_DECIDED: 'A child was to be sent with another quantity, limit or venue than was decided.',
  OVER_PARENT: 'What is executed and working is more than the order asks for.',
  ORDER_TOO_FAST: 'An order has sent more children within a second than it may.',
  ROUTER_TOO_FAST: 'The router has sent more children within a second than it may.',
};

/** Halts what runs away and asks everything of it back, in the same turn; tells people and the audit. */
export function stopRunaway({ code, scope, live, message }: Runaway, ports: RunawayStopPorts): void {
  const { tradingHalts, publisher, clock, ids, log, acts } = ports;
  const id = ids.next();
  const reason = `${code}: ${WORDS[code]}`;
  const { askedBack } = tradingHalts.place({ id, scope, reason, cancelAll: true, actor: RUNAWAY_GUARD });
  const order = { orderPk: live?.identity.pk ?? null, orderId: live?.identity.order.orderId ?? null };
  log.error({ haltId: id, code, scope, ...order, message, askedBack }, 'the runaway guard has halted trading');
  publisher.publish('ALERT', {
    severity: 'CRITICAL',
    code: 'RUNAWAY',
    message: `${WORDS[code]} Trading is halted by itself and everything in it asked back; another look, then release it.`,
    client_id: scope.clientId,
    order_pk: order.orderPk,
    order_id: order.orderId,
    venue_id: message.venueId,
  });
  void acts.keep({
    id: ids.next(),
    actor_type: 'SYSTEM',
    actor_id: RUNAWAY_GUARD,
    action: 'HALT_PLACED',
    subject_type: 'halt',
    subject_id: id,
    before: null,
    after: JSON.stringify({
      halt_id: id,
      scope,
      cancel_all: true,
      code,
      ...order,
      message,
      children_asked_back: askedBack,
    }),
    reason,
    trace_id: null,
    created_at_us: clock.nowUs(),
  });
}
