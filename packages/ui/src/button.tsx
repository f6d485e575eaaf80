import type { ComponentProps } from 'react';
import { classNames } from './class-names';

const LOOKS = {
  primary: 'bg-accent text-on-accent hover:bg-accent-strong font-medium',
  plain: 'border border-line bg-surface text-fg hover:bg-hover hover:border-line-strong',
  danger: 'bg-stopped text-on-accent hover:brightness-110 font-medium',
  quiet: 'text-muted hover:text-fg hover:bg-hover',
} as const;

const SIZES = { sm: 'h-6 px-2 text-xs', md: 'h-7 px-2.5 text-xs', lg: 'h-9 px-4 text-sm' } as const;

interface ButtonProps extends ComponentProps<'button'> {
  readonly look?: keyof typeof LOOKS;
  readonly size?: keyof typeof SIZES;
}

/** A thing to press. One primary a screen at most. */
export function Button({ look = 'plain', size = 'md', className, type = 'button', ...rest }: ButtonProps) {
  return (
    <button
      type={type}
      className={classNames(
        'inline-flex shrink-0 items-center justify-center gap-1.5 rounded-md whitespace-nowrap transition-colors duration-100',
        'disabled:cursor-not-allowed disabled:opacity-55 aria-disabled:cursor-not-allowed aria-disabled:opacity-55',
        LOOKS[look],
        SIZES[size],
        className,
      )}
      {...rest}
    />
  );
}
