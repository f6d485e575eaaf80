import type { CircuitView } from '@fairlead/contracts/circuit';
import type { Tone } from '@fairlead/ui/badge';
import type { DotTone } from '@fairlead/ui/status-dot';
import { childReasonOf } from './ending-words';
import { whoWords } from './halt-words';

type State = CircuitView['state'];
type Code = NonNullable<CircuitView['code']>;

/** How a circuit stands, in a word and a tone. */
export const CIRCUIT_STATES: Readonly<Record<State, { readonly name: string; readonly tone: DotTone & Tone }>> = {
  CLOSED: { name: 'Closed', tone: 'good' },
  OPEN: { name: 'Open', tone: 'stopped' },
  HALF_OPEN: { name: 'Being tried', tone: 'degraded' },
};

const CODES: Readonly<Record<Code, string>> = {
  FAILURES: 'Too much of what was sent there lately failed',
  ERROR_RATE: 'More than half of what was sent there failed',
  LATENCY: 'Its slowest answers take longer than is agreed',
  OPEN_TIME_OVER: 'Its time was over, and it is tried',
  PROBES_SUCCEEDED: 'It was tried, and is well again',
  PROBE_FAILED: 'It was tried, and is not well yet',
  PROBER_SILENT: 'The router that tried it went silent: another one tries it',
  FORCED_OPEN: 'Taken out by hand, until it is reset',
  FORCED_CLOSED: 'Kept in by hand whatever fails, until it is reset',
  RESET: 'Given back by hand to what is measured',
};
const KNOWN: ReadonlyMap<string, string> = new Map(Object.entries(CODES));

/** Why a circuit has changed; a code of a newer router is shown as it is. */
export const circuitCodeWords = (code: string): string => KNOWN.get(code) ?? code;

/** How it stands, and that a person holds it so. */
export function circuitName({ state, code }: Pick<CircuitView, 'state' | 'code'>): string {
  if (code === 'FORCED_OPEN') return 'Forced open';
  if (code === 'FORCED_CLOSED') return 'Forced closed';
  return CIRCUIT_STATES[state].name;
}

/** The same in a tone: one that is kept closed by hand does not protect anybody. */
export function circuitTone({ state, code }: Pick<CircuitView, 'state' | 'code'>): DotTone & Tone {
  return code === 'FORCED_CLOSED' ? 'degraded' : CIRCUIT_STATES[state].tone;
}

const CODE = /\(([A-Z][A-Z0-9_]+)\)/g;

/** What the router saw, with why a venue refused in words and not by its code. */
export function detailWords(detail: string): string {
  return detail.replace(CODE, (whole, code: string) => {
    const words = childReasonOf(code);
    if (words === code) return whole;
    return `(${words.charAt(0).toLowerCase()}${words.slice(1).replace(/\.$/, '')})`;
  });
}

/** Why it stands so: in a sentence, with what the router saw, or what a person said. */
export function circuitWhy({
  code,
  reason,
  actor,
}: {
  readonly code: string | null;
  readonly reason: string;
  readonly actor: string | null;
}): string {
  if (code === null) return 'It has never changed.';
  const why = circuitCodeWords(code);
  if (actor !== null) return `${why}: ${whoWords(actor)} says “${reason}”.`;
  return reason === '' ? `${why}.` : `${why}: ${detailWords(reason)}.`;
}
