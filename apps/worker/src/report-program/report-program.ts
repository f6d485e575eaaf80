import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dateOfDay, newYorkDay } from '@fairlead/core/market/new-york-time';
import { BREAK_CODES, BREAK_WORDS } from '@fairlead/core/report/break-code';
import { holdingFindings } from '@fairlead/core/report/holding-finding';
import { type AskingFault, askedReport } from '@fairlead/db/repositories/asked-report';
import { PersonNames } from '@fairlead/db/repositories/person-names';
import { type ReportRepositories, reportRepositories } from '@fairlead/db/repositories/report-repositories';
import type { ReportRunRow } from '@fairlead/db/repositories/report-run-rows';
import type { RiskWriter } from '@fairlead/db/repositories/risk-writer';
import type pg from 'pg';
import { z } from 'zod';
import type { ProgramOutput } from '../import/import-program.ts';
import { makeReport, type ReportRunsParts } from '../jobs/report-runs.ts';
import { reportMakers } from '../report/makers.ts';
import { loadFirmFiles } from './firm-files.ts';
import { type ReportCommand, readReportCommand } from './report-command.ts';

/** What the program works with. */
export interface ReportProgramTools extends ProgramOutput {
  /** Six connections at least. */
  readonly pool: pg.Pool;
  /** Microseconds since 1970. */
  readonly nowUs: () => number;
}

const PROGRAM = 'npm run report';
const LOOK_EVERY_MS = 500;
const SAID: Readonly<Record<AskingFault, string>> = {
  FIRM_NOT_NAMED: 'nobody has said who the firm is (of Rule 605: as which participant and entity)',
  PERIOD_OPEN: 'its time is not over, or for Rule 605 the week after it',
  UNKNOWN_CUSTOMER: 'no order names the customer',
};

/**
 * What `npm run report` does with its arguments; gives its exit code: 0 where the files are written, 1 where there are none because something is wrong with
 * what they are made of, 2 where nothing was tried.
 */
export async function reportProgram(args: string[], tools: ReportProgramTools): Promise<number> {
  const { pool, complain } = tools;
  const command = readReportCommand(args);
  if (!command.ok) {
    complain(command.error);
    return 2;
  }
  const writer = () => writerAt(tools.nowUs());
  const { files, firm, request } = command.value;
  if (files !== null && !(await loadFirmFiles(files.folder, { ...tools, clientId: files.clientId, writer }))) return 1;
  const repositories = reportRepositories(pool);
  const { firms, choices } = repositories;
  if (firm !== null) await firms.set(firm, writer());
  const today = dateOfDay(newYorkDay(tools.nowUs()));
  const asked = await askedReport(request, { firms, choices, persons: new PersonNames(pool), today });
  if (!asked.ok) {
    complain(`${SAID[asked.error]} (${asked.error})`);
    return 2;
  }
  const parts: Parts = { ...repositories, makers: reportMakers(pool) };
  const { done } = await parts.runs.create(asked.value, writer());
  return deliver(await madeRun(done.id, parts, tools.nowUs), { command: command.value, parts, tools });
}

type Parts = ReportRepositories & Pick<ReportRunsParts, 'makers'>;

function writerAt(atUs: number): RiskWriter {
  const who = { type: 'SYSTEM', id: PROGRAM, personId: PROGRAM, name: PROGRAM } as const;
  return { ...who, reason: PROGRAM, traceId: null, atUs, auditId: randomUUID() };
}

/** Makes a run here, or waits for a worker that is at it. */
async function madeRun(id: string, parts: Parts, nowUs: () => number): Promise<ReportRunRow> {
  for (;;) {
    await makeReport(id, nowUs, parts);
    const run = await parts.runs.of(id);
    if (run === null) throw new Error(`run ${id} is gone`);
    if (run.state !== 'QUEUED' && run.state !== 'RUNNING') return run;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

interface Around {
  readonly command: ReportCommand;
  readonly parts: Parts;
  readonly tools: ReportProgramTools;
}

/** What a person looks at before a report leaves. */
const reconciliation = z.object({
  findings: z.array(z.object({ code: z.string(), place: z.string(), found: z.string().nullish() })).default([]),
  breaks: z.object({
    count: z.int(),
    first: z.array(
      z.object({
        code: z.enum(BREAK_CODES),
        ...{ order_pk: z.string().nullable(), venue_id: z.string().nullable(), day: z.string().nullable() },
        ...{ execution_id: z.string().nullable(), expected: z.string().nullable(), found: z.string().nullable() },
      }),
    ),
  }),
});
type Reconciled = z.infer<typeof reconciliation>;

async function deliver(run: ReportRunRow, { command, parts, tools }: Around): Promise<number> {
  const { say, complain } = tools;
  if (run.state === 'FAILED') {
    complain(`there is no report: ${run.error}`);
    return 1;
  }
  const { findings, breaks } = reconciliation.parse(run.reconciliation);
  if (breaks.count > 0) {
    tellBreaks(breaks, complain);
    complain(`there is no report: ${breaks.count} breaks between what it is made of (docs/adr/0115-reconciliation.md)`);
    return 1;
  }
  for (const { code, place, found } of findings)
    complain(`finding ${code}: ${place}${found == null ? '' : ` (${found})`}`);
  const holding = holdingFindings(run.simulated ? [] : findings);
  if (holding.size > 0) {
    complain(`there is no report: it cannot leave with ${[...holding.keys()].toSorted().join(', ')}`);
    return 1;
  }
  await mkdir(command.out, { recursive: true });
  for (const { name, sha256 } of run.files ?? []) {
    const content = await parts.contents.of(sha256);
    if (content === null) throw new Error(`the file ${name} of run ${run.id} is gone`);
    await writeFile(join(command.out, name), content);
    say(`${sha256}  ${join(command.out, name)}`);
  }
  say(`OK  run ${run.id}: ${run.items} rows, ${findings.length} findings; not approved by anybody`);
  return 0;
}

function tellBreaks({ count, first }: Reconciled['breaks'], complain: (line: string) => void): void {
  for (const { code, order_pk, venue_id, day, execution_id, expected, found } of first) {
    const place = [venue_id, day, execution_id, order_pk].filter((part) => part !== null).join(' ');
    complain(`${code} ${place}: expected ${expected ?? 'nothing'}, found ${found ?? 'nothing'}`);
  }
  if (count > first.length) complain(`and ${count - first.length} more`);
  for (const code of new Set(first.map((each) => each.code))) complain(`${code}: ${BREAK_WORDS[code]}`);
}
