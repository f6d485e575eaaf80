/**
 * The first thing every root script runs. It needs nothing but Node: it brings the packages, builds what the
 * command needs and hands over to `tooling/dist/<command>.js`. No imports but Node's own, because on a fresh
 * clone there is nothing else.
 */
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { constants } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const ROOT = resolve(fileURLToPath(import.meta.url), '../..');
const WINDOWS = process.platform === 'win32';

/** What each command has built before it runs: everything, or the tooling and what it imports, with the worker where it is started. */
const BUILD_ALL = [];
const BUILD_TOOLING = ['--filter=@fairlead/tooling'];
const BUILD_WORKER = [...BUILD_TOOLING, '--filter=@fairlead/worker'];
const COMMANDS = {
  start: BUILD_ALL,
  screenshots: BUILD_ALL,
  bench: BUILD_ALL,
  ordeal: BUILD_ALL,
  test: BUILD_TOOLING,
  tidy: BUILD_TOOLING,
  dependencies: BUILD_TOOLING,
  reset: BUILD_TOOLING,
  replay: BUILD_TOOLING,
  verification: BUILD_TOOLING,
  'audit-verify': BUILD_TOOLING,
  'audit-export': BUILD_TOOLING,
  engine: BUILD_TOOLING,
  rebuild: BUILD_TOOLING,
  import: BUILD_WORKER,
  'drop-copies': BUILD_WORKER,
  report: BUILD_WORKER,
  fault: BUILD_TOOLING,
  'index-load': BUILD_TOOLING,
  'peers-load': BUILD_TOOLING,
};

/** The command's own input and output, and a channel whose closing tells it that we are gone. */
const SAY_FIRST_MS = 2_000;
const SAY_EVERY_MS = 5_000;
const GUARDED = ['inherit', 'inherit', 'inherit', 'ipc'];

class Refusal extends Error {}

/** The one child of the moment; signals are passed on to it. */
let child;
let interruptedBy;

const [command = '', ...args] = process.argv.slice(2);
// `replay` may print JSON to standard output, so only `start` reports its progress there.
const say = (line) => (command === 'start' ? process.stdout : process.stderr).write(`${line}\n`);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => interrupt(signal));
if (process.env.npm_lifecycle_event !== undefined) watchNpm();

try {
  process.exitCode = await main();
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`fairlead: ${error.message}\n`);
  process.exitCode = 1;
}

function interrupt(signal) {
  interruptedBy ??= signal;
  // On a terminal the child has the signal already; commands take a second one as the same wish.
  child?.kill(signal);
}

/** Between npm and us stands a shell, which dies of a signal that npm passes on and tells nobody: we see it go. */
function watchNpm() {
  const parent = process.ppid;
  const watch = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(watch);
    interrupt('SIGTERM');
  }, 200);
  watch.unref();
}

async function main() {
  const manifest = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));
  if (args[0] === '--version') {
    process.stdout.write(`fairlead ${manifest.version}\n`);
    return 0;
  }
  checkNode(manifest.engines.node);
  const filters = Object.hasOwn(COMMANDS, command) ? COMMANDS[command] : undefined;
  if (filters === undefined) {
    throw new Refusal(`no command '${command}'; there are: ${Object.keys(COMMANDS).sort().join(', ')}`);
  }
  await step('packages', () => bringPackages(manifest.packageManager));
  await step('build', () => build(filters));
  const program = join(ROOT, 'tooling/dist', `${command}.js`);
  if (!existsSync(program)) throw new Refusal(`'${command}' is not built: ${program} is missing`);
  // Where we are killed and can pass nothing on, these end the program.
  const watch = `${pathToFileURL(join(ROOT, 'tooling/orphan-watch.mjs')).href}?${process.pid}`;
  const guards = ['--import', join(ROOT, 'tooling/orphan-guard.mjs'), '--import', watch];
  return (await run(process.execPath, [...guards, program, ...args], { stdio: GUARDED })).code;
}

