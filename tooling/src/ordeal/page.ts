import { summaryOf } from './page-summary.ts';
import { tableOf } from './page-table.ts';
import type { Cell, OrdealFigure, OrdealResult } from './result.ts';

const HEAD = `# Reliability

What Fairlead does when what it stands on fails: measured by breaking a running system under load, on real sockets, with a real database, and holding afterwards its record and what
callers were told against the venues' own books. \`npm run ordeal -- NAME\` makes each run and writes this page from \`bench/ordeals\`; a run that failed stands here too.
`;

/** With more figures than this a section shows them folded. */
const FIGURES_OPEN = 12;

/** The page docs/reliability.md. */
export function reliabilityPage(results: readonly OrdealResult[]): string {
  const sorted = [...results].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return [HEAD, ...summaryOf(sorted), ...runsTable(sorted), ...sorted.flatMap(sectionOf)].join('\n');
}

function runsTable(results: readonly OrdealResult[]): string[] {
  const rows = results.map(({ name, failed, passed, seconds, endedAt, commit }) => [
    `[${name}](#${name})`,
    failed === 0 ? 'held' : `**${failed} failed**`,
    String(passed),
    `${(seconds / 60).toFixed(1)}`,
    endedAt.slice(0, 10),
    commit,
  ]);
  return ['## Every run', '', ...tableOf(['ordeal', 'outcome', 'passed', 'minutes', 'day', 'commit'], rows)];
}

function sectionOf(result: OrdealResult): string[] {
  const settings = Object.entries(result.env).map(([name, value]) => `\`${name}=${value}\``);
  const under = [...settings, result.machine].join(', ');
  return [
    ...[`## ${result.name}`, '', result.tries, '', under, ''],
    ...cellsTable(result.cells),
    ...figuresTable(result.figures),
    ...detailsLine(result),
  ];
}

/** What of a long list a reader wants to see, they unfold. */
function figuresTable(figures: readonly OrdealFigure[]): string[] {
  if (figures.length === 0) return [];
  const table = tableOf(
    ['figure', ''],
    figures.map(({ what, value }) => [what, value]),
  );
  if (figures.length <= FIGURES_OPEN) return table;
  return ['<details>', `<summary>${figures.length} figures</summary>`, '', ...table, '</details>', ''];
}

function cellsTable(cells: readonly Cell[]): string[] {
  if (cells.length === 0) return [];
  const columns = [...new Set(cells.map(({ column }) => column))];
  const rows = [...new Set(cells.map(({ row }) => row))].map((row) => [
    row,
    ...columns.map((column) => cells.find((cell) => cell.row === row && cell.column === column)?.says ?? ''),
  ]);
  return tableOf(['', ...columns], rows);
}

function detailsLine({ name, details }: OrdealResult): string[] {
  if (details.length === 0) return [];
  return [
    `${details.length.toLocaleString('en')} more are listed in \`bench/ordeals/${name}.json\` (\`details\`).`,
    '',
  ];
}
