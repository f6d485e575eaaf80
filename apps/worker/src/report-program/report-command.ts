import { parseArgs } from 'node:util';
import { type ReportRequest, reportRequest } from '@fairlead/contracts/report';
import { reportFirmRequest } from '@fairlead/contracts/report-settings';
import type { ReportKind } from '@fairlead/core/report/report-kind';
import { err, ok, type Result } from '@fairlead/core/result';
import type { ReportFirm } from '@fairlead/db/repositories/report-firm-repository';
import type { z } from 'zod';

/** What a person has asked `npm run report` for. */
export interface ReportCommand {
  readonly request: ReportRequest;
  /** The folder that its files go to. */
  readonly out: string;
  /** A firm's own files with whose orders they are; null where the report is of the installation's orders. */
  readonly files: { readonly folder: string; readonly clientId: string } | null;
  /** Who the firm is, where it is said; else as the installation has it. */
  readonly firm: ReportFirm | null;
}

const KINDS: Readonly<Record<string, ReportKind>> = {
  '606a1': 'RULE_606_A1',
  '606b1': 'RULE_606_B1',
  '606b3': 'RULE_606_B3',
  '605': 'RULE_605',
  review: 'REVIEW',
  tca: 'TCA',
};
/** Options that the request has under their own names. */
const ASKED = ['year', 'quarter', 'month', 'from', 'to', 'customer', 'customer-id', 'requested-on'] as const;
const NAMES: readonly string[] = [...ASKED, 'client', 'out', 'import', 'bd', 'crd', 'participant', 'entity'];
const FLAGS: readonly string[] = ['simulated', 'look-through'];
/** Whose orders a firm's own files are where nobody says it: as `npm run import` has it. */
const IMPORTED = 'IMPORT';
/** Of a firm that files name: it was so always. */
const ALWAYS = '2000-01-01';
const REASON = 'npm run report';

const USAGE = `npm run report -- KIND … --out DIR [--import DIR --bd NAME --crd NUMBER] [--simulated]
  606a1 | review  --year YEAR --quarter 1..4
  606b1 | 606b3   [--client ID] [--customer-id ID] [--customer NAME] [--requested-on DAY] [--look-through]
  605             --year YEAR --month 1..12   (with --import also --participant LETTER --entity CODE)
  tca             --from DAY --to DAY [--client ID] [--customer-id ID]`;

/** Reads the arguments; says what is wrong with them where they are none, and how the program is called. */
export function readReportCommand(args: string[]): Result<ReportCommand, string> {
  const read = commandOf(args);
  return read.ok ? read : err(`${read.error}\n${USAGE}`);
}

function commandOf(args: string[]): Result<ReportCommand, string> {
  const parsed = parse(args);
  if (!parsed.ok) return parsed;
  const { text, isSet, positionals } = parsed.value;
  const [word = '', ...more] = positionals;
  const kind = KINDS[word];
  if (kind === undefined || more.length > 0) return err(`one of ${Object.keys(KINDS).join(', ')} is asked for`);
  const out = text('out');
  if (out === undefined) return err('--out is needed: the folder that the files go to');
  const folder = text('import');
  const firm = firmOf(text);
  if (!firm.ok) return firm;
  if ((folder === undefined) !== (firm.value === null))
    return err('--bd and --crd are needed with --import, and only then: an installation knows who the firm is');
  const request = requestOf(kind, { text, isSet });
  if (!request.ok) return request;
  const files = folder === undefined ? null : { folder, clientId: text('client') ?? IMPORTED };
  return ok({ request: request.value, out, files, firm: firm.value });
}

type Text = (name: string) => string | undefined;
type IsSet = (name: string) => boolean;

function parse(args: string[]): Result<{ text: Text; isSet: IsSet; positionals: readonly string[] }, string> {
  const options = Object.fromEntries([
    ...NAMES.map((name) => [name, { type: 'string' as const }]),
    ...FLAGS.map((name) => [name, { type: 'boolean' as const }]),
  ]);
  try {
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true });
    const given = new Map<string, unknown>(Object.entries(values));
    const text: Text = (name) => {
      const value = given.get(name);
      return typeof value === 'string' ? value : undefined;
    };
    return ok({ text, isSet: (name) => given.get(name) === true, positionals });
  } catch (error) {
    return err(error instanceof Error ? error.message : String(error));
  }
}

function firmOf(text: Text): Result<ReportCommand['firm'], string> {
  const names = ['bd', 'crd', 'participant', 'entity'].filter((name) => text(name) !== undefined);
  if (names.length === 0) return ok(null);
  if (text('bd') === undefined || text('crd') === undefined) return err('--bd and --crd go together');
  const given = Object.fromEntries(names.map((name) => [name, text(name)]));
  const read = reportFirmRequest.safeParse({ ...given, effective_from: ALWAYS, reason: REASON });
  if (!read.success) return err(faultsOf(read.error));
  const { bd, crd, participant, entity } = read.data;
  return ok({ bd, crd, participant, entity, effective_from: ALWAYS });
}

function requestOf(kind: ReportKind, { text, isSet }: { text: Text; isSet: IsSet }): Result<ReportRequest, string> {
  const given = ASKED.flatMap((name) => {
    const value = text(name);
    return value === undefined ? [] : [[name.replace('-', '_'), value]];
  });
  const isOfClients = kind !== 'RULE_606_A1' && kind !== 'RULE_605' && kind !== 'REVIEW';
  const client =
    text('client') ?? (text('import') !== undefined && text('customer-id') !== undefined ? IMPORTED : undefined);
  const read = reportRequest.safeParse({
    kind,
    ...Object.fromEntries(given),
    ...(isOfClients && client !== undefined ? { client_id: client } : {}),
    ...(isSet('look-through') ? { look_through: true } : {}),
    simulated: isSet('simulated'),
    reason: REASON,
  });
  return read.success ? ok(read.data) : err(faultsOf(read.error));
}

/** Each fault by its option; one of several together has none. */
function faultsOf({ issues }: z.ZodError): string {
  return issues
    .map(({ path, message }) => (path.length === 0 ? message : `--${path.join('.').replace('_', '-')}: ${message}`))
    .join('; ');
}
