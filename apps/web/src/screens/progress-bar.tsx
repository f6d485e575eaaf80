interface ProgressBarProps {
  /** Names it for readers. */
  readonly label: string;
  /** 0 to 1. */
  readonly progress: number;
  /** What is said of the figure where one rests on it. */
  readonly title?: string | undefined;
}

/** How far something is, as long as its place is wide. */
export function ProgressBar({ label, progress, title }: ProgressBarProps) {
  const percent = Math.floor(progress * 100);
  return (
    <span className="flex items-center gap-2">
      <span
        role="progressbar"
        aria-label={label}
        aria-valuenow={percent}
        aria-valuemin={0}
        aria-valuemax={100}
        className="h-1.5 min-w-10 flex-1 overflow-hidden rounded-sm bg-line-strong"
      >
        <span className="block h-full bg-accent" style={{ width: `${percent}%` }} />
      </span>
      <span className="figures w-9 text-right" title={title}>
        {percent} %
      </span>
    </span>
  );
}
