import { join } from 'node:path';
import { environmentForTools } from './env.ts';
import { ROOT } from './root.ts';
import { runProgram } from './test-run/program.ts';

// `npm run screenshots`: starts a system of its own, opens every screen in a real browser and writes docs/images.
const folder = join(ROOT, 'apps/web');
const playwright = join(folder, 'node_modules/@playwright/test/cli.js');
const args = [playwright, 'test', '-c', 'playwright.screenshots.config.ts', '--reporter=list'];
process.exitCode = await runProgram({ args, cwd: folder, env: environmentForTools() });
