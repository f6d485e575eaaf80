'use client';

import { Button } from '@fairlead/ui/button';
import { Choice } from '@fairlead/ui/choice';
import { CopyId } from '@fairlead/ui/copy-id';
import { SearchField } from '@fairlead/ui/search-field';
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
  'search-field': () => <SearchStates />,
  tooltip: () => (
    <StateRow>
      <Tooltip content="More about the thing">
        <Button>With a tooltip</Button>
      </Tooltip>
    </StateRow>
  ),
};

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
