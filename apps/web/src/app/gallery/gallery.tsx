'use client';

import { Button } from '@fairlead/ui/button';
import { type ReactNode, useState } from 'react';
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

/** The shelf, in the theme and the pair that are chosen at its head. */
export function Gallery() {
  return (
    <main className="mx-auto max-w-[1280px] pb-16">
      <header className="sticky top-0 z-20 flex flex-wrap items-center gap-3 border-b border-line bg-bg px-4 py-2">
        <h1 className="text-lg font-semibold">Gallery</h1>
        <Switch attribute="theme" choices={['dark', 'light']} />
        <Switch attribute="pair" choices={['blue-orange', 'green-red']} />
      </header>
      {EXHIBITS.map((id) => {
        const Shown = SHELF[id];
        return (
          <section key={id} id={id} aria-label={id} className="border-b border-line py-3">
            <h2 className="px-4 pb-2 font-mono text-xs text-muted">{id}</h2>
            <Shown />
          </section>
        );
      })}
    </main>
  );
}

/** Sets an attribute of the document, as the console's own appearance does. */
function Switch({ attribute, choices }: { attribute: 'theme' | 'pair'; choices: readonly string[] }) {
  const [chosen, setChosen] = useState<string>();
  return (
    <span className="flex gap-1">
      {choices.map((choice) => (
        <Button
          key={choice}
          size="sm"
          aria-pressed={chosen === choice}
          onClick={() => {
            document.documentElement.dataset[attribute] = choice;
            setChosen(choice);
          }}
        >
          {choice}
        </Button>
      ))}
    </span>
  );
}
