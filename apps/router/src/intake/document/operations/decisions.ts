import type { OperationGroup } from '../operation.ts';

const ROUTING = '/api/v1/smart-routing';

/** Decisions with their evidence, and the messages that others follow them by. */
export const DECISIONS: OperationGroup = {
  tag: 'Decisions',
  description: 'What was decided, on what evidence, and whether it comes out the same again.',
  operations: {
    [`GET ${ROUTING}/decisions`]: {
      id: 'listDecisions',
      summary: 'Decisions, newest first',
      description:
        'Filtered by time, client, instrument, venue, objective and state; pages by cursor. A client sees those of its own orders.',
      problems: ['PROJECTION_LATE'],
    },
    [`GET ${ROUTING}/decisions/{decision_id}`]: {
      id: 'getDecision',
      summary: 'A decision with its whole evidence',
      description:
        'The order, the view of the market, every venue with its cost terms, the split, and the hash over it.',
    },
    [`POST ${ROUTING}/decisions/{decision_id}/replay`]: {
      id: 'replayDecision',
      summary: 'Recompute a decision and compare',
      description: 'From its stored view, by the engine that made it, and by the one of today where that can.',
    },
    [`POST ${ROUTING}/decisions/{decision_id}/counterfactual`]: {
      id: 'compareStrategies',
      summary: 'What every other strategy would have decided',
      description: 'On the stored view of the decision. Nothing is recorded.',
    },
    [`GET ${ROUTING}/events`]: {
      id: 'listEvents',
      summary: 'Messages of the journal, in order',
      description:
        'From a position on: pass the `position` of the answer back as `after`. Each message has an `event_id` that stays the same however often it is read. A client reads those of its own orders.',
    },
    [`GET ${ROUTING}/stream`]: {
      id: 'openStream',
      summary: 'Follow orders, decisions and the market as they happen',
      description:
        'Server-sent events, or a WebSocket where the request asks for the upgrade. `from_seq`, `last_event_id` or the header `Last-Event-ID` resume where a reader left off; what is no longer kept is told by a `GAP` message. Who may read is checked again while the stream is open; a reader that does not keep up is dropped, with a reason.',
      problems: ['TOO_MANY_READERS'],
    },
  },
};
