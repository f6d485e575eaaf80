/**
 * Beside the orphan guard, for programs that compute for minutes without looking up, and so do not see its channel close: a thread of its own
 * sees that the parent has gone (`--import file:///…/orphan-watch.mjs?PARENT_PID`, because it may have gone before we look). It asks the program to end, and ends it when it has not after a while.
 */
import { isMainThread, Worker } from 'node:worker_threads';

const WATCH = `
  const watch = setInterval(() => {
    if (process.ppid === ${Number(new URL(import.meta.url).search.slice(1))}) return;
    clearInterval(watch);
    process.kill(process.pid, 'SIGTERM');
    setTimeout(() => process.kill(process.pid, 'SIGKILL'), 15_000);
  }, 500);`;

// What the program forks has another parent, and is the program's to end: it must not inherit what watches for ours.
process.execArgv = process.execArgv.filter(
  (argument, at, all) =>
    !argument.includes('/orphan-') && !(argument === '--import' && all[at + 1]?.includes('/orphan-')),
);
// A thread of the program inherits what the program was started with; it needs no thread to watch it.
if (isMainThread) new Worker(WATCH, { eval: true, execArgv: [] }).unref();
