import { type Check, holds, type Section } from './check.ts';

/** What separates the sections of the page. */
const HEADING = '\n## ';

const INTRODUCTION = `# Verification

Fairlead's models and rules against published numbers. This page is written by \`npm run verification\`; a test writes it anew and fails where it
differs or where a number is further off than its tolerance, which is half a unit of the last published digit unless a note says otherwise.
Every number that we got is made by the code in \`packages/core\`, from sums, products, quotients and square roots alone, so that it is the same on
every machine.
`;

/** The whole page. */
export function verificationPage(sections: readonly Section[]): string {
  return `${INTRODUCTION}${sections.map(sectionText).join('')}`;
}

/** One section, beginning with its heading. */
export function sectionText(section: Section): string {
  const { title, source, formula, inputs, note, checks, absent } = section;
  const lines = [`- Source: ${source}`, `- Formula: ${formula}`, `- Inputs: ${inputs}`];
  if (note !== null) lines.push(`- Note: ${note}`);
  const body = absent === null ? tableOf(checks) : `Not checked here: ${absent}`;
  return `${HEADING}${title}\n\n${lines.join('\n')}\n\n${body}\n`;
}

/** The sections of a page as text, by title, as `sectionText` writes them. */
export function sectionsOf(page: string): ReadonlyMap<string, string> {
  const texts = page.split(HEADING).slice(1);
  return new Map(texts.map((text) => [text.slice(0, text.indexOf('\n')), `${HEADING}${text}`]));
}

function tableOf(checks: readonly Check[]): string {
  const head = ['| check | expected | got | difference | tolerance | holds |', '|---|---:|---:|---:|---:|---|'];
  return [...head, ...checks.map(rowOf)].join('\n');
}

function rowOf(check: Check): string {
  const { name, expected, got, tolerance, decimals, relation = 'near' } = check;
  const bound = relation === 'near' ? '' : `${relation} `;
  const shown = [`${bound}${text(expected, decimals)}`, text(got, decimals + 1), text(got - expected, decimals + 1)];
  return `| ${[name, ...shown, String(tolerance), holds(check) ? 'yes' : '**no**'].join(' | ')} |`;
}

/** Plain digits, thousands apart; none after the point for whole numbers, and no sign before what is 0 as shown. */
function text(value: number, decimals: number): string {
  const rounded = value.toFixed(decimals);
  const digits = Number.isInteger(value) ? String(value) : unsigned(rounded);
  return digits.replace(/^-?\d+/, (whole) => whole.replace(/\B(?=(\d{3})+$)/g, ','));
}

function unsigned(digits: string): string {
  return Number(digits) === 0 ? digits.replace('-', '') : digits;
}
