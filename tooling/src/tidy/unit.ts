import { isConfig, isTest } from './area.ts';

/** Where the sources of an app, a package or the tooling lie: `apps/router/src`; undefined for what lies elsewhere. */
export function homeOf(path: string): string | undefined {
  return /^(?:(?:apps|packages)\/[^/]+|tooling)\/src(?=\/)/.exec(path)?.[0];
}

/** True for sources of the program itself: tests, and what only they use, may look everywhere. */
export function isOwnSource(path: string): boolean {
  return !isTest(path) && !isConfig(path) && !/\/src\/testing\//.test(path);
}
