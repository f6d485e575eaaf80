'use client';

import { Button } from '@fairlead/ui/button';
import { type ReactNode, useEffect, useState } from 'react';
import { CHART_EXHIBITS } from './chart-exhibits';
import { CONTROL_EXHIBITS } from './control-exhibits';
import { MARK_EXHIBITS } from './mark-exhibits';
import { OVERLAY_EXHIBITS } from './overlay-exhibits';
import { EXHIBITS, type ExhibitId } from './shelf';
import { TABLE_EXHIBITS } from './table-exhibits';

/** One component in each of its states. */
export type Exhibit = () => ReactNode;

const SHELF: Readonly<Record<ExhibitId, Exhibit>> = {
  ...MARK_EXHIBITS,
  ...CONTROL_EXHIBITS,
  ...OVERLAY_EXHIBITS,
  ...TABLE_EXHIBITS,
  ...CHART_EXHIBITS,
};

const THEMES = ['dark', 'light'] as const;
const PAIRS = ['blue-orange', 'green-red'] as const;
type Theme = (typeof THEMES)[number];
type Pair = (typeof PAIRS)[number];

/** The shelf in both themes beside each other. What lies over a page when it opens has the theme that is chosen at the head. */
export function Gallery() {
  const [theme, setTheme] = useState<Theme>('dark');
  const [pair, setPair] = useState<Pair>('blue-orange');
  useEffect(() => {
    Object.assign(document.documentElement.dataset, { theme, pair });
  }, [theme, pair]);
  return (
    <main className="pb-16">
      <header className="sticky top-0 z-20 flex flex-wrap items-center gap-3 border-b border-line bg-bg px-4 py-2">
        <h1 className="text-lg font-semibold">Gallery</h1>
        <Switch choices={THEMES} chosen={theme} onChoose={setTheme} />
        <Switch choices={PAIRS} chosen={pair} onChoose={setPair} />
      </header>
      {EXHIBITS.map((id) => (
        <section key={id} id={id} aria-label={id} className="border-b border-line">
          <h2 className="px-4 py-2 font-mono text-xs text-muted">{id}</h2>
          <div className="grid lg:grid-cols-2">
            {THEMES.map((worn) => (
              <Pane key={worn} id={id} theme={worn} pair={pair} />
            ))}
          </div>
        </section>
      ))}
    </main>
  );
}

function Pane({ id, theme, pair }: { id: ExhibitId; theme: Theme; pair: Pair }) {
  const Shown = SHELF[id];
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      role="group"
      aria-label={`${id}, ${theme}`}
      data-theme={theme}
      data-pair={pair}
      className="min-w-0 bg-bg py-3 text-fg"
    >
      <Shown />
    </div>
  );
}

interface SwitchProps<T extends string> {
  readonly choices: readonly T[];
  readonly chosen: T;
  readonly onChoose: (choice: T) => void;
}

function Switch<T extends string>({ choices, chosen, onChoose }: SwitchProps<T>) {
  return (
    <span className="flex gap-1">
      {choices.map((choice) => (
        <Button key={choice} size="sm" aria-pressed={chosen === choice} onClick={() => onChoose(choice)}>
          {choice}
        </Button>
      ))}
    </span>
  );
}
