import type { OrdealResult } from './result.ts';

const HEAD = `# Reliability

Long runs of this project's own tests, each by \`npm run ordeal -- NAME\`, which writes this page from \`bench/ordeals\`. Commit and hours say
what was tried and for how long; a run that failed stands here too.
`;

/** The page docs/reliability.md. */
export function reliabilityPage(results: readonly OrdealResult[]): string {
  const sorted = [...results].sort((a, b) => a.name.localeCompare(b.name, 'en'));
  return [HEAD, tableOf(sorted), ...sorted.map(sectionOf)].join('\n');
}

function tableOf(results: readonly OrdealResult[]): string {
  const rows = results.map(
    (each) =>
      `| [${each.name}](#${each.name}) | ${each.failed === 0 ? 'held' : `**${each.failed} failed**`} | ${each.passed} | ${hours(each.seconds)} | ${each.endedAt.slice(0, 10)} | ${each.commit} |`,
  );
  return ['| ordeal | outcome | passed | hours | day | commit |', '|---|---|---|---|---|---|', ...rows, ''].join('\n');
}

function sectionOf(result: OrdealResult): string {
  const settings = Object.entries(result.env).map(([name, value]) => `\`${name}=${value}\``);
  const figures = result.figures.map(({ what, value }) => `| ${what} | ${value} |`);
  const table = figures.length === 0 ? [] : ['', '| figure | |', '|---|---|', ...figures];
  return [`## ${result.name}`, '', result.tries, '', `${settings.join(', ')}; ${result.machine}`, ...table, ''].join(
    '\n',
  );
}

function hours(seconds: number): string {
  return (seconds / 3600).toFixed(2);
}
