'use client';

import { Button } from '@fairlead/ui/button';
import { type ReactNode, useState } from 'react';

/** The filters of a list; on a phone they are folded away, so that the rows are seen. */
export function FilterFold({ isOn, children }: { isOn: boolean; children: ReactNode }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button size="sm" className="sm:hidden" aria-expanded={isOpen} onClick={() => setOpen((before) => !before)}>
        {isOn ? 'Filters (on)' : 'Filters'}
      </Button>
      <div
        className={
          isOpen ? 'flex flex-wrap items-center gap-2 max-sm:w-full' : 'flex flex-wrap items-center gap-2 max-sm:hidden'
        }
      >
        {children}
      </div>
    </>
  );
}
