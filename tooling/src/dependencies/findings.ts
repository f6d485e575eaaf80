import { z } from 'zod';
import type { InstalledPackage } from './installed-packages.ts';

/** What is known against versions of a package, and whether it touches us. Kept in docs/dependency-findings.json by whoever has looked at it. */
export const findingList = z.array(
  z.strictObject({
    id: z.string().min(1),
    package: z.string().min(1),
    versions: z.array(z.string()).min(1),
    matters: z.boolean(),
    why: z.string().min(20),
    source: z.url(),
    seen_on: z.iso.date(),
  }),
);
export type Finding = z.infer<typeof findingList>[number];

/** Findings by whether what they are against is installed. */
export interface SortedFindings {
  /** Installed, and it touches us. */
  readonly open: readonly Finding[];
  /** Installed, and it does not. */
  readonly harmless: readonly Finding[];
  /** No version of it is installed any more: the finding is to be taken out. */
  readonly gone: readonly Finding[];
}

type Named = Pick<InstalledPackage, 'name' | 'version'>;

export function sortFindings(findings: readonly Finding[], packages: readonly Named[]): SortedFindings {
  const isInstalled = ({ package: name, versions }: Finding) =>
    packages.some((each) => each.name === name && versions.includes(each.version));
  const installed = findings.filter(isInstalled);
  return {
    open: installed.filter(({ matters }) => matters),
    harmless: installed.filter(({ matters }) => !matters),
    gone: findings.filter((finding) => !isInstalled(finding)),
  };
}

/** An advisory of the registry. */
export interface Advisory {
  readonly id: string;
  readonly package: string;
  readonly severity: string;
  readonly title: string;
}

/** What the registry's audit has said: advisories, or why it has said nothing. */
export type Audit = { readonly advisories: readonly Advisory[] } | { readonly silent: string };

const said = z.object({
  error: z.object({ message: z.string() }).optional(),
  advisories: z
    .record(
      z.string(),
      z.object({ github_advisory_id: z.string(), module_name: z.string(), severity: z.string(), title: z.string() }),
    )
    .optional(),
});

/** Reads what `pnpm audit --json` prints. */
export function readAudit(text: string): Audit {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { silent: 'what it printed cannot be read' };
  }
  const read = said.safeParse(json);
  if (!read.success) return { silent: 'what it printed is of another form' };
  const { error, advisories } = read.data;
  if (error !== undefined) return { silent: error.message };
  if (advisories === undefined) return { silent: 'it named no advisories' };
  return {
    advisories: Object.values(advisories).map(({ github_advisory_id: id, module_name: name, severity, title }) => ({
      ...{ id, package: name, severity, title },
    })),
  };
}

/** What nobody has looked at yet: advisories without a finding of the same id. */
export function newIn(audit: Audit, findings: readonly Finding[]): readonly Advisory[] {
  if ('silent' in audit) return [];
  const known = new Set(findings.map(({ id }) => id));
  return audit.advisories.filter(({ id }) => !known.has(id));
}
