/** Room for what is being loaded, of the size that it will have, so that nothing moves when it comes. */
export function Skeleton({ className = '' }: { className?: string }) {
  return <span aria-hidden="true" className={`block animate-pulse rounded-xs bg-hover ${className}`} />;
}

const WIDTHS = ['w-3/4', 'w-1/2', 'w-5/6', 'w-2/3'];

/** Rows of a table that is being loaded. */
export function SkeletonRows({ count }: { count: number }) {
  return (
    <div role="status" aria-label="Loading" className="px-3">
      {Array.from({ length: count }, (_, row) => `row-${row}`).map((key, row) => (
        <div key={key} className="flex h-7 items-center gap-6 border-b border-line/60">
          {WIDTHS.map((_, cell) => (
            <span key={WIDTHS[cell]} className="flex-1">
              <Skeleton className={`h-2.5 ${WIDTHS[(row + cell) % WIDTHS.length]}`} />
            </span>
          ))}
        </div>
      ))}
    </div>
  );
}
