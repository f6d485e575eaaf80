import { delimiter, join } from 'node:path';
import { ROOT } from './root.ts';

/**
 * The environment for programs that tooling starts: our own, with the workspace's tools on the path, because turbo
 * looks for `pnpm` there, and with the tools' telemetry off.
 */
export function environmentForTools(): NodeJS.ProcessEnv {
  return {
    ...process.env,
    PATH: [join(ROOT, 'node_modules/.bin'), process.env.PATH].filter(Boolean).join(delimiter),
    TURBO_TELEMETRY_DISABLED: '1',
    NEXT_TELEMETRY_DISABLED: '1',
  };
}
