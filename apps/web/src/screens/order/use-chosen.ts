'use client';

import { isOrderEnded } from '@fairlead/core/order/order-state';
import { parseAsInteger, parseAsString, useQueryStates } from 'nuqs';
import { useRef } from 'react';
import type { OrderDetail } from '@/rows/order-detail';
import { newestOpen, type OrderWalk } from './walk-steps';

/** In the address, waves count from 1 and 0 is none of them. */
const NONE = 0;
const PARSERS = { wave: parseAsInteger, child: parseAsString };

/** What of the order is looked at: a wave, and a child of it. */
export interface Chosen {
  readonly wave: number | null;
  readonly childId: string | null;
  readonly chooseWave: (wave: number | null) => void;
  readonly chooseChild: (childId: string | null) => void;
}

/**
 * The wave and the child that are chosen, as the address says. Where it says nothing, that is the newest open wave of an order that is alive, which
 * is kept when it ends, and the only wave of one that has ended; of several none is, and all children are shown.
 */
export function useChosen({ order, children }: OrderDetail, { waves }: OrderWalk): Chosen {
  const [{ wave, child }, set] = useQueryStates(PARSERS, { history: 'replace' });
  const followed = useRef<number | null>(null);
  if (!isOrderEnded(order.state)) followed.current = newestOpen(waves) ?? followed.current;
  const only = waves.length === 1 ? (waves[0]?.wave ?? null) : null;
  const byItself = followed.current ?? only;
  const chosenWave = wave === null ? byItself : waves.some((each) => each.wave === wave) ? wave : null;
  const isShown = children.some(({ child_id, wave: of }) => child_id === child && (chosenWave ?? of) === of);
  return {
    wave: chosenWave,
    childId: isShown ? child : null,
    chooseWave: (next) => void set({ wave: next ?? NONE, child: null }),
    chooseChild: (next) => void set({ child: next }),
  };
}
