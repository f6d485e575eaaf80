import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StartEnvironment } from '../env.ts';
import { Refusal } from '../refusal.ts';

const LISTENING = /"event":"listening".*"control_port":(\d+)/g;

/** The control port of the simulated venues that run on a data folder: as it was asked for, or as they last said in their log. */
export function controlPortOf({ dataDir, ports }: Pick<StartEnvironment, 'dataDir' | 'ports'>): number {
  const said = [...logOf(dataDir).matchAll(LISTENING)].at(-1)?.[1];
  const port = said === undefined ? ports.venueSimControl : Number(said);
  if (port === undefined) throw new Refusal(`no simulated venues have run on ${dataDir}: npm start first`);
  return port;
}

function logOf(dataDir: string): string {
  try {
    return readFileSync(join(dataDir, 'logs', 'venue-sim.log'), 'utf8');
  } catch {
    return '';
  }
}
