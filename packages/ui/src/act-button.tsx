'use client';

import { type ComponentProps, useId } from 'react';
import { Button } from './button';
import { Tooltip } from './tooltip';

interface ActButtonProps extends Omit<ComponentProps<typeof Button>, 'disabled' | 'aria-disabled'> {
  /** Why it cannot be pressed; empty where it can. */
  readonly whyNot: string;
}

/** A button of something that may not be allowed: then it is shown as such, keeps its place for the keyboard, and says why. */
export function ActButton({ whyNot, onClick, ...rest }: ActButtonProps) {
  const whyId = useId();
  if (whyNot === '') return <Button onClick={onClick} {...rest} />;
  return (
    <>
      <Tooltip content={whyNot} side="bottom">
        <Button aria-disabled="true" aria-describedby={whyId} {...rest} />
      </Tooltip>
      <span id={whyId} hidden>
        {whyNot}
      </span>
    </>
  );
}
