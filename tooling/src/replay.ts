import { writeFileSync } from 'node:fs';
import { readReplayEnvironment, readStartEnvironment } from './env.ts';
import { Refusal } from './refusal.ts';
import { replayDecision } from './replay/decision.ts';
import { HELP, isHelpAsked } from './replay/help.ts';
import { measuredPage } from './replay/measured-page.ts';
import { readReplayOptions } from './replay/options.ts';
import { requireOutputs } from './replay/outputs.ts';
import { nothingRouted } from './replay/refused-orders.ts';
import { replay } from './replay/replay.ts';

// Whoever reads may stop before the end, as `head` does: then nobody is left to tell anything.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') fail(`the result cannot be written: ${error.message}`);
});

/**
 * `npm run replay`: a recorded day through the core, as fast as it goes; `npm run replay -- decision ID`: one stored decision made again. JSON on
 * standard output or in a file, progress on standard error.
 */
try {
  const args = process.argv.slice(2);
  if (isHelpAsked(args)) process.stdout.write(HELP);
  else if (args[0] === 'decision') await again(args.slice(1));
  else await run(args);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  fail(error.message);
}

async function run(args: readonly string[]): Promise<void> {
  const options = readReplayOptions(args, readReplayEnvironment());
  requireOutputs(options);
  const report = await replay(options, {
    nowMs: () => performance.now(),
    progress: (line) => console.error(`replay    ${line}`),
  });
  const text = `${JSON.stringify(report, null, 2)}\n`;
  if (options.outPath === null) process.stdout.write(text);
  else writeOut(options.outPath, text);
  if (options.reportPath !== null) writeOut(options.reportPath, measuredPage(report));
  const nothing = nothingRouted(report, 'path' in options.orders || options.orders.perMinute > 0);
  if (nothing !== null) fail(nothing);
}

async function again(args: readonly string[]): Promise<void> {
  const made = await replayDecision(args, readStartEnvironment());
  process.stdout.write(`${JSON.stringify(made, null, 2)}\n`);
  if (!made.same) process.exitCode = 1;
}

function fail(message: string): void {
  console.error(`fairlead: ${message}`);
  process.exitCode = 2;
}

function writeOut(path: string, text: string): void {
  try {
    writeFileSync(path, text);
  } catch (error) {
    throw new Refusal(`${path} cannot be written: ${error instanceof Error ? error.message : error}`);
  }
}
