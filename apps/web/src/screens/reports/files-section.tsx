import { CopyId } from '@fairlead/ui/copy-id';
import { SectionTitle } from '@fairlead/ui/page';
import type { ReportReconciliation } from '@/rows/report-reconciliation';
import type { ReportRun } from '@/rows/report-run';
import { whyHeldBack } from '@/words/report-break-words';
import { whyFindingsHold } from '@/words/report-finding-words';
import { formatOf, sizeWords } from '@/words/report-words';

interface FilesSectionProps {
  readonly run: ReportRun;
  readonly reconciliation: ReportReconciliation | null;
}

/** The files of a report, each by its name, its size and its hash. */
export function FilesSection({ run, reconciliation }: FilesSectionProps) {
  const heldBack = whyHeldBack(reconciliation, run.simulated) || whyFindingsHold(reconciliation, run.simulated);
  return (
    <section aria-label="Files" className="min-w-0 border-line pb-3 max-lg:border-t lg:border-l">
      <div className="flex min-h-8 items-center px-4 pt-1">
        <SectionTitle title="Files" note="made again they are the same, byte by byte" />
      </div>
      <ul className="px-4 text-xs">
        {run.files.map((file) => (
          <li key={file.name} className="flex min-h-8 items-center gap-x-2 border-b border-line/55 last:border-0">
            <span className="w-9 shrink-0 font-medium">{formatOf(file)}</span>
            {heldBack === '' ? (
              <a
                href={`/api/reports/${run.id}/files/${encodeURIComponent(file.name)}`}
                download={file.name}
                title={`Download ${file.name}`}
                className="min-w-0 flex-1 truncate text-accent hover:underline"
              >
                {file.name}
              </a>
            ) : (
              <span title={file.name} className="min-w-0 flex-1 truncate text-muted">
                {file.name}
              </span>
            )}
            <span className="figures shrink-0 text-faint">{sizeWords(file.bytes)}</span>
            <CopyId value={file.sha256} label={`SHA-256 of ${file.name}`} />
          </li>
        ))}
      </ul>
      {heldBack !== '' && <p className="px-4 pt-1 text-xs text-stopped">{heldBack}</p>}
    </section>
  );
}
