import type { OrdealFigure } from '../result.ts';
import type { MutatedArea } from './mutated-area.ts';
import type { TriedMutant } from './mutation-report.ts';

/** What an area came to. */
export interface AreaScore {
  readonly killed: number;
  /** Folders that are below the floor; one that has no mutants is, too, because then nothing was tried. */
  readonly belowFloor: number;
  readonly figures: readonly OrdealFigure[];
  /** Every fault that the tests did not notice, by its place. */
  readonly survivors: readonly OrdealFigure[];
}

/** The score of each folder of an area in percent, and every survivor by its place. */
export function scoreOf({ folders, floorPercent }: MutatedArea, tried: readonly TriedMutant[]): AreaScore {
  const scores = folders.map((folder) => {
    const within = tried.filter(({ file }) => file.startsWith(`${folder}/`));
    const killed = within.filter(({ isKilled }) => isKilled).length;
    return { folder, killed, count: within.length, percent: within.length === 0 ? 0 : (100 * killed) / within.length };
  });
  const floor = floorPercent === null ? '' : `; at least ${floorPercent} %`;
  return {
    killed: tried.filter(({ isKilled }) => isKilled).length,
    belowFloor: scores.filter(({ count, percent }) => count === 0 || percent < (floorPercent ?? 0)).length,
    figures: scores.map(({ folder, killed, count, percent }) => ({
      what: folder,
      value: `${percent.toFixed(1)} % (${killed} of ${count} mutants noticed${floor})`,
    })),
    survivors: tried.filter(({ isKilled }) => !isKilled).map(survivor),
  };
}

function survivor({ file, original, mutant: { location, replacement } }: TriedMutant): OrdealFigure {
  const { line, column } = location.start;
  return {
    what: `${file}:${line}:${column}`,
    value: `\`${oneLine(original)}\` → \`${oneLine(replacement)}\``,
  };
}

/** Fits into a cell of a table. */
function oneLine(code: string): string {
  const line = code.replace(/\s+/g, ' ').replaceAll('|', '\\|').replaceAll('`', "'").trim();
  return line.length > 80 ? `${line.slice(0, 79)}…` : line || ' ';
}
