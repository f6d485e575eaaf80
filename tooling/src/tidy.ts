import { ROOT } from './root.ts';
import { deadCode } from './tidy/dead-code.ts';
import { compareFindings, type Finding, formatFinding } from './tidy/finding.ts';
import { readTree } from './tidy/read-tree.ts';
import { adapters } from './tidy/rules/adapters.ts';
import { barrels } from './tidy/rules/barrels.ts';
import { closedLists } from './tidy/rules/closed-lists.ts';
import { corePurity } from './tidy/rules/core-purity.ts';
import { envReader } from './tidy/rules/env-reader.ts';
import { folderRings } from './tidy/rules/folder-rings.ts';
import { honestTests } from './tidy/rules/honest-tests.ts';
import { hotPath } from './tidy/rules/hot-path.ts';
import { importCycles } from './tidy/rules/import-cycles.ts';
import { layers } from './tidy/rules/layers.ts';
import { names } from './tidy/rules/names.ts';
import { parameters } from './tidy/rules/parameters.ts';
import { prismaBoundary } from './tidy/rules/prisma-boundary.ts';
import { rooms } from './tidy/rules/rooms.ts';
import { sizes } from './tidy/rules/sizes.ts';
import { typeEscapes } from './tidy/rules/type-escapes.ts';
import { viewerBound } from './tidy/rules/viewer-bound.ts';
import { sizeReport } from './tidy/size-report.ts';
import { type Rule, sourceTree } from './tidy/source-tree.ts';

const RULES: readonly Rule[] = [
  importCycles,
  folderRings,
  rooms,
  layers,
  corePurity,
  prismaBoundary,
  hotPath,
  adapters,
  envReader,
  barrels,
  names,
  sizes,
  parameters,
  typeEscapes,
  honestTests,
  closedLists,
  viewerBound,
];

const tree = sourceTree(readTree(ROOT));
const findings: Finding[] = RULES.flatMap((rule) => rule(tree));
findings.push(...(await deadCode(ROOT)));

for (const finding of findings.sort(compareFindings)) console.log(formatFinding(finding));
for (const line of sizeReport(tree)) console.log(line);
console.log(findings.length === 0 ? 'tidy: nothing to say' : `tidy: ${findings.length} findings`);
process.exitCode = findings.length === 0 ? 0 : 1;
