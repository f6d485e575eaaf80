import { Section } from '@fairlead/ui/page';
import { Time } from '@fairlead/ui/time';
import { Timeline, type TimelineStep } from '@fairlead/ui/timeline';
import Link from 'next/link';
import type { PriceForm } from '@/rows/instrument-form';
import type { OrderDetail } from '@/rows/order-detail';
import { formatSpan } from '@/words/figures';
import { type WalkStep, walkSteps } from './walk-steps';

/** The stages of the order, each with the time since the one before. */
export function Walk({ detail, price }: { detail: OrderDetail; price: PriceForm }) {
  const steps = walkSteps(detail, price);
  return (
    <Section title="Walk" note="time since the stage before">
      <div className="px-4 py-2">
        <Timeline label="Walk of the order" steps={steps.map((step, index) => toTimeline(step, steps[index - 1]))} />
      </div>
    </Section>
  );
}

function toTimeline(step: WalkStep, before: WalkStep | undefined): TimelineStep {
  return {
    id: step.id,
    title:
      step.decisionId === null ? (
        step.title
      ) : (
        <Link href={`/decisions/${step.decisionId}`} className="text-accent hover:underline">
          {step.title} · why here?
        </Link>
      ),
    detail: step.detail,
    at: <Time atMs={step.atMs} />,
    after: before === undefined ? null : `+${formatSpan(Math.max(0, step.atMs - before.atMs))}`,
    tone: step.tone,
  };
}
