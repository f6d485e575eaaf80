import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DRILL_FILE, type DrillRecord, drillRecord } from '@fairlead/contracts/risk-drill';
import type { Log } from '../ports.ts';

/** What the last drill of this installation came to, as `npm run drill` has left it below its data; null where there is none that can be read. */
export async function lastDrill(dataDir: string | undefined, log: Log): Promise<DrillRecord | null> {
  if (dataDir === undefined) return null;
  const text = await readFile(join(dataDir, DRILL_FILE), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return drillRecord.parse(JSON.parse(text));
  } catch (error) {
    log.warn({ error: String(error) }, 'the record of the last drill cannot be read');
    return null;
  }
}
