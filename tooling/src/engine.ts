import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ENGINE_VERSION } from '@fairlead/core/routing/plan-input';
import { bundleOf } from './engine/bundle.ts';
import { ENTRY } from './engine/entry.ts';
import { keepEngine } from './engine/keep-engine.ts';
import { sampleRecord } from './engine/sample-record.ts';
import { Refusal } from './refusal.ts';
import { ROOT } from './root.ts';

/** `npm run engine:build`: keeps the engine of this source under its version, for as long as there are decisions that it made. */
try {
  const [unknown] = process.argv.slice(2);
  if (unknown !== undefined) throw new Refusal(`${unknown}: npm run engine:build takes nothing`);
  const code = await bundleOf(join(ROOT, ENTRY));
  const isNew = keepEngine(join(ROOT, 'engines'), { version: ENGINE_VERSION, code, builtFrom: ENTRY });
  const records = join(ROOT, 'engines/records');
  mkdirSync(records, { recursive: true });
  if (isNew) writeFileSync(join(records, `${ENGINE_VERSION}.json`), `${JSON.stringify(sampleRecord(), null, 2)}\n`);
  const size = `${(Buffer.byteLength(code) / 1_000).toFixed(0)} kB`;
  console.log(`engine ${ENGINE_VERSION}, ${size}: ${isNew ? 'kept' : 'kept already, and the same'}`);
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  console.error(`fairlead: ${error.message}`);
  process.exitCode = 2;
}
