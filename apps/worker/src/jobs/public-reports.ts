import { createHash } from 'node:crypto';
import { type PublicReportsPayload, publicReportsPayload } from '@fairlead/contracts/jobs';
import { publicReportParameters } from '@fairlead/contracts/report-parameters';
import { err, ok, type Result } from '@fairlead/core/result';
import type { ReportContentRepository } from '@fairlead/db/repositories/report-content-repository';
import type { ReportFactsRepository } from '@fairlead/db/repositories/report-facts-repository';
import type { FilledRun, ReportItemsRepository } from '@fairlead/db/repositories/report-items-repository';
import type { ReportRunRepository } from '@fairlead/db/repositories/report-run-repository';
import type { FinishedReport, ReportFile, ReportRunRow } from '@fairlead/db/repositories/report-run-rows';
import { defineJob, type Job } from '../job/job.ts';
import {
  type MadeFile,
  type MadePublicReport,
  makePublicReport,
  type PublicReportOrder,
} from '../report/public-report-files.ts';

/** What reports are made from and kept in. */
export interface ReportStores {
  readonly runs: Pick<ReportRunRepository, 'unmade' | 'alone' | 'begin' | 'of' | 'progress' | 'finish' | 'fail'>;
  readonly items: Pick<ReportItemsRepository, 'fill'>;
  readonly facts: Pick<ReportFactsRepository, 'publicFacts'>;
  readonly contents: Pick<ReportContentRepository, 'keep'>;
}

/** An attempt at a run: only the last one writes. */
interface Attempt {
  readonly run: ReportRunRow;
  readonly attempt: number;
  readonly nowUs: number;
}

type Ending = 'made' | 'failed' | 'overtaken';

const EVERY_MS = 5_000;
/** After so many attempts that broke off a run is left to whoever asked for it. */
const ATTEMPTS_MAX = 5;
/** How much of the work it is to fill the rows. */
const FILLING = 0.9;

/**
 * Makes the public reports of Rule 606 that were asked for, the oldest first. The runs are the queue: one that is asked for is found here, whatever becomes
 * of this process; one that another worker is at is left to it. What breaks off is begun anew, and comes to the same bytes.
 */
export function publicReports(stores: ReportStores): Job {
  return defineJob<PublicReportsPayload>({
    name: 'report-606a1',
    everyMs: EVERY_MS,
    payload: publicReportsPayload,
    scheduled: {},
    async run(_payload, { now_us }) {
      const endings = { made: 0, failed: 0, overtaken: 0 };
      for (const id of await stores.runs.unmade('RULE_606_A1')) {
        const ending = await stores.runs.alone(id, () => attemptRun(id, now_us, stores));
        if (ending !== null) endings[ending] += 1;
      }
      return endings;
    },
  });
}

async function attemptRun(id: string, nowUs: number, stores: ReportStores): Promise<Ending> {
  const attempt = await stores.runs.begin(id, nowUs);
  const run = await stores.runs.of(id);
  if (attempt === null || run === null) return 'overtaken';
  try {
    return await makeRun({ run, attempt, nowUs }, stores);
  } catch (error) {
    if (attempt >= ATTEMPTS_MAX) await stores.runs.fail(id, attempt, `BROKE_OFF: ${String(error)}`);
    throw error;
  }
}

async function makeRun({ run, attempt, nowUs }: Attempt, stores: ReportStores): Promise<Ending> {
  const { runs } = stores;
  const fail = async (error: string): Promise<Ending> =>
    (await runs.fail(run.id, attempt, error)) ? 'failed' : 'overtaken';
  const order = orderOf(run);
  if (!order.ok) return fail(order.error);
  const filled = await fill({ run, attempt, nowUs }, stores);
  const made = await makePublicReport(order.value, await stores.facts.publicFacts(run.id));
  if (!made.ok) return fail(`${made.error.code}: ${made.error.detail}`);
  const files = await Promise.all(made.value.files.map((file) => keepFile(file, stores)));
  const finished = finishedReport({ filled, made: made.value, files });
  return (await runs.finish({ id: run.id, attempt, atUs: nowUs }, finished)) ? 'made' : 'overtaken';
}

/** What is asked for, where it is a quarter of a firm. */
function orderOf({ parameters, period_from, period_to, simulated }: ReportRunRow): Result<PublicReportOrder, string> {
  const firm = publicReportParameters.safeParse(parameters);
  if (!firm.success) return err('PARAMETERS_INVALID: the name of the firm and its CRD number are asked for');
  const from = new Date(`${period_from}T00:00:00Z`);
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth()];
  const after = new Date(Date.UTC(year, month + 3, 1)).toISOString().slice(0, 10);
  const isQuarter = month % 3 === 0 && from.getUTCDate() === 1 && after === period_to;
  if (!isQuarter) return err(`PERIOD_INVALID: ${period_from} to ${period_to} is no calendar quarter`);
  return ok({ ...firm.data, year, quarter: month / 3 + 1, simulated });
}

async function fill({ run, attempt }: Attempt, { items, runs }: ReportStores): Promise<FilledRun> {
  const { period_from: from, period_to: to, simulated } = run;
  let told: Promise<unknown> = Promise.resolve();
  // How far it is only a person wants to know: where that cannot be told, the work goes on.
  const tell = (done: number) => {
    told = told.then(() => runs.progress(run.id, attempt, done * FILLING)).catch(() => undefined);
  };
  const filled = await items.fill(run.id, { from, to, simulated, clientId: null }, tell);
  await told;
  return filled;
}

async function keepFile({ name, mediaType, content }: MadeFile, { contents }: ReportStores): Promise<ReportFile> {
  return { name, media_type: mediaType, bytes: content.length, sha256: await contents.keep(content) };
}

interface Parts {
  readonly filled: FilledRun;
  readonly made: MadePublicReport;
  readonly files: readonly ReportFile[];
}

function finishedReport({ filled, made, files }: Parts): FinishedReport {
  const { items, asOfPosition, quarters } = filled;
  return {
    items,
    as_of_position: asOfPosition,
    figures: made.report,
    reconciliation: { findings: made.findings, member_lists: quarters },
    files,
    content_hash: hashOf(files),
  };
}

/** One hash over all files, in their order, with their names. */
function hashOf(files: readonly ReportFile[]): string {
  const lines = files.map(({ name, sha256 }) => `${sha256}  ${name}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}
