import { integerInput } from '@fairlead/contracts/decimal';
import {
  importFaultPage,
  importFaultQuery,
  importListQuery,
  importPage,
  importTaken,
  importView,
  PART_BYTES,
  type UploadRequest,
  uploadRequest,
  withdrawalRequest,
} from '@fairlead/contracts/upload';
import type { ImportRow } from '@fairlead/db/import/import-rows';
import type { WithdrawalRefusal } from '@fairlead/db/repositories/import-repository';
import type { NewUpload, PartRefusal, SendRefusal } from '@fairlead/db/repositories/upload-repository';
import { z } from 'zod';
import { firmGuardOf } from '../firm-guard.ts';
import { importViewOf } from '../import-view.ts';
import { IntakeProblem, type ProblemCode, sendProblem } from '../problem.ts';
import { riskWriterOf } from '../risk-writer.ts';
import type { Routes } from '../route-schema.ts';
import type { ReportRoutes } from './reports.ts';

type Parts = Omit<ReportRoutes, 'persons'>;

const importParams = z.object({ id: z.string() });
const partParams = z.object({ id: z.string(), file: z.string(), number: integerInput(0, 1_000_000) });

const PART_PROBLEMS = {
  NOT_FOUND: 'NOT_FOUND',
  NOT_UPLOADING: 'IMPORT_NOT_UPLOADING',
  PART_UNKNOWN: 'NOT_FOUND',
  PART_LENGTH: 'PART_LENGTH',
} as const satisfies Record<PartRefusal, ProblemCode>;
const SEND_PROBLEMS = {
  NOT_FOUND: 'NOT_FOUND',
  NOT_UPLOADING: 'IMPORT_NOT_UPLOADING',
  PARTS_MISSING: 'IMPORT_PARTS_MISSING',
} as const satisfies Record<SendRefusal, ProblemCode>;
const WITHDRAWAL_PROBLEMS = {
  NOT_FOUND: 'NOT_FOUND',
  NOT_COMPLETE: 'IMPORT_NOT_COMPLETE',
  NEEDED: 'IMPORT_NEEDED',
  BUSY: 'IMPORT_BUSY',
} as const satisfies Record<WithdrawalRefusal, ProblemCode>;

/** GET what was imported and what was wrong with it; POST that files are brought, PUT them part by part, POST that they are whole; POST a withdrawal. */
export const importRoutes: Routes<Parts> = async (app, parts) => {
  await app.register(importReading, parts);
  await app.register(bringing, parts);
  await app.register(broughtParts, parts);
  const guard = firmGuardOf(app.guard);
  const schema = { params: importParams, body: withdrawalRequest, response: { 200: importTaken } };
  app.post('/imports/:id/withdraw', { onRequest: guard('reports:write'), schema }, async (request, reply) => {
    const { id } = request.params;
    const writer = riskWriterOf(request, { act: ['import.withdraw', id], ...request.body }, parts);
    const taken = await parts.reports().imports.withdraw(id, writer);
    if (!taken.ok) return sendProblem(reply, WITHDRAWAL_PROBLEMS[taken.error]);
    return reply.send({ ...importViewOf(taken.value.done), audit_id: taken.value.auditId });
  });
};

const importReading: Routes<Parts> = async (app, { reports }) => {
  const onRequest = firmGuardOf(app.guard)('reports:read');
  const list = { querystring: importListQuery, response: { 200: importPage } };
  app.get('/imports', { onRequest, schema: list }, async (request, reply) => {
    const { kind = null, cursor = null, limit } = request.query;
    const { rows, next } = await reports().imports.list({ kind, cursor, limit });
    return reply.send({ imports: rows.map(importViewOf), next_cursor: next });
  });
  const one = { params: importParams, response: { 200: importView } };
  app.get('/imports/:id', { onRequest, schema: one }, async (request, reply) => {
    const row = await reports().imports.of(request.params.id);
    return row === null ? sendProblem(reply, 'NOT_FOUND') : reply.send(importViewOf(row));
  });
  const faults = { params: importParams, querystring: importFaultQuery, response: { 200: importFaultPage } };
  app.get('/imports/:id/faults', { onRequest, schema: faults }, async (request, reply) => {
    const { code = null, after, limit } = request.query;
    if ((await reports().imports.of(request.params.id)) === null) return sendProblem(reply, 'NOT_FOUND');
    const found = await reports().imports.faults(request.params.id, { code, after, limit: limit + 1 });
    const page = found.slice(0, limit);
    return reply.send({ faults: page, next_after: found.length > limit ? (page.at(-1)?.number ?? null) : null });
  });
};

