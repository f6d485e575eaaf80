import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The root of the repository; programs run from `tooling/dist`, tests from `tooling/src`, both two folders below it. */
export const ROOT = resolve(fileURLToPath(import.meta.url), '../../..');
