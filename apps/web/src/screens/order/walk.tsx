'use client';

import { Section } from '@fairlead/ui/page';
import { formatEtDate, Time } from '@fairlead/ui/time';
import { Timeline, type TimelineStep } from '@fairlead/ui/timeline';
import Link from 'next/link';
import { type KeyboardEvent, type RefObject, useEffect, useRef } from 'react';
import { formatSpan } from '@/words/figures';
import type { OrderWalk, WalkStep, WaveLine } from './walk-steps';
import { WaveRow, WavesHead } from './wave-row';

interface WalkProps {
  readonly walk: OrderWalk;
  /** The wave that is chosen, which is the one that is open; null where none is. */
  readonly chosen: number | null;
  readonly onChoose: (wave: number | null) => void;
}

/** The stages of an order: what came before its first decision, a line a wave, and how it stands. */
export function Walk({ walk, chosen, onChoose }: WalkProps) {
  const { head, waves, end } = walk;
  const beforeEnd = waves.at(-1)?.steps.at(-1) ?? head.at(-1);
  const isOfDays = formatEtDate(head[0]?.atMs ?? end.atMs) !== formatEtDate(end.atMs);
  return (
    <Section title="Walk" note="a wave opens to its stages, each with the time since the one before">
      <ol aria-label="Walk of the order" className="py-1">
        <li className="px-4 py-1">
          <Timeline
            label="Before the first decision"
            steps={head.map((step, index) => toTimeline(step, head[index - 1], isOfDays))}
          />
        </li>
        {waves.length > 0 && (
          <li>
            <WavesHead isOfDays={isOfDays} />
            <Waves waves={waves} received={head.at(-1)} isOfDays={isOfDays} chosen={chosen} onChoose={onChoose} />
          </li>
        )}
        <li className="px-4 py-1">
          <Timeline label="How it stands" steps={[toTimeline(end, beforeEnd, isOfDays)]} />
        </li>
      </ol>
    </Section>
  );
}

interface WavesProps extends Omit<WalkProps, 'walk'> {
  readonly waves: readonly WaveLine[];
  readonly received: WalkStep | undefined;
  readonly isOfDays: boolean;
}

const BUTTON = 'button[data-wave]';

/** The waves: one stop of the Tab key, arrows from one to the next. Many scroll within their own room. */
function Waves({ waves, received, isOfDays, chosen, onChoose }: WavesProps) {
  const list = useRef<HTMLOListElement>(null);
  useChosenInSight(list, chosen);
  const stop = chosen ?? waves[0]?.wave;
  return (
    <ol
      ref={list}
      aria-label="Waves"
      onKeyDown={(event) => walkWithArrows(event, list.current)}
      className="relative max-h-[min(60vh,560px)] overflow-y-auto print:max-h-none print:overflow-visible"
    >
      {waves.map((wave, index) => (
        <WaveRow
          key={wave.wave}
          line={wave}
          isOpened={wave.wave === chosen}
          isOfDays={isOfDays}
          isStop={wave.wave === stop}
          onChoose={() => onChoose(wave.wave === chosen ? null : wave.wave)}
        >
          {wave.wave === chosen && (
            <WaveStages wave={wave} before={waves[index - 1]?.steps.at(-1) ?? received} isOfDays={isOfDays} />
          )}
        </WaveRow>
      ))}
    </ol>
  );
}

interface WaveStagesProps {
  readonly wave: WaveLine;
  readonly before: WalkStep | undefined;
  readonly isOfDays: boolean;
}

function WaveStages({ wave, before, isOfDays }: WaveStagesProps) {
  const { steps } = wave;
  return (
    <div className="px-4 pt-1 pb-2">
      <Timeline
        label={`Stages of wave ${wave.wave}`}
        steps={steps.map((step, index) => toTimeline(step, steps[index - 1] ?? before, isOfDays))}
      />
      <p className="pl-[89px] text-xs">
        {wave.hasRecord ? (
          <Link href={`/decisions/${wave.decisionId}`} className="text-accent hover:underline">
            Why here? The decision of wave {wave.wave}
          </Link>
        ) : (
          <span className="text-muted">The record of its decision was dropped by retention.</span>
        )}
      </p>
    </div>
  );
}

/** Keeps the chosen wave in sight of the list, without moving the page. */
function useChosenInSight(list: RefObject<HTMLOListElement | null>, chosen: number | null): void {
  useEffect(() => {
    const room = list.current;
    const line = room?.querySelector<HTMLElement>(`${BUTTON}[data-wave="${chosen}"]`);
    if (room === null || line === null || line === undefined) return;
    const isInSight = line.offsetTop >= room.scrollTop && line.offsetTop < room.scrollTop + room.clientHeight - 60;
    if (!isInSight) room.scrollTop = line.offsetTop - 60;
  }, [list, chosen]);
}

const STEPS: Readonly<Record<string, (at: number, count: number) => number>> = {
  ArrowDown: (at, count) => Math.min(count - 1, at + 1),
  ArrowUp: (at) => Math.max(0, at - 1),
  Home: () => 0,
  End: (_, count) => count - 1,
};

function walkWithArrows(event: KeyboardEvent, list: HTMLOListElement | null): void {
  const step = STEPS[event.key];
  if (step === undefined || list === null) return;
  const buttons = [...list.querySelectorAll<HTMLButtonElement>(BUTTON)];
  const at = buttons.findIndex((button) => button.matches(':focus'));
  if (at === -1) return;
  event.preventDefault();
  buttons[step(at, buttons.length)]?.focus();
}

function toTimeline(step: WalkStep, before: WalkStep | undefined, isOfDays: boolean): TimelineStep {
  return {
    id: step.id,
    title: step.title,
    detail: step.detail,
    at: <Time atMs={step.atMs} withDate={isOfDays} />,
    after: before === undefined ? null : `+${formatSpan(Math.max(0, step.atMs - before.atMs))}`,
    tone: step.tone,
  };
}
