import type { ReactNode } from 'react';
import { Button } from './button';

interface RegionMessageProps {
  readonly title: string;
  readonly children: ReactNode;
}

/** A region with nothing in it says why and what to do next. */
export function EmptyState({ title, children }: RegionMessageProps) {
  return (
    <div className="flex flex-col items-center justify-center gap-1 px-4 py-10 text-center">
      <p className="text-sm font-medium text-muted">{title}</p>
      <div className="max-w-96 text-xs text-faint">{children}</div>
    </div>
  );
}

interface ErrorStateProps extends RegionMessageProps {
  readonly onRetry: () => void;
}

/** A region that could not be loaded says what failed and offers another try. */
export function ErrorState({ title, children, onRetry }: ErrorStateProps) {
  return (
    <div role="alert" className="flex flex-col items-center justify-center gap-2 px-4 py-10 text-center">
      <p className="text-sm font-medium text-stopped">{title}</p>
      <div className="max-w-96 text-xs text-muted">{children}</div>
      <Button size="sm" onClick={onRetry}>
        Try again
      </Button>
    </div>
  );
}
