import { classNames } from '@fairlead/ui/class-names';
import type { ReactNode } from 'react';

interface PageMessageProps {
  readonly title: string;
  readonly children: ReactNode;
  /** What one can do next. */
  readonly actions: ReactNode;
  readonly isFailure?: boolean;
}

/** What stands in the place of a whole screen: that there is none, or that it could not be shown, and what to do. */
export function PageMessage({ title, children, actions, isFailure = false }: PageMessageProps) {
  return (
    <div
      role={isFailure ? 'alert' : undefined}
      className="flex flex-1 flex-col items-center justify-center gap-2 px-4 py-16 text-center"
    >
      <h1 className={classNames('text-lg font-semibold', isFailure && 'text-stopped')}>{title}</h1>
      <div className="flex max-w-120 flex-col gap-1 text-sm text-muted">{children}</div>
      <div className="mt-3 flex flex-wrap items-center justify-center gap-x-4 gap-y-2 text-sm">{actions}</div>
    </div>
  );
}
