import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Worker } from 'node:worker_threads';
import { z } from 'zod';

/** A place where a document is not what the schema asks for. */
export interface SchemaFault {
  /** From 1; null where libxml2 names none. */
  readonly line: number | null;
  readonly message: string;
}

/**
 * Whether a document is what the schema asks for. UNCHECKED where nobody knows: it took more memory or time than it may, or nothing in the schema was
 * compared with it. What is not known to be valid is not published.
 */
export type SchemaOutcome =
  | { readonly state: 'VALID' }
  | { readonly state: 'INVALID'; readonly faults: readonly SchemaFault[] }
  | { readonly state: 'UNCHECKED'; readonly why: 'MEMORY' | 'TIME' };

/** How much a check may take. */
export interface CheckLimits {
  readonly timeMsMax: number;
  /** MiB of libxml2. */
  readonly memoryMibMax: number;
}

const LIMITS: CheckLimits = { timeMsMax: 30_000, memoryMibMax: 512 };
const PAGES_A_MIB = 16;
/** Beyond these a document is wrong as a whole, and nobody reads on. */
const FAULTS_MAX = 100;
const MESSAGE_MAX = 500;

const require = createRequire(import.meta.url);
const SCHEMA = { fileName: 'schema.xsd', contents: readSchema() };
const LINT = require.resolve('xmllint-wasm');
/** xmllint's: a document is not well-formed; memory has run out. */
const NOT_WELL_FORMED = 1;
const OUT_OF_MEMORY = 9;

/** A thread of our own, because the library offers no way to end one of its own. Ending this one ends both. */
const THREAD = `
const { parentPort, workerData } = require('node:worker_threads');
require(workerData.lint).validateXML(workerData.options).then(
  ({ valid, rawOutput }) => parentPort.postMessage({ code: valid ? 0 : 3, output: rawOutput }),
  (error) => parentPort.postMessage({ code: error.code ?? null, output: String(error.message) }),
);`;

const answerSchema = z.object({ code: z.number().nullable(), output: z.string() });
type Answer = z.infer<typeof answerSchema>;

/** Holds a document against the SEC's schema of the reports of Rule 606, by libxml2, in a thread with an end. */
export async function checkSchema(xml: string, limits: CheckLimits = LIMITS): Promise<SchemaOutcome> {
  const answer = await ask(xml, limits);
  if (answer === 'TIME') return { state: 'UNCHECKED', why: 'TIME' };
  if (answer.code === 0) return { state: 'VALID' };
  if (answer.code === OUT_OF_MEMORY || isOutOfMemory(answer.output)) return { state: 'UNCHECKED', why: 'MEMORY' };
  if (answer.code === 3 || answer.code === NOT_WELL_FORMED)
    return { state: 'INVALID', faults: faultsOf(answer.output) };
  throw new Error(`xmllint ended with ${answer.code}: ${answer.output.slice(0, MESSAGE_MAX)}`);
}

async function ask(xml: string, { timeMsMax, memoryMibMax }: CheckLimits): Promise<Answer | 'TIME'> {
  const options = {
    xml: [{ fileName: 'report.xml', contents: xml }],
    schema: [SCHEMA],
    initialMemoryPages: PAGES_A_MIB * PAGES_A_MIB,
    maxMemoryPages: memoryMibMax * PAGES_A_MIB,
  };
  const thread = new Worker(THREAD, { eval: true, workerData: { lint: LINT, options } });
  let timer: NodeJS.Timeout | undefined;
  try {
    return await new Promise<Answer | 'TIME'>((resolve, reject) => {
      timer = setTimeout(resolve, timeMsMax, 'TIME');
      thread.on('message', (answer) => resolve(answerSchema.parse(answer)));
      thread.on('error', reject);
    });
  } finally {
    clearTimeout(timer);
    await thread.terminate();
  }
}

function isOutOfMemory(output: string): boolean {
  return /out of memory|OOM|Cannot enlarge memory|Memory allocation failed/i.test(output);
}

/** What libxml2 says, a line a fault: `report.xml:12: element qtr: Schemas validity error : …`. */
function faultsOf(output: string): SchemaFault[] {
  const found = [...output.matchAll(/^report\.xml:(\d+): (.*)$/gm)];
  const faults = found.map(([, line = '', message = '']) => ({ line: Number(line), message: message.trim() }));
  const told = faults.length > 0 ? faults : [{ line: null, message: output.trim() }];
  return told.slice(0, FAULTS_MAX).map(({ line, message }) => ({ line, message: message.slice(0, MESSAGE_MAX) }));
}

function readSchema(): string {
  return readFileSync(require.resolve('@fairlead/rule606/schema/oh-20191231.xsd'), 'utf8');
}
