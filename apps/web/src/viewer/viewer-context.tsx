'use client';

import { ROLE_SCOPES, type Scope } from '@fairlead/contracts/access';
import { createContext, type ReactNode, use, useMemo } from 'react';
import type { Viewer } from '@/server/session';
import { whyNot } from '@/words/role-words';

/** Who looks at the screen, and what they may do. The server asks the same of every procedure; here it is only shown. */
interface KnownViewer extends Viewer {
  readonly can: (scope: Scope) => boolean;
  /** Why not, in a sentence to show beside what is not allowed; empty where it is. */
  readonly whyNot: (scope: Scope) => string;
}

const ViewerContext = createContext<Viewer | null>(null);

/** Says to every screen below who is looking at it. */
export function ViewerProvider({ viewer, children }: { viewer: Viewer; children: ReactNode }) {
  return <ViewerContext value={viewer}>{children}</ViewerContext>;
}

/** Who is looking, and what they may do. */
export function useViewer(): KnownViewer {
  const viewer = use(ViewerContext);
  if (viewer === null) throw new Error('there is no ViewerProvider around this component');
  return useMemo(() => {
    const can = (scope: Scope) => ROLE_SCOPES[viewer.role].includes(scope);
    return { ...viewer, can, whyNot: (scope) => (can(scope) ? '' : whyNot(viewer.role, scope)) };
  }, [viewer]);
}
