'use client';

import { useMemo, useState } from 'react';

/** Which series a person has switched off. The last one stays: a chart without any would say nothing. */
export function useShown<One extends { readonly id: string }>(all: readonly One[]) {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const shown = useMemo(() => all.filter(({ id }) => !hidden.has(id)), [all, hidden]);
  const toggle = (id: string) => {
    if (hidden.has(id)) setHidden(new Set([...hidden].filter((one) => one !== id)));
    else if (shown.length > 1) setHidden(new Set([...hidden, id]));
  };
  return { shown, hidden, toggle };
}
