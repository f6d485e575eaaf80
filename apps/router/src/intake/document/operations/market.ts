import { type OperationGroup, PLANNING } from '../operation.ts';

const ROUTING = '/api/v1/smart-routing';

/** The market, its venues and how they have done. */
export const MARKET: OperationGroup = {
  tag: 'Market and venues',
  description: 'Quotes, venues, their circuits, their quality and their ranking.',
  operations: {
    [`GET ${ROUTING}/nbbo`]: {
      id: 'getNbbo',
      summary: 'The national best bid and offer of an instrument',
      description: 'As orders are decided by it now, with the best odd lots beside it.',
      problems: ['NOT_FOUND'],
    },
    [`GET ${ROUTING}/book`]: {
      id: 'getBook',
      summary: 'The quotes of every venue in an instrument',
      description: 'What each venue shows, and which of it counts.',
      problems: ['NOT_FOUND'],
    },
    [`GET ${ROUTING}/venues`]: {
      id: 'listVenues',
      summary: 'Every venue, with its status and its fees',
      description: 'Whether it is connected, what it has said that it can do, and what a unit costs there now.',
    },
    [`GET ${ROUTING}/venues/quality`]: {
      id: 'listVenueQuality',
      summary: 'The quality of every venue in an instrument',
      description: 'Fill rate, latency, spread, fading and what else decisions weigh, as measured.',
      problems: ['NOT_FOUND'],
    },
    [`GET ${ROUTING}/venues/quality/overall`]: {
      id: 'listOverallQuality',
      summary: 'The quality of every venue over all instruments',
      description: 'What is measured of a venue as a whole.',
    },
    [`GET ${ROUTING}/venues/{venue_id}/quality`]: {
      id: 'getVenueQuality',
      summary: 'The quality of one venue, by instrument',
      description: 'In every instrument that it trades.',
    },
    [`GET ${ROUTING}/venues/rankings`]: {
      id: 'rankVenues',
      summary: 'Venues in the order in which they would be taken',
      description: 'For an order of this instrument, side and quantity, with the cost terms that rank them.',
      problems: PLANNING,
    },
    [`POST ${ROUTING}/venues/{venue_id}/status`]: {
      id: 'setVenueStatus',
      summary: 'Say the status of a venue',
      description:
        'Holds beside what is measured, over restarts too. For the firm’s own people; written to the audit. Sent again with its `idempotency_key` it is done once.',
      problems: ['ACT_CONFLICT'],
      headers: ['Idempotent-Replay'],
    },
    [`GET ${ROUTING}/circuits`]: {
      id: 'listCircuits',
      summary: 'The circuit of every venue',
      description: 'Closed, open or half open, since when and why, and whether several routers share them.',
    },
    [`POST ${ROUTING}/circuits/{venue_id}`]: {
      id: 'forceCircuit',
      summary: 'Open, close or reset a circuit by hand',
      description:
        'It holds at once; the answer waits until it is durable. For the firm’s own people; written to the audit.',
      problems: ['ACT_CONFLICT', 'NOT_DURABLE'],
      headers: ['Idempotent-Replay', 'Journal-Position'],
    },
    [`GET ${ROUTING}/calendar`]: {
      id: 'getCalendar',
      summary: 'Whether the market is open, and when it next is',
      description: 'By the calendar of sessions and holidays that orders are held by.',
    },
    [`GET ${ROUTING}/rule-calendar`]: {
      id: 'getRuleCalendar',
      summary: 'Which rules of the market hold on a day',
      description:
        'Tick sizes, round lots and access fees, by the day from which each holds. Today where none is named.',
    },
  },
};

/** What orders came to, in figures. */
export const QUALITY: OperationGroup = {
  tag: 'Statistics',
  description: 'What orders came to: by venue, by objective, against what was expected.',
  operations: {
    [`GET ${ROUTING}/stats`]: {
      id: 'getStatistics',
      summary: 'Orders, fills and quality by venue',
      description: 'Over a period, a day up to now where none is named, 366 days at most. A client sees its own.',
      problems: ['PROJECTION_LATE'],
    },
    [`GET ${ROUTING}/performance`]: {
      id: 'getPerformance',
      summary: 'How well orders were routed, by objective',
      description: 'Expected against realised cost and fill rate, and the time that decisions take.',
      problems: ['PROJECTION_LATE'],
    },
    [`GET ${ROUTING}/quality`]: {
      id: 'getExecutionQuality',
      summary: 'Execution quality, by up to two dimensions',
      description: 'Effective over quoted spread, price improvement, slippage and markouts of what was executed.',
      problems: ['PROJECTION_LATE'],
    },
    [`GET ${ROUTING}/quality/expectations`]: {
      id: 'getExpectations',
      summary: 'Expected against realised, by up to two dimensions',
      description: 'What decisions had expected beside what their waves have come to.',
      problems: ['PROJECTION_LATE'],
    },
    [`GET ${ROUTING}/quality/calibration`]: {
      id: 'getCalibration',
      summary: 'How often an expected fill rate came true',
      description: 'By bands of the expectation: a model that knows what it says is on the diagonal.',
      problems: ['PROJECTION_LATE'],
    },
  },
};
