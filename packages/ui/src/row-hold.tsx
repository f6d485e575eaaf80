'use client';

import { type PointerEvent, type UIEvent, useCallback, useEffect, useMemo, useReducer, useRef } from 'react';

/** Why rows hold still. */
export interface HoldReasons {
  /** The pointer is over them. */
  readonly pointer: boolean;
  /** One was chosen by the keyboard. */
  readonly row: boolean;
  /** Those at the top are out of sight. */
  readonly scrolled: boolean;
  /** Where the pointer rested when the rows were let go; it holds again when it moves away from there. */
  readonly restsAt: { readonly x: number; readonly y: number } | null;
}

/** What happens at the rows. Positions are pixels of the window. */
export type HoldEvent =
  | { readonly what: 'pointed'; readonly kind: string; readonly x: number; readonly y: number }
  | { readonly what: 'left' }
  | { readonly what: 'scrolled'; readonly top: number }
  | { readonly what: 'chosen' }
  | { readonly what: 'choice-lapsed' }
  | { readonly what: 'let-go' };

export const NOT_HELD: HoldReasons = { pointer: false, row: false, scrolled: false, restsAt: null };
/** A hand that rests on a mouse trembles by less. */
const REST_PX = 8;

/** What holds the rows after something has happened. A finger never hovers: what it touches it scrolls, or opens. */
export function afterEvent(before: HoldReasons, event: HoldEvent): HoldReasons {
  switch (event.what) {
    case 'pointed': {
      if (event.kind === 'touch' || before.pointer) return before;
      const { restsAt } = before;
      if (restsAt === null) return { ...before, pointer: true };
      if (Number.isNaN(restsAt.x)) return { ...before, restsAt: { x: event.x, y: event.y } };
      const isResting = Math.hypot(event.x - restsAt.x, event.y - restsAt.y) < REST_PX;
      return isResting ? before : { ...before, pointer: true, restsAt: null };
    }
    case 'left':
      return { ...NOT_HELD, scrolled: before.scrolled };
    case 'scrolled':
      return before.scrolled === event.top > 0 ? before : { ...before, scrolled: event.top > 0 };
    case 'chosen':
      return before.row ? before : { ...before, row: true };
    case 'choice-lapsed':
      return { ...before, row: false };
    case 'let-go':
      return { ...NOT_HELD, restsAt: before.pointer || before.restsAt !== null ? UNKNOWN_PLACE : null };
  }
}

/** Where the pointer is when the rows are let go is known at its next move. */
const UNKNOWN_PLACE = { x: Number.NaN, y: Number.NaN };
/** Who has chosen a row and pressed no key for so long has gone. */
const CHOICE_MS = 30_000;

/** Rows that hold still while somebody reads them. */
export interface RowHold {
  readonly isHeld: boolean;
  /** For the region that scrolls. */
  readonly handlers: {
    readonly onPointerEnter: (event: PointerEvent) => void;
    readonly onPointerMove: (event: PointerEvent) => void;
    readonly onPointerLeave: () => void;
    readonly onScroll: (event: UIEvent) => void;
  };
  /** A row was chosen by the keyboard. */
  readonly choose: () => void;
  /** The rows flow again, whatever held them; the one that was chosen is not any more. */
  readonly letGo: () => void;
  /** Counts how often they were let go, for what has to go to the top and forget its row then. */
  readonly released: number;
}

/** Holds rows while the pointer is over them, one was chosen by the keyboard, or they are scrolled; the table that has it lets go by Escape and Home. */
export function useRowHold(): RowHold {
  const [{ reasons, released }, tell] = useReducer(step, { reasons: NOT_HELD, released: 0 });
  const lapse = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(lapse.current), []);
  const choose = useCallback(() => {
    clearTimeout(lapse.current);
    lapse.current = setTimeout(() => tell({ what: 'choice-lapsed' }), CHOICE_MS);
    tell({ what: 'chosen' });
  }, []);
  const letGo = useCallback(() => tell({ what: 'let-go' }), []);
  const handlers = useMemo(() => {
    const point = ({ pointerType, clientX, clientY }: PointerEvent) =>
      tell({ what: 'pointed', kind: pointerType, x: clientX, y: clientY });
    return {
      onPointerEnter: point,
      onPointerMove: point,
      onPointerLeave: () => tell({ what: 'left' }),
      onScroll: ({ currentTarget }: UIEvent) => tell({ what: 'scrolled', top: currentTarget.scrollTop }),
    };
  }, []);
  const isHeld = reasons.pointer || reasons.row || reasons.scrolled;
  return { isHeld, handlers, choose, letGo, released };
}

interface HoldState {
  readonly reasons: HoldReasons;
  readonly released: number;
}

function step(before: HoldState, event: HoldEvent): HoldState {
  const reasons = afterEvent(before.reasons, event);
  if (event.what === 'let-go') return { reasons, released: before.released + 1 };
  return reasons === before.reasons ? before : { ...before, reasons };
}