const bringing: Routes<Parts> = async (app, parts) => {
  const onRequest = firmGuardOf(app.guard)('reports:write');
  const announcing = { body: uploadRequest, response: { 201: importTaken } };
  app.post('/imports', { onRequest, schema: announcing }, async (request, reply) => {
    const { reason, idempotency_key } = request.body;
    const upload = uploadOf(request.body);
    const writer = riskWriterOf(request, { act: ['import.request'], reason, idempotency_key }, parts);
    const { done, auditId } = await parts.reports().uploads.begin(upload, writer);
    if (!isOf(done, upload)) return sendProblem(reply, 'ACT_CONFLICT');
    return reply.code(201).send({ ...importViewOf(done), audit_id: auditId });
  });
  const sending = { params: importParams, response: { 202: importView } };
  app.post('/imports/:id/load', { onRequest, schema: sending }, async (request, reply) => {
    const sent = await parts.reports().uploads.send(request.params.id);
    if (!sent.ok) return sendProblem(reply, SEND_PROBLEMS[sent.error]);
    return reply.code(202).send(importViewOf(sent.value));
  });
};

/** Parts are bytes and no JSON: the reader of them is here alone. */
const broughtParts: Routes<Parts> = async (app, { reports }) => {
  const bytes = { parseAs: 'buffer', bodyLimit: PART_BYTES } as const;
  app.removeAllContentTypeParsers();
  app.addContentTypeParser('application/octet-stream', bytes, async (_request: unknown, body: Buffer) => body);
  const onRequest = firmGuardOf(app.guard)('reports:write');
  const options = { onRequest, schema: { params: partParams }, bodyLimit: PART_BYTES };
  app.put('/imports/:id/files/:file/parts/:number', options, async (request, reply) => {
    const { id, file, number } = request.params;
    if (!Buffer.isBuffer(request.body)) throw new IntakeProblem('UNSUPPORTED_MEDIA_TYPE');
    const kept = await reports().uploads.keepPart(id, { file, number, content: request.body });
    if (kept.ok) return reply.code(204).send();
    const message = `it has ${request.body.length} bytes`;
    const errors = kept.error === 'PART_LENGTH' ? [{ path: '', code: kept.error, message }] : [];
    return sendProblem(reply, PART_PROBLEMS[kept.error], { errors });
  });
};

/** What is announced, with the name under which the parts of each file come. */
function uploadOf(request: UploadRequest): NewUpload {
  if (request.kind === 'PEERS') {
    const files = request.files.map((each, place) => ({ file: String(place + 1), ...each }));
    return { kind: request.kind, client_id: null, format: null, files };
  }
  const { kind, client_id, format } = request;
  const { orders, routes, executions } = request.files;
  const files = Object.entries({ orders, routes, executions }).map(([file, each]) => ({ file, ...each }));
  return { kind, client_id, format, files };
}

/** Whether an import is what is announced, and not what was announced before with the same key. */
function isOf(row: ImportRow, { kind, client_id, format, files }: NewUpload): boolean {
  const said = (of: Omit<NewUpload, 'files'>, brought: NewUpload['files']) =>
    JSON.stringify([
      ...[of.kind, of.client_id, of.format],
      ...brought.map(({ file, name, bytes }) => [file, name, bytes]),
    ]);
  return said(row, row.files) === said({ kind, client_id, format }, files);
}
