'use client';

import { Button } from '@fairlead/ui/button';
import { Choice } from '@fairlead/ui/choice';
import { CopyId } from '@fairlead/ui/copy-id';
import { DateField } from '@fairlead/ui/date-field';
import { PickField } from '@fairlead/ui/pick-field';
import { SearchField } from '@fairlead/ui/search-field';
import { SuggestField } from '@fairlead/ui/suggest-field';
import { Tooltip } from '@fairlead/ui/tooltip';
import { useState } from 'react';
import { StateRow } from './state-row';

/** What is pressed, chosen and typed into. */
export const CONTROL_EXHIBITS = {
  button: () => (
    <>
      {(['sm', 'md', 'lg'] as const).map((size) => (
        <StateRow key={size}>
          <Button size={size} look="primary">
            Primary
          </Button>
          <Button size={size}>Plain</Button>
          <Button size={size} look="quiet">
            Quiet
          </Button>
          <Button size={size} look="danger">
            Danger
          </Button>
          <Button size={size} look="primary" disabled>
            Primary, disabled
          </Button>
          <Button size={size} disabled>
            Plain, disabled
          </Button>
        </StateRow>
      ))}
    </>
  ),
  choice: () => <ChoiceStates />,
  'copy-id': () => (
    <StateRow>
      <CopyId value="0197a3c2-8f31-7c44-b0de-2f1a90c3e5d7" label="order" />
      <CopyId value="short" label="client order" />
    </StateRow>
  ),
  'date-field': () => <DateStates />,
  'search-field': () => <SearchStates />,
  'pick-field': () => <PickStates />,
  'suggest-field': () => <SuggestStates />,
  tooltip: () => (
    <StateRow>
      <Tooltip content="More about the thing">
        <Button>With a tooltip</Button>
      </Tooltip>
    </StateRow>
  ),
};

function PickStates() {
  const [value, setValue] = useState<string | null>('XNYS');
  return (
    <StateRow>
      <PickField
        label="Venue"
        value={value}
        onChange={setValue}
        picks={[
          { id: 'XNYS', name: 'New York Stock Exchange' },
          { id: 'ARCX', name: 'NYSE Arca' },
        ]}
      />
    </StateRow>
  );
}

function ChoiceStates() {
  const [value, setValue] = useState<'fast' | 'cheap'>('fast');
  return (
    <StateRow>
      <Choice
        label="Objective"
        value={value}
        onChange={setValue}
        options={[
          { value: 'fast', label: 'Fast' },
          { value: 'cheap', label: 'Cheap' },
        ]}
      />
    </StateRow>
  );
}

function SearchStates() {
  const [empty, setEmpty] = useState('');
  const [full, setFull] = useState('buy aapl');
  return (
    <StateRow>
      <SearchField label="Filter" value={empty} onChange={setEmpty} />
      <SearchField label="Filter, filled" value={full} onChange={setFull} primary={false} />
    </StateRow>
  );
}

function DateStates() {
  const [day, setDay] = useState<string | null>('2026-11-27');
  const [none, setNone] = useState<string | null>(null);
  return (
    <StateRow>
      <DateField label="From" value={day} onChange={setDay} />
      <DateField label="To" value={none} onChange={setNone} />
    </StateRow>
  );
}

function SuggestStates() {
  const [symbol, setSymbol] = useState<string | null>(null);
  return (
    <StateRow>
      <SuggestField label="Symbol" value={symbol} onChange={setSymbol} suggestions={['AAPL', 'MSFT']} capitals />
    </StateRow>
  );
}
