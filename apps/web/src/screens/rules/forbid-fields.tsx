'use client';

import { Button } from '@fairlead/ui/button';
import type { CapForm } from '@/rules/rule-form';
import { venueWords } from '@/words/venue-words';
import type { FieldsProps } from './fields-props';
import { Faults, FieldGroup, TextField } from './form-parts';
import { VenueAdder, VenueListField } from './venue-list-field';

const BOUNDS = 'routing_logic.constraints';

/** What a rule forbids, whatever an order says. */
export function ForbidFields({ form, faults, picks, change }: FieldsProps) {
  return (
    <FieldGroup title="Forbids" note="always holds, whatever the order says; the tightest of all rules">
      <VenueListField
        {...{ label: 'Never to', venues: form.excludes, picks, faults, at: 'routing_logic.exclude_venues' }}
        onChange={(excludes) => change({ excludes })}
      />
      <CapFields {...{ form, faults, picks, change }} />
      <div className="flex flex-wrap items-start gap-3">
        <TextField
          {...{ label: 'Most venues', value: form.maxSplit, faults, at: 'routing_logic.max_venue_split' }}
          onChange={(maxSplit) => change({ maxSplit })}
        />
        <TextField
          {...{ label: 'Highest fee', unit: 'a unit', value: form.maxFee, faults, at: `${BOUNDS}.max_fee` }}
          onChange={(maxFee) => change({ maxFee })}
        />
        <TextField
          {...{
            label: 'Lowest fill rate',
            unit: '%',
            value: form.minFillPercent,
            faults,
            at: `${BOUNDS}.min_fill_rate`,
          }}
          onChange={(minFillPercent) => change({ minFillPercent })}
        />
        <TextField
          {...{ label: 'Slowest answer', unit: 'ms', value: form.maxLatencyMs, faults, at: `${BOUNDS}.max_latency_ms` }}
          onChange={(maxLatencyMs) => change({ maxLatencyMs })}
        />
        <TextField
          {...{
            label: 'Largest impact',
            unit: 'bps',
            value: form.maxImpactBps,
            faults,
            at: `${BOUNDS}.max_impact_bps`,
          }}
          onChange={(maxImpactBps) => change({ maxImpactBps })}
        />
      </div>
      <Faults faults={faults} at={[BOUNDS]} exactly />
    </FieldGroup>
  );
}

/** The most of an order that venues are given. */
function CapFields({ form, faults, picks, change }: FieldsProps) {
  const { caps } = form;
  const at = 'routing_logic.venue_caps';
  const set = (index: number, said: Partial<CapForm>) =>
    change({ caps: caps.map((cap, place) => (place === index ? { ...cap, ...said } : cap)) });
  const left = picks.venues.filter((id) => !caps.some(({ venueId }) => venueId === id));
  return (
    <div className="flex flex-col gap-1.5 text-xs text-muted">
      <VenueAdder
        label="At most at a venue"
        picks={picks}
        venues={left}
        onAdd={(venueId) => change({ caps: [...caps, { venueId, maxQuantity: '', maxPercent: '' }] })}
      />
      {caps.map((cap, index) => (
        <div key={cap.venueId} className="flex flex-wrap items-start gap-3 pl-3">
          <span className="w-44 pt-6 text-sm text-fg">{venueWords(cap.venueId, picks.nameOf)}</span>
          <TextField
            {...{
              label: 'At most',
              unit: '% of the order',
              value: cap.maxPercent,
              faults,
              at: `${at}.${index}.max_share`,
            }}
            onChange={(maxPercent) => set(index, { maxPercent })}
          />
          <TextField
            {...{ label: 'At most', unit: 'units', value: cap.maxQuantity, faults, at: `${at}.${index}.max_quantity` }}
            onChange={(maxQuantity) => set(index, { maxQuantity })}
          />
          <span className="pt-6">
            <Button
              size="sm"
              aria-label={`At most at a venue: take ${cap.venueId} out`}
              onClick={() => change({ caps: caps.filter((_, place) => place !== index) })}
            >
              Remove
            </Button>
          </span>
          <Faults faults={faults} at={[`${at}.${index}`, `${at}.${index}.venue_id`]} exactly />
        </div>
      ))}
      <Faults faults={faults} at={[at]} exactly />
    </div>
  );
}
