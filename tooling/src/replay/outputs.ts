import { accessSync, constants, type Stats, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { Refusal } from '../refusal.ts';
import type { ReplayOptions } from './options.ts';

/**
 * Refuses, before a run that may take minutes, a result that could not be written after it, or would be written over a file that is read or over
 * the page beside it.
 */
export function requireOutputs({ files, orders, marketDaysPath, outPath, reportPath }: ReplayOptions): void {
  const ordersPath = 'path' in orders ? orders.path : null;
  const taken = new Map<string, string>();
  const read = {
    quotes: files.quotesPath,
    trades: files.tradesPath,
    orders: ordersPath,
    'market-days': marketDaysPath,
  };
  for (const [option, path] of Object.entries(read)) {
    const file = path === null ? null : fileAt(path);
    if (file !== null) taken.set(file, option);
  }
  for (const [option, path] of Object.entries({ out: outPath, report: reportPath })) {
    if (path === null) continue;
    requireWritable(path);
    const file = fileAt(path);
    const other = file === null ? undefined : taken.get(file);
    if (other !== undefined) throw new Refusal(`--${option} would be written over the file of --${other}: ${path}`);
    if (file !== null) taken.set(file, option);
  }
}

/** What a path stands for, whatever way leads to it; null for what is no file, such as /dev/null, to which anything may go twice. */
function fileAt(path: string): string | null {
  const stats = statsOf(path);
  if (stats === undefined) return path;
  return stats.isFile() ? `${stats.dev} ${stats.ino}` : null;
}

function requireWritable(path: string): void {
  try {
    const stats = statsOf(path);
    if (stats?.isDirectory() === true) throw new Refusal(`${path} cannot be written: it is a folder`);
    if (stats === undefined && statsOf(dirname(path))?.isDirectory() !== true)
      throw new Refusal(`${path} cannot be written: there is no folder ${dirname(path)}`);
    accessSync(stats === undefined ? dirname(path) : path, constants.W_OK);
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal(`${path} cannot be written: ${error instanceof Error ? error.message : error}`);
  }
}

function statsOf(path: string): Stats | undefined {
  return statSync(path, { throwIfNoEntry: false });
}
