import type { ReportSection } from '@fairlead/core/report/report-section';

/** One value a section. */
export function bySection<T>(of: (section: ReportSection) => T): Readonly<Record<ReportSection, T>> {
  return { SP500: of('SP500'), OTHER: of('OTHER'), OPTIONS: of('OPTIONS') };
}
