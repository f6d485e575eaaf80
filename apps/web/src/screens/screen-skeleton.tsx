import { Skeleton, SkeletonRows } from '@fairlead/ui/skeleton';

/** Room for a screen that is being read: its head and its rows. */
export function ScreenSkeleton() {
  return (
    <div aria-busy="true" className="flex flex-col gap-4 pt-4">
      <Skeleton className="mx-4 h-6 w-72" />
      <Skeleton className="mx-4 h-12" />
      <SkeletonRows count={12} />
    </div>
  );
}
