import { type OperationGroup, PLANNING, TAKING } from '../operation.ts';

const ROUTING = '/api/v1/smart-routing';

/** Sending orders, and what becomes of them. */
export const ORDERS: OperationGroup = {
  tag: 'Orders',
  description: 'Decide an order, execute it, follow it, change it, end it.',
  operations: {
    [`POST ${ROUTING}/orders`]: {
      id: 'placeOrder',
      summary: 'Decide an order and execute it',
      description:
        'Answered when the order and its first wave are durable (202), or with `wait=done` when the order has ended, half a minute later at most (200). The same client, `order_id` and body again get the first answer again, with `Idempotent-Replay: true`; the same `order_id` with another body is a conflict. An order that waits for its stop price or for its market to open is answered as held.',
      problems: TAKING,
      headers: ['Idempotent-Replay', 'Journal-Position'],
    },
    [`POST ${ROUTING}/route`]: {
      id: 'routeOrder',
      summary: 'Decide an order, and leave its execution to the caller',
      description:
        'Decides, records and publishes, and sends nothing to a venue: the caller executes what it is told, and reports its fills to `reportExecutions`. Repeats are answered as those of `placeOrder` are.',
      problems: TAKING,
      headers: ['Idempotent-Replay', 'Journal-Position'],
    },
    [`POST ${ROUTING}/analyze`]: {
      id: 'analyzeOrder',
      summary: 'What every objective and every mode would do now',
      description: 'A question about an order: nothing is recorded, nothing is sent, and its `order_id` stays free.',
      problems: PLANNING,
    },
    [`POST ${ROUTING}/split`]: {
      id: 'splitOrder',
      summary: 'How the quantity would be divided now',
      description: 'The split alone, by the objective and the mode of the order. Nothing is recorded.',
      problems: PLANNING,
    },
    [`GET ${ROUTING}/{order_id}/execution`]: {
      id: 'getExecution',
      summary: 'Where an order stands',
      description:
        'Its state, waves, child orders and fills, and its cost against arrival and expectation. What is told is durable. The firm’s own people name the client whose order they mean.',
      problems: ['NOT_DURABLE'],
    },
    [`POST ${ROUTING}/{order_id}/executions`]: {
      id: 'reportExecutions',
      summary: 'Report the fills of an order that was only routed',
      description:
        'For an order system that executes the decisions of `routeOrder` itself. An execution is booked once, by its venue and its id, however often it is reported; `done` ends the order. Fills feed the quality of venues and the reports of Rule 605 and Rule 606.',
      problems: ['ORDER_OURS', 'ORDER_ENDED', 'EXECUTION_CONFLICT', 'NOT_DURABLE'],
      headers: ['Journal-Position'],
    },
    [`PATCH ${ROUTING}/{order_id}`]: {
      id: 'replaceOrder',
      summary: 'Change the quantity or the limit of an order',
      description:
        'Answered when it is durable. What is executed counts; what rests is changed in its place where its venue can, else it is asked back and routed anew. A person says why (`reason`); sent again with its `idempotency_key` it is done once.',
      problems: [
        'ORDER_REJECTED',
        'ORDER_ENDED',
        'ORDER_ENDING',
        'ORDER_ROUTED_ONLY',
        'ACT_CONFLICT',
        'NOT_READY',
        'NOT_DURABLE',
      ],
      headers: ['Idempotent-Replay', 'Journal-Position'],
    },
    [`DELETE ${ROUTING}/{order_id}`]: {
      id: 'cancelOrder',
      summary: 'Cancel an order',
      description:
        'Answered when it is durable. A cancel is never refused for load or for how often somebody asks. One that comes before its order is kept for it for a second; 404 says that the order did not come and that the cancel is not kept. While the journal is away it goes to the venues all the same, and the answer is 503 `NOT_DURABLE` with `sent: true`.',
      problems: ['ORDER_ENDED', 'ORDER_ROUTED_ONLY', 'NOT_READY', 'NOT_DURABLE'],
      headers: ['Idempotent-Replay', 'Journal-Position'],
    },
    [`GET ${ROUTING}/orders`]: {
      id: 'listOrders',
      summary: 'Orders, newest first',
      description:
        'A client sees its own. Pages by cursor: pass `next_cursor` back as `cursor`. With `min_position` the answer waits, a second at most, until it tells the journal up to there.',
      problems: ['PROJECTION_LATE'],
    },
    [`DELETE ${ROUTING}/orders`]: {
      id: 'cancelAllOrders',
      summary: 'Cancel all orders of a client',
      description:
        'Every order that is open, waits or is being decided is asked to end; what comes afterwards is not. Answered when that is durable. The firm’s own people name the client.',
      problems: ['NOT_READY', 'NOT_DURABLE', 'NOT_FOUND'],
      headers: ['Idempotent-Replay', 'Journal-Position'],
    },
  },
};
