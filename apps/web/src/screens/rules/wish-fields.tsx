'use client';

import { OBJECTIVE_NAMES } from '@fairlead/core/analytics/dimension-names';
import { MODE_NAMES } from '@/words/order-words';
import { SOURCING_NAMES } from '@/words/rule-words';
import type { FieldsProps } from './fields-props';
import { Faults, FieldGroup, optionsOf, SelectField, TextField } from './form-parts';
import { VenueListField } from './venue-list-field';

/** A division by hand is an order's own to ask for. */
const MODES = optionsOf(MODE_NAMES).filter(({ value }) => value !== 'MANUAL');

/** What a rule wishes where an order does not say it itself. */
export function WishFields({ form, faults, picks, change }: FieldsProps) {
  return (
    <FieldGroup title="Wishes" note="fills in what the order does not say; the first rule that says it">
      <div className="flex flex-wrap items-start gap-3">
        <SelectField
          {...{ label: 'Objective', value: form.objective, none: 'says nothing', options: optionsOf(OBJECTIVE_NAMES) }}
          onChange={(objective) => change({ objective })}
        />
        <SelectField
          {...{
            label: 'Mode',
            value: form.mode,
            none: 'says nothing',
            options: MODES,
            faults,
            at: 'routing_logic.mode',
          }}
          onChange={(mode) => change({ mode })}
        />
        <SelectField
          {...{ label: 'Sourcing', value: form.sourcing, none: 'says nothing', options: optionsOf(SOURCING_NAMES) }}
          onChange={(sourcing) => change({ sourcing })}
        />
        <TextField
          {...{ label: 'Urgency', unit: '0 to 1', value: form.urgency, faults, at: 'routing_logic.urgency' }}
          onChange={(urgency) => change({ urgency })}
        />
      </div>
      <VenueListField
        {...{ label: 'First to', venues: form.prefers, picks, faults, at: 'venue_preferences' }}
        onChange={(prefers) => change({ prefers })}
      />
      <Faults faults={faults} at={['routing_logic.objective', 'routing_logic.sourcing']} exactly />
    </FieldGroup>
  );
}
