import type { FastifyReply, FastifySchema } from 'fastify';
import { z } from 'zod';
import type { Hash } from '../../ports.ts';
import { servedDocument } from '../document/openapi.ts';
import { type Documentation, documentationOf, framed, type Page } from '../document/pages/frame.ts';
import { operationPage } from '../document/pages/operation-page.ts';
import { overviewPage } from '../document/pages/overview-page.ts';
import { LISTED_CODES, problemsPage } from '../document/pages/problems-page.ts';
import { STYLE } from '../document/pages/style.ts';
import { sendProblem } from '../problem.ts';
import type { Routes } from '../route-schema.ts';
import type { SystemParts } from '../system-view.ts';

/** What the documentation is served from. */
export interface DocsRoutes extends Pick<SystemParts, 'release' | 'services'> {
  readonly hash: Hash;
}

const DOCUMENT: FastifySchema = {
  response: {
    200: z
      .looseObject({ openapi: z.string(), info: z.looseObject({ title: z.string(), version: z.string() }) })
      .describe('An OpenAPI 3.1 document.'),
  },
};
/** Pages for people are no part of the document. */
const HIDDEN: FastifySchema = { hide: true };
const POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** GET the OpenAPI document of every route that is here, and pages for people that are made of it; for anybody. */
export const docsRoutes: Routes<DocsRoutes> = async (app, { release, services, hash }) => {
  const address = services.find(({ name }) => name === 'router')?.url ?? null;
  // Made when it is asked for first: the last route is registered by then.
  const once = <Made>(make: () => Made) => {
    let made: Made | null = null;
    return () => {
      made ??= make();
      return made;
    };
  };
  const document = once(() => servedDocument(app, { release, address }));
  const text = once(() => JSON.stringify(document()));
  const etag = once(() => `"${hash(text()).slice(0, 32)}"`);
  const docs = once(() => documentationOf(document(), LISTED_CODES));
  app.get('/openapi.json', { schema: DOCUMENT }, async (request, reply) => {
    void reply.header('etag', etag()).header('cache-control', 'no-cache');
    if (request.headers['if-none-match'] === etag()) return reply.code(304).send();
    return reply.type('application/json; charset=utf-8').send(text());
  });
  app.get('/docs', { schema: HIDDEN }, async (_request, reply) => sendPage(reply, overviewPage(docs()), docs()));
  app.get('/docs/problems', { schema: HIDDEN }, async (_request, reply) =>
    sendPage(reply, problemsPage(docs()), docs()),
  );
  app.get('/docs/style.css', { schema: HIDDEN }, async (_request, reply) =>
    reply.type('text/css; charset=utf-8').send(STYLE),
  );
  const params = z.object({ operation_id: z.string() });
  app.get('/docs/operations/:operation_id', { schema: { ...HIDDEN, params } }, async (request, reply) => {
    const wanted = params.parse(request.params).operation_id;
    const operation = docs().operations.find(({ operationId }) => operationId === wanted);
    return operation === undefined
      ? sendProblem(reply, 'NOT_FOUND')
      : sendPage(reply, operationPage(operation, docs()), docs());
  });
};

function sendPage(reply: FastifyReply, page: Page, docs: Documentation): FastifyReply {
  return reply
    .header('content-security-policy', POLICY)
    .header('referrer-policy', 'no-referrer')
    .type('text/html; charset=utf-8')
    .send(framed(page, docs));
}
