import { parseArgs } from 'node:util';
import { Refusal } from '../refusal.ts';

/** What a person may ask of `npm start`. */
export interface StartOptions {
  /** Whether the marked demo order flow keeps the screen alive. */
  readonly demo: boolean;
  /** The first of six ports in a row, for a second system beside the first. */
  readonly portBase: number | undefined;
}

const PORT_BASE_MAX = 65_000;

/** Reads the arguments of `npm start`. */
export function readOptions(args: readonly string[]): StartOptions {
  try {
    const { values } = parseArgs({
      args: [...args],
      options: { 'no-demo': { type: 'boolean', default: false }, 'port-base': { type: 'string' } },
    });
    return { demo: !values['no-demo'], portBase: portBaseOf(values['port-base']) };
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(
      `${error instanceof Error ? error.message : error}; there are --no-demo, --port-base N and --version`,
    );
  }
}

function portBaseOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const base = Number(text);
  if (!Number.isInteger(base) || base < 1024 || base > PORT_BASE_MAX) {
    throw new Refusal(`--port-base is '${text}': it must be a port from 1024 to ${PORT_BASE_MAX}`);
  }
  return base;
}
