import { type OperationGroup, PLANNING, TAKING } from '../operation.ts';

const ROUTING = '/api/v1/smart-routing';
const BROKER = '/api/v1/trading/intelligent';

/** The paths of the broker document. */
export const BROKERS: OperationGroup = {
  tag: 'Broker paths',
  description:
    'The same engine in the words of the broker document: camelCase, a broker is a venue, percentages go from 0 to 100.',
  operations: {
    [`POST ${BROKER}/orders/smart`]: {
      id: 'placeSmartOrder',
      summary: 'Decide an order and execute it',
      description: 'As `placeOrder`. Without `orderId` the router makes one up, and a repeat is another order.',
      problems: TAKING,
      headers: ['Idempotent-Replay', 'Journal-Position'],
    },
    [`POST ${BROKER}/orders/analyze`]: {
      id: 'analyzeSmartOrder',
      summary: 'Where an order would go now',
      description: 'With what is known of every broker that could take it. Nothing is recorded.',
      problems: PLANNING,
    },
    [`GET ${BROKER}/analytics/execution`]: {
      id: 'getExecutionAnalytics',
      summary: 'What the orders of the last days came to',
      description: 'Child orders by broker, whole orders by strategy.',
      problems: ['PROJECTION_LATE'],
    },
  },
};

/** What the installation is, and how it stands. */
export const INSTALLATION: OperationGroup = {
  tag: 'Installation',
  description: 'Which services there are, whether they are ready, what the worker does.',
  operations: {
    'GET /api/v1/system': {
      id: 'getSystem',
      summary: 'What this installation is, and how it stands',
      description: 'Versions, addresses of services, readiness, halts and the newest alerts: where a client starts.',
    },
    'GET /health/live': {
      id: 'getLiveness',
      summary: 'Whether the process answers',
      description: 'Says nothing of what it depends on. Open to anybody.',
    },
    'GET /health/ready': {
      id: 'getReadiness',
      summary: 'Whether orders are taken',
      description: 'Each check by its name. 503 where one of them fails. Open to anybody.',
    },
    'GET /metrics': {
      id: 'getMetrics',
      summary: 'Counters, gauges and histograms for Prometheus',
      description: 'In its text format. Open to anybody; no order is told of.',
    },
    'GET /openapi.json': {
      id: 'getDocument',
      summary: 'This document',
      description:
        'OpenAPI 3.1, made of the schemas that requests are read by. Answered with an ETag. Open to anybody.',
    },
    'GET /api/v1/keys': {
      id: 'listKeys',
      summary: 'API keys, without their secrets',
      description: 'Each with its client, its scopes, its end, when it was used last and whether it is revoked.',
    },
    'POST /api/v1/keys': {
      id: 'makeKey',
      summary: 'Make an API key',
      description:
        'Its secret is in this answer and nowhere else. It gets no scope that its maker lacks. Written to the audit; sent again with its `idempotency_key` it is done once, and the answer is without the secret.',
      problems: ['KEY_INVALID', 'ACT_CONFLICT'],
      headers: ['Idempotent-Replay'],
    },
    'POST /api/v1/keys/{id}/revoke': {
      id: 'revokeKey',
      summary: 'Revoke an API key',
      description: 'It opens nothing from then on, and what it has open ends. Written to the audit with its reason.',
      problems: ['KEY_REVOKED', 'ACT_CONFLICT'],
    },
    [`GET ${ROUTING}/jobs`]: {
      id: 'listJobs',
      summary: 'The jobs of the worker, and what waits in its queues',
      description: 'When each ran last, how that ended, and when it runs next.',
    },
    [`GET ${ROUTING}/jobs/{name}/runs`]: {
      id: 'listJobRuns',
      summary: 'The runs of a job, newest first',
      description: 'Pages by cursor.',
    },
    [`POST ${ROUTING}/jobs/{name}/run`]: {
      id: 'runJob',
      summary: 'Have a job run now, or a failed run tried again',
      description: 'The worker finds it and runs it. Written to the audit with its reason.',
      problems: ['JOB_ASKED_ALREADY', 'JOB_NOT_SCHEDULED', 'JOB_RUN_NOT_FAILED', 'ACT_CONFLICT'],
    },
    [`POST ${ROUTING}/persons/erase`]: {
      id: 'erasePerson',
      summary: 'Erase the name of a person',
      description: 'The record keeps a pseudonym in its place. Written to the audit; there is no way back.',
      problems: ['NOT_FOUND'],
    },
  },
};
