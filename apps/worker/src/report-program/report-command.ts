import { parseArgs } from 'node:util';
import { type ReportRequest, reportRequest } from '@fairlead/contracts/report';
import { isPrintedName } from '@fairlead/core/report/printed-name';
import type { ReportKind } from '@fairlead/core/report/report-kind';
import { err, ok, type Result } from '@fairlead/core/result';
import type { ReportFirm } from '@fairlead/db/repositories/report-firm-repository';

/** What a person has asked `npm run report` for. */
export interface ReportCommand {
  readonly request: ReportRequest;
  /** The folder that its files go to. */
  readonly out: string;
  /** A firm's own files with whose orders they are; null where the report is of the installation's orders. */
  readonly files: { readonly folder: string; readonly clientId: string } | null;
  /** Who the firm is, where it is said; else as the installation has it. */
  readonly firm: Omit<ReportFirm, 'effective_from'> | null;
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
/** As long as the forms take the name of a firm. */
const BD_MAX = 80;

export const USAGE = `npm run report -- KIND … --out DIR [--import DIR --bd NAME --crd NUMBER] [--simulated]
  606a1 | review  --year YEAR --quarter 1..4
  606b1 | 606b3   [--client ID] [--customer-id ID] [--customer NAME] [--requested-on DAY] [--look-through]
  605             --year YEAR --month 1..12   (with --import also --participant LETTER --entity CODE)
  tca             --from DAY --to DAY [--client ID] [--customer-id ID]`;

/** Reads the arguments; says what is wrong with them where they are none. */
export function readReportCommand(args: string[]): Result<ReportCommand, string> {
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
  const [bd, crd] = [text('bd'), text('crd')];
  if (bd === undefined && crd === undefined) return ok(null);
  if (bd === undefined || crd === undefined || !/^\d{1,10}$/.test(crd))
    return err('--bd and --crd go together, and --crd is a number');
  if (bd.length > BD_MAX || !isPrintedName(bd))
    return err('--bd is a name of at most 80 characters, with single spaces');
  const [participant = null, entity = null] = [text('participant'), text('entity')];
  if ((participant === null) !== (entity === null)) return err('--participant and --entity go together');
  return ok({ bd, crd, participant, entity });
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
    reason: 'npm run report',
  });
  if (read.success) return ok(read.data);
  const issues = read.error.issues.map(({ path, message }) => `--${path.join('.').replace('_', '-')}: ${message}`);
  return err(issues.join('; '));
}
