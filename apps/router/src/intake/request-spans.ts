import { AsyncLocalStorage } from 'node:async_hooks';
import type { FastifyInstance } from 'fastify';
import type { Clock, FinishedSpan, SpanSink } from '../ports.ts';
import { newSpanId, type Trace, traceOf } from './trace.ts';

/** What tracing works with. */
export interface TracingPorts {
  readonly spans: SpanSink;
  readonly clock: Clock;
}

const current = new AsyncLocalStorage<Trace>();

/** Has every request that is sampled told as a span, and what happens on its behalf find its trace. Needs to be the first to look at a request. */
export function traceRequests(app: FastifyInstance, { spans, clock }: TracingPorts): void {
  const begun = new WeakMap<object, number>();
  app.addHook('onRequest', (request, _reply, done) => {
    const trace = traceOf(request);
    // Who has begun the trace says whether it is kept; one that begins here is kept by its share.
    const isSampled = trace.parentId === null ? spans.keeps(trace.traceId) : trace.isSampled;
    request.trace = { ...trace, isSampled };
    if (!isSampled) return done();
    begun.set(request, clock.nowUs());
    current.run(request.trace, done);
  });
  app.addHook('onResponse', async (request, reply) => {
    const startUs = begun.get(request);
    if (startUs === undefined) return;
    const route = request.routeOptions.url;
    spans.take({
      ...traceOf(request),
      ...{ name: route === undefined ? request.method : `${request.method} ${route}`, kind: 'SERVER' },
      ...{ startUs, endUs: clock.nowUs(), isError: reply.statusCode >= 500 },
      attributes: {
        'http.request.method': request.method,
        'http.response.status_code': reply.statusCode,
        ...(route === undefined ? {} : { 'http.route': route }),
      },
    });
  });
}

/** A part of the request at hand, told below it; nothing where none is at hand, or it is not kept. */
export function partOfRequest(spans: SpanSink, part: Pick<FinishedSpan, 'name' | 'startUs' | 'endUs'>): void {
  const trace = current.getStore();
  if (trace === undefined) return;
  const { traceId, spanId: parentId } = trace;
  spans.take({ ...part, traceId, parentId, spanId: newSpanId(), kind: 'INTERNAL', isError: false, attributes: {} });
}
