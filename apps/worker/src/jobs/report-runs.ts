import { createHash } from 'node:crypto';
import { type ReportRunsPayload, reportRunsPayload } from '@fairlead/contracts/jobs';
import type { Reconciliation, ReportBreaks } from '@fairlead/db/repositories/reconciliation';
import type { ReportContentRepository } from '@fairlead/db/repositories/report-content-repository';
import type { ReportRunRepository } from '@fairlead/db/repositories/report-run-repository';
import type { FinishedReport, ReportFile, ReportRunRow } from '@fairlead/db/repositories/report-run-rows';
import type { ReportScope, ReportZone } from '@fairlead/db/repositories/report-scope';
import { z } from 'zod';
import { defineJob, type Job } from '../job/job.ts';
import type { MadeFile, MadeRun, ReportMaker } from '../report/report-maker.ts';

/** Where runs and their files are kept, and who makes which kind of them. */
export interface ReportRunsParts {
  readonly runs: Pick<ReportRunRepository, 'unmade' | 'alone' | 'begin' | 'of' | 'progress' | 'finish' | 'fail'>;
  readonly contents: Pick<ReportContentRepository, 'keep'>;
  /** Who looks whether what a run tells of agrees with the journal, its venues and their drop copies. */
  readonly breaks: Pick<Reconciliation, 'of'>;
  /** Whether the rows tell everything of before a time, in microseconds since 1970. */
  readonly tellsUntil: (until_us: number) => Promise<boolean>;
  /** One a kind; a run of another kind waits until there is one. */
  readonly makers: readonly ReportMaker[];
}

/** An attempt at a run: only the last one writes. */
interface Attempt {
  readonly run: ReportRunRow;
  readonly attempt: number;
  /** The time of now, in microseconds since 1970. */
  readonly nowUs: () => number;
}

/** Behind is what waits for rows that are not written yet. */
type Ending = 'made' | 'failed' | 'overtaken' | 'behind';

const EVERY_MS = 5_000;
const DAY_US = 86_400_000_000;
/** An entry of the journal is durable and projected so soon after its time. */
const SETTLED_US = 5_000_000;
/** After so many attempts that broke off a run is left to whoever asked for it. */
const ATTEMPTS_MAX = 5;

/**
 * Makes the reports that were asked for, one after the other, the oldest first whatever its kind. The runs are the queue: one that is asked for is found
 * here, whatever becomes of this process; one that another worker is at is left to it. What breaks off is begun anew, and comes to the same bytes.
 */
export function reportRuns(parts: ReportRunsParts): Job {
  const { runs, makers } = parts;
  return defineJob<ReportRunsPayload>({
    name: 'report-runs',
    everyMs: EVERY_MS,
    payload: reportRunsPayload,
    scheduled: {},
    async run(_payload, { now_us }) {
      const endings = { made: 0, failed: 0, overtaken: 0, behind: 0 };
      const nowUs = goingOn(now_us);
      for (const id of await runs.unmade(makers.map(({ kind }) => kind))) {
        const ending = await makeReport(id, nowUs, parts);
        if (ending !== null) endings[ending] += 1;
      }
      return endings;
    },
  });
}

/** A clock that goes on from when a job began: how long a report took is a fact of it. */
function goingOn(fromUs: number): () => number {
  const begunMs = performance.now();
  return () => fromUs + Math.floor((performance.now() - begunMs) * 1_000);
}

/**
 * Makes one run, by a clock in microseconds since 1970; null, and nothing done, where another process is at it. What was projected late would be in no report,
 * so a run waits for the rows of its time. Throws what breaks off.
 */
export async function makeReport(id: string, nowUs: () => number, parts: ReportRunsParts): Promise<Ending | null> {
  const run = await parts.runs.of(id);
  if (run !== null && !(await parts.tellsUntil(toldUntil(run, nowUs())))) return 'behind';
  return parts.runs.alone(id, () => attemptRun(id, nowUs, parts));
}

/** What a run tells of has to be in the rows: its whole time, or what has come of it until now. Days end at the latest a day after they do in UTC. */
function toldUntil({ period_to }: ReportRunRow, nowUs: number): number {
  return Math.min(Date.parse(`${period_to}T00:00:00Z`) * 1_000 + DAY_US, nowUs - SETTLED_US);
}

async function attemptRun(id: string, nowUs: () => number, parts: ReportRunsParts): Promise<Ending> {
  const attempt = await parts.runs.begin(id, nowUs());
  const run = await parts.runs.of(id);
  if (attempt === null || run === null) return 'overtaken';
  try {
    return await makeRun({ run, attempt, nowUs }, parts);
  } catch (error) {
    if (attempt >= ATTEMPTS_MAX) await parts.runs.fail(id, attempt, `BROKE_OFF: ${String(error)}`);
    throw error;
  }
}

async function makeRun({ run, attempt, nowUs }: Attempt, parts: ReportRunsParts): Promise<Ending> {
  const { runs, makers } = parts;
  const maker = makers.find(({ kind }) => kind === run.kind);
  if (maker === undefined) throw new Error(`nobody makes reports of the kind ${run.kind}`);
  let told: Promise<unknown> = Promise.resolve();
  // How far it is only a person wants to know: where that cannot be told, the work goes on.
  const tell = (done: number) => {
    told = told.then(() => runs.progress(run.id, attempt, done)).catch(() => undefined);
  };
  const made = await maker.make(run, tell);
  await told;
  if (!made.ok) return (await runs.fail(run.id, attempt, made.error)) ? 'failed' : 'overtaken';
  const files = await Promise.all(made.value.files.map((file) => keepFile(file, parts)));
  const breaks = await parts.breaks.of(run.id, scopeOf(run), zoneOf(run));
  const finished = finishedReport(made.value, { files, breaks });
  return (await runs.finish({ id: run.id, attempt, atUs: nowUs() }, finished)) ? 'made' : 'overtaken';
}

const ofClient = z.object({ client_id: z.string().nullish() });

/** Whose orders, of which time, have to agree: those of one client where the report is for one. */
function scopeOf({ period_from: from, period_to: to, simulated, parameters }: ReportRunRow): ReportScope {
  const asked = ofClient.safeParse(parameters);
  return { from, to, simulated, clientId: asked.data?.client_id ?? null };
}

/** The forms of reports to customers have days of UTC. */
function zoneOf({ kind }: ReportRunRow): ReportZone {
  return kind === 'RULE_606_B1' || kind === 'RULE_606_B3' ? 'UTC' : 'America/New_York';
}

async function keepFile({ name, mediaType, content }: MadeFile, { contents }: ReportRunsParts): Promise<ReportFile> {
  return { name, media_type: mediaType, bytes: content.length, sha256: await contents.keep(content) };
}

function finishedReport(
  { items, asOfPosition, figures, reconciliation }: MadeRun,
  { files, breaks }: { readonly files: readonly ReportFile[]; readonly breaks: ReportBreaks },
): FinishedReport {
  return {
    ...{ items, as_of_position: asOfPosition, figures, files, content_hash: hashOf(files) },
    reconciliation: { ...reconciliation, breaks },
  };
}

/** One hash over all files, in their order, with their names. */
function hashOf(files: readonly ReportFile[]): string {
  const lines = files.map(({ name, sha256 }) => `${sha256}  ${name}\n`);
  return createHash('sha256').update(lines.join('')).digest('hex');
}
