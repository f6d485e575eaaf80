'use client';

import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { InstrumentForm } from '@/rows/instrument-form';
import { useTRPC } from '@/trpc/client';

/** How the numbers of an instrument are written. */
export type FormOf = (instrumentId: string) => InstrumentForm;

/** The form of every instrument; until the list is here, and for one that is not in it, that of a US stock. */
export function useInstrumentForms(): FormOf {
  const trpc = useTRPC();
  const { data } = useQuery(trpc.instruments.list.queryOptions(undefined, { staleTime: Number.POSITIVE_INFINITY }));
  return useMemo(() => {
    const forms = new Map(data?.map((form) => [form.instrument_id, form]));
    return (instrumentId) =>
      forms.get(instrumentId) ?? { instrument_id: instrumentId, currency: 'USD', price: { least: 2, most: 4 } };
  }, [data]);
}
