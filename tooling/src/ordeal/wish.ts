import { Refusal } from '../refusal.ts';
import type { Ordeal } from './ordeals.ts';

/** Which ordeals somebody asks for, and what is set otherwise than usual, by the variables that their tests read. */
export interface OrdealWish {
  readonly names: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  /** True where only one case is looked at: that is no run to keep the result of. */
  readonly isLook: boolean;
}

/** Asks for no run, but for the page of those that are kept. */
const PAGE = 'page';

/** Reads the words of `npm run ordeal`: names, and `--setting value` for those that have such a setting. Refuses what it does not understand. */
export function readOrdealWish(args: readonly string[], ordeals: ReadonlyMap<string, Ordeal>): OrdealWish {
  const names: string[] = [];
  const said: [setting: string, value: string][] = [];
  for (let at = 0; at < args.length; at += 1) {
    const word = args[at] ?? '';
    if (!word.startsWith('--')) names.push(word);
    else {
      at += 1;
      said.push([word.slice(2), args[at] ?? '']);
    }
  }
  const unknown = names.find((name) => name !== PAGE && !ordeals.has(name));
  if (unknown !== undefined || names.length === 0) {
    const problem = unknown === undefined ? 'which ordeal?' : `no ordeal '${unknown}';`;
    throw new Refusal(`${problem} there are: ${[...ordeals.keys(), PAGE].join(', ')}`);
  }
  const env = Object.fromEntries(
    said.map(([setting, value]) => [variableOf(setting, value, { names, ordeals }), value]),
  );
  return { names, env, isLook: said.some(([setting]) => setting === 'seed') };
}

function variableOf(
  setting: string,
  value: string,
  { names, ordeals }: { readonly names: readonly string[]; readonly ordeals: ReadonlyMap<string, Ordeal> },
): string {
  const variable = names.map((name) => ordeals.get(name)?.settings?.[setting]).find((found) => found !== undefined);
  if (variable === undefined) throw new Refusal(`no setting '--${setting}' of ${names.join(', ')}`);
  if (!/^\d+$/.test(value)) throw new Refusal(`--${setting} needs a whole number, not '${value}'`);
  return variable;
}