function checkNode(range) {
  const needed = range.replace('>=', '').split('.').map(Number);
  const found = process.versions.node.split('.').map(Number);
  const difference = needed.map((part, place) => found[place] - part).find((part) => part !== 0) ?? 0;
  if (difference < 0) {
    throw new Refusal(`Node ${range.replace('>=', '')} or newer is needed, this is ${process.versions.node}`);
  }
}

/** Installs when node_modules was not made from this very lock file. */
async function bringPackages(packageManager) {
  const installed = join(ROOT, 'node_modules/.pnpm/lock.yaml');
  if (existsSync(installed) && readFileSync(installed).equals(readFileSync(join(ROOT, 'pnpm-lock.yaml')))) {
    return 'up to date';
  }
  say('packages  installing (the first time takes a minute)');
  const install = ['install', '--frozen-lockfile', '--config.confirm-modules-purge=false'];
  const local = join(ROOT, 'node_modules/pnpm/bin/pnpm.cjs');
  const done = existsSync(local)
    ? await run(process.execPath, [local, ...install], { stdio: 'pipe' })
    : await run('npx', ['--yes', packageManager, ...install], { stdio: 'pipe', shell: WINDOWS });
  if (done.code !== 0) refuse('packages could not be installed; is the npm registry in reach?', done);
  return 'installed';
}

/** Turbo replays from its cache what has not changed, so this is quick the second time. */
async function build(filters) {
  const turbo = join(ROOT, 'node_modules/turbo/bin/turbo');
  const done = await run(process.execPath, [turbo, 'run', 'build', '--output-logs=errors-only', ...filters], {
    stdio: 'pipe',
  });
  if (done.code !== 0) refuse('the build failed, see above', done);
  return done.output.includes('FULL TURBO') ? 'up to date' : 'built';
}

function refuse(message, { output }) {
  if (interruptedBy === undefined) process.stderr.write(output);
  throw new Refusal(interruptedBy === undefined ? message : `stopped by ${interruptedBy}`);
}

/** Does a step and prints one line about it; one that takes longer than two seconds says that it goes on. */
async function step(name, work) {
  const begun = performance.now();
  const elapsedMs = () => performance.now() - begun;
  const goesOn = () => {
    say(`${name.padEnd(9)} … ${Math.round(elapsedMs() / 1_000)} s`);
    timer = setTimeout(goesOn, SAY_EVERY_MS);
  };
  let timer = setTimeout(goesOn, SAY_FIRST_MS);
  const outcome = await work().finally(() => clearTimeout(timer));
  if (interruptedBy !== undefined) throw new Refusal(`stopped by ${interruptedBy}`);
  const ms = elapsedMs();
  say(
    `${name.padEnd(9)} ${outcome} ${ms < SAY_FIRST_MS ? `(${Math.round(ms)} ms)` : `(${(ms / 1_000).toFixed(1)} s)`}`,
  );
}

/** Runs one program to its end; with `stdio: 'pipe'` its output is kept and not shown. */
function run(program, programArgs, { stdio, shell = false }) {
  return new Promise((fulfil, reject) => {
    const env = {
      ...process.env,
      // Turbo looks for `pnpm` on the path; it is one of our own packages.
      PATH: `${join(ROOT, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`,
      TURBO_TELEMETRY_DISABLED: '1',
      NEXT_TELEMETRY_DISABLED: '1',
    };
    const chunks = [];
    child = spawn(program, programArgs, {
      cwd: ROOT,
      env,
      shell,
      stdio: stdio === 'pipe' ? ['ignore', 'pipe', 'pipe'] : stdio,
    });
    child.stdout?.on('data', (chunk) => chunks.push(chunk));
    child.stderr?.on('data', (chunk) => chunks.push(chunk));
    child.on('error', (error) => reject(new Refusal(`${program} could not be run: ${error.message}`)));
    child.on('close', (code, signal) => {
      child = undefined;
      const exit = code ?? 128 + (constants.signals[signal] ?? 0);
      fulfil({ code: exit, output: Buffer.concat(chunks).toString() });
    });
  });
}
