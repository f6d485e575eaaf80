/** Where a source lives, for rules that differ by place. */
export interface Area {
  readonly kind: 'app' | 'package' | 'tooling' | 'bench' | 'root';
  /** `router`, `core`, …; the kind itself where there is only one. */
  readonly name: string;
}

/** The part of the house that a path belongs to. */
export function areaOf(path: string): Area {
  const [top = '', second = ''] = path.split('/');
  if (top === 'apps') return { kind: 'app', name: second };
  if (top === 'packages') return { kind: 'package', name: second };
  if (top === 'tooling' || top === 'bench') return { kind: top, name: top };
  return { kind: 'root', name: 'root' };
}

/** Whether a path holds tests or what only tests use. */
export function isTest(path: string): boolean {
  return (
    /\.(test|spec|bench)\.tsx?$/.test(path) ||
    /^(apps|packages)\/[^/]+\/(test|e2e)\//.test(path) ||
    path.startsWith('tooling/test/')
  );
}

/** Whether a path is a tool's configuration, which runs outside of the program. */
export function isConfig(path: string): boolean {
  return /(^|\/)[\w.-]+\.config\.(ts|mts|mjs|js)$/.test(path);
}
