import { Skeleton } from '../skeleton';

const BARS = ['h-[33%]', 'h-[50%]', 'h-[41%]', 'h-[58%]', 'h-[52%]', 'h-[67%]', 'h-[61%]', 'h-[75%]'];

/** Room for a picture that is being loaded, of the size that it will have. */
export function PlotSkeleton({ height }: { height: number }) {
  return (
    <div role="status" aria-label="Loading" className="flex items-end gap-3 pb-8 pl-12" style={{ height }}>
      {BARS.map((tall) => (
        <span key={tall} className={`flex-1 ${tall}`}>
          <Skeleton className="h-full" />
        </span>
      ))}
    </div>
  );
}
