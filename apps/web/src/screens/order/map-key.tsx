import type { ReactNode } from 'react';
import type { FillMapScene } from './fill-map-scene';

/** What the marks of the picture are; room for it is kept before it is known. */
export function MapKey({ scene }: { scene: FillMapScene | null }) {
  const gaps = scene?.gaps ?? [];
  return (
    <ul aria-label="What the marks are" className="flex min-h-5 flex-wrap items-center gap-x-4 text-2xs text-muted">
      <Mark name="best bid and best offer">
        <rect y="3" width="14" height="6" className="fill-muted" fillOpacity="0.14" />
        <path d="M0 3H14M0 9H14" className="stroke-muted" />
      </Mark>
      <Mark name="mid at arrival">
        <path d="M0 6H14" strokeDasharray="3 2" className="stroke-faint" />
      </Mark>
      {scene?.hasLimit === true && (
        <Mark name="limit">
          <path d="M0 6H14" strokeDasharray="1 2" strokeWidth="2" className="stroke-accent" />
        </Mark>
      )}
      {scene?.hasFills === true && (
        <Mark name="fill, by its size">
          <circle cx="7" cy="6" r="4" className="fill-side-a/35 stroke-side-a" />
        </Mark>
      )}
      {gaps.length > 0 && (
        <li className="flex items-center gap-1.5">
          <span aria-hidden="true" className="hatched h-3 w-3.5 border border-line" />
          {gaps.every(({ isToCome }) => isToCome)
            ? 'market not written yet: it follows within seconds'
            : 'no market was recorded of that time'}
        </li>
      )}
    </ul>
  );
}

function Mark({ name, children }: { name: string; children: ReactNode }) {
  return (
    <li className="flex items-center gap-1.5">
      <svg width="14" height="12" aria-hidden="true" fill="none">
        {children}
      </svg>
      {name}
    </li>
  );
}
