import { classNames } from '@fairlead/ui/class-names';
import { formatShare } from '@/words/figures';

const NEAR = 0.8;

/** How much of a limit is used, as a bar and in figures. Colour comes with four fifths of it, and again with all of it. */
export function UseBar({ share, label }: { readonly share: number | null; readonly label: string }) {
  if (share === null) return <span className="text-faint">no limit</span>;
  const tone = share >= 1 ? 'bg-stopped' : share >= NEAR ? 'bg-degraded' : 'bg-muted/60';
  return (
    <span className="flex w-full items-center gap-2">
      <span
        aria-hidden="true"
        title={`${label}: ${formatShare(share)}`}
        className="h-1.5 min-w-8 flex-1 overflow-hidden rounded-sm bg-line"
      >
        <span className={classNames('block h-full', tone)} style={{ width: `${Math.min(share, 1) * 100}%` }} />
      </span>
      <span
        className={classNames(
          'figures w-14 text-right',
          share >= 1 ? 'text-stopped' : share >= NEAR && 'text-degraded',
        )}
      >
        {formatShare(share)}
      </span>
    </span>
  );
}
