import { reportChoiceRequest, reportChoicesView, reportChoiceTaken } from '@fairlead/contracts/report-choice';
import {
  memberLists,
  memberListsRequest,
  memberListsTaken,
  paymentTermsList,
  paymentTermsQuery,
  paymentTermsRequest,
  paymentTermsTaken,
  reportFirmRequest,
  reportFirmTaken,
  reportFirmView,
} from '@fairlead/contracts/report-settings';
import { isoTime } from '@fairlead/contracts/wire-value';
import { dateOfDay, newYorkDay } from '@fairlead/core/market/new-york-time';
import { MEMBER_LIST_WORDS, readMemberLists } from '@fairlead/core/report/member-lists';
import { SP500 } from '@fairlead/db/repositories/index-members-repository';
import { firmGuardOf } from '../firm-guard.ts';
import { sendProblem } from '../problem.ts';
import { riskWriterOf } from '../risk-writer.ts';
import type { Routes } from '../route-schema.ts';
import type { ReportRoutes } from './reports.ts';

type Parts = Omit<ReportRoutes, 'persons'>;

/** GET and POST what reports are made with besides the record: who the firm is, what it chooses where no source was seen, what venues pay, who was in the index. */
export const reportSettingRoutes: Routes<Parts> = async (app, parts) => {
  await app.register(firmRoutes, parts);
  await app.register(choiceRoutes, parts);
  await app.register(paymentTermsRoutes, parts);
  await app.register(memberListRoutes, parts);
};

const firmRoutes: Routes<Parts> = async (app, parts) => {
  const guard = firmGuardOf(app.guard);
  const firm = { onRequest: guard('reports:read'), schema: { response: { 200: reportFirmView } } };
  app.get('/reports/firm', firm, async (_request, reply) => {
    const { firms } = parts.reports();
    const today = await firms.holding(dateOfDay(newYorkDay(parts.clock.nowUs())));
    const rows = await firms.rows();
    return reply.send({ today: today === null ? null : written(today), rows: rows.map(written) });
  });
  const naming = { body: reportFirmRequest, response: { 201: reportFirmTaken } };
  app.post('/reports/firm', { onRequest: guard('reports:write'), schema: naming }, async (request, reply) => {
    const { reason, idempotency_key, ...firm } = request.body;
    const act = ['report.firm', firm.effective_from];
    const writer = riskWriterOf(request, { act, reason, idempotency_key }, parts);
    const { done, auditId } = await parts.reports().firms.set(firm, writer);
    return reply.code(201).send({ ...written(done), audit_id: auditId });
  });
};

const choiceRoutes: Routes<Parts> = async (app, parts) => {
  const guard = firmGuardOf(app.guard);
  const view = { onRequest: guard('reports:read'), schema: { response: { 200: reportChoicesView } } };
  app.get('/reports/choices', view, async (_request, reply) => {
    const states = await parts.reports().choices.states(dateOfDay(newYorkDay(parts.clock.nowUs())));
    const choices = states.map(({ rows, values, ...rest }) => ({
      ...{ ...rest, values: [...values] },
      rows: rows.map(written),
    }));
    return reply.send({ choices });
  });
  const choosing = { body: reportChoiceRequest, response: { 201: reportChoiceTaken } };
  app.post('/reports/choices', { onRequest: guard('reports:write'), schema: choosing }, async (request, reply) => {
    const { reason, idempotency_key, ...choice } = request.body;
    const act = ['report.choice', choice.name, choice.effective_from];
    const writer = riskWriterOf(request, { act, reason, idempotency_key }, parts);
    const kept = await parts.reports().choices.set(choice, writer);
    if (!kept.ok) return sendProblem(reply, 'REPORT_CHOICE_UNKNOWN');
    const { done, auditId } = kept.value;
    return reply.code(201).send({ ...written(done), audit_id: auditId });
  });
};

const paymentTermsRoutes: Routes<Parts> = async (app, parts) => {
  const guard = firmGuardOf(app.guard);
  const listing = { querystring: paymentTermsQuery, response: { 200: paymentTermsList } };
  app.get('/reports/payment-terms', { onRequest: guard('reports:read'), schema: listing }, async (request, reply) => {
    const rows = await parts.reports().terms.terms(request.query.venue_id ?? null);
    return reply.send({ terms: rows.map(written) });
  });
  const setting = { body: paymentTermsRequest, response: { 201: paymentTermsTaken } };
  app.post('/reports/payment-terms', { onRequest: guard('reports:write'), schema: setting }, async (request, reply) => {
    const { reason, idempotency_key, ...terms } = request.body;
    const act = ['venue.payment_terms', terms.venue_id, terms.effective_from];
    const writer = riskWriterOf(request, { act, reason, idempotency_key }, parts);
    const { done, auditId } = await parts.reports().terms.set(terms, writer);
    return reply.code(201).send({ ...written(done), audit_id: auditId });
  });
};

const memberListRoutes: Routes<Parts> = async (app, parts) => {
  const guard = firmGuardOf(app.guard);
  const listing = { onRequest: guard('reports:read'), schema: { response: { 200: memberLists } } };
  app.get('/reports/member-lists', listing, async (_request, reply) => {
    const lists = await parts.reports().members.lists(SP500);
    return reply.send({ index_name: SP500, lists: lists.map(({ asOf, members }) => ({ as_of: asOf, members })) });
  });
  const loading = { body: memberListsRequest, response: { 201: memberListsTaken } };
  app.post('/reports/member-lists', { onRequest: guard('reports:write'), schema: loading }, async (request, reply) => {
    const { text, ...said } = request.body;
    const read = readMemberLists(text);
    if (!read.ok) {
      const { line, code } = read.error;
      const errors = [{ path: 'text', code, message: `line ${line}: ${MEMBER_LIST_WORDS[code]}` }];
      return sendProblem(reply, 'MEMBER_LISTS_INVALID', { errors });
    }
    const writer = riskWriterOf(request, { act: ['index.members', SP500], ...said }, parts);
    const { done, auditId } = await parts.reports().members.loadBy(SP500, read.value, writer);
    return reply.code(201).send({ ...done, audit_id: auditId });
  });
};

/** A row with who has written it and when, as the API tells it. */
function written<Row extends { readonly author_name: string; readonly created_at_us: number }>({
  author_name,
  created_at_us,
  ...row
}: Row) {
  return { ...row, author: author_name, created_at: isoTime(created_at_us) };
}
