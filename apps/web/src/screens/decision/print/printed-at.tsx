'use client';

import { Button } from '@fairlead/ui/button';
import { formatEt, formatEtDate } from '@fairlead/ui/time';
import { useEffect, useState } from 'react';
import { flushSync } from 'react-dom';

/** Who prints the page, and when: the time is that of the printing, not that of the opening. */
export function PrintedBy({ by, atMs }: { by: string; atMs: number }) {
  const [printedMs, setPrintedMs] = useState(atMs);
  useEffect(() => {
    // The browser takes the page as it stands when this returns.
    const stamp = () => flushSync(() => setPrintedMs(Date.now()));
    window.addEventListener('beforeprint', stamp);
    return () => window.removeEventListener('beforeprint', stamp);
  }, []);
  const utc = new Date(printedMs).toISOString().replace('T', ' ').slice(0, 19);
  return (
    <p>
      Printed by {by} at {formatEtDate(printedMs)} {formatEt(printedMs).slice(0, 8)} ET ({utc} UTC)
    </p>
  );
}

export function PrintButton() {
  return (
    <Button look="primary" onClick={() => window.print()}>
      Print
    </Button>
  );
}
