'use client';

import { ActButton } from '@fairlead/ui/act-button';
import { ActDialog, type ActResult } from '@fairlead/ui/act-dialog';
import { Button } from '@fairlead/ui/button';
import { CommandPalette } from '@fairlead/ui/command-palette';
import { Dialog } from '@fairlead/ui/dialog';
import { Menu, MenuCheck, MenuItem, MenuLabel, MenuSeparator } from '@fairlead/ui/menu';
import { Popover } from '@fairlead/ui/popover';
import { useToast } from '@fairlead/ui/toast';
import { useState } from 'react';
import { StateRow } from './state-row';

/** What lies over the page; each opens from its button. */
export const OVERLAY_EXHIBITS = {
  'act-button': () => (
    <StateRow>
      <ActButton whyNot="">Allowed</ActButton>
      <ActButton whyNot="Only a trader may cancel an order.">Not allowed</ActButton>
    </StateRow>
  ),
  'act-dialog': () => (
    <StateRow>
      <ActState name="Open the question" />
      <ActState name="Open what is blocked" blocked="The order has ended: nothing is left to cancel." />
      <ActState
        name="Open the answer"
        result={{
          tone: 'good',
          title: 'Canceled',
          says: '300 shares were open.',
          auditId: '0197a3c2-8f31-7c44',
          again: null,
        }}
      />
      <ActState
        name="Open what is not known"
        result={{
          tone: 'degraded',
          title: 'Not known',
          says: 'The router did not answer.',
          auditId: null,
          again: 'Ask again',
        }}
      />
    </StateRow>
  ),
  'command-palette': () => <PaletteState />,
  dialog: () => <DialogState />,
  menu: () => <MenuState />,
  popover: () => (
    <StateRow>
      <Popover label="More" trigger={<Button>Open what is behind it</Button>}>
        <p className="text-muted">What a button tells in short, at length.</p>
      </Popover>
    </StateRow>
  ),
  toast: () => <ToastStates />,
};

interface ActStateProps {
  readonly name: string;
  readonly blocked?: string;
  readonly result?: ActResult;
}

function ActState({ name, blocked, result }: ActStateProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <Button onClick={() => setOpen(true)}>{name}</Button>
      <ActDialog
        open={open}
        onOpenChange={setOpen}
        title="Cancel the order"
        description="What is open of it leaves the venues."
        effect="300 of 500 shares are open at 2 venues."
        confirm="Cancel the order"
        keep="Keep it"
        blocked={blocked ?? null}
        pending={false}
        result={result ?? null}
        onConfirm={() => setOpen(false)}
        onAgain={() => setOpen(false)}
      />
    </>
  );
}

function PaletteState() {
  const [open, setOpen] = useState(false);
  return (
    <StateRow>
      <Button onClick={() => setOpen(true)}>Open the palette</Button>
      <CommandPalette
        open={open}
        onOpenChange={setOpen}
        commands={[
          { id: 'live', label: 'Live', group: 'Go to', keys: ['g', 'l'], act: () => {} },
          { id: 'orders', label: 'Orders', group: 'Go to', act: () => {} },
          { id: 'theme', label: 'Light theme', group: 'Switch', keys: ['t'], act: () => {} },
        ]}
      />
    </StateRow>
  );
}

function DialogState() {
  const [open, setOpen] = useState(false);
  return (
    <StateRow>
      <Button onClick={() => setOpen(true)}>Open the dialog</Button>
      <Dialog open={open} onOpenChange={setOpen} title="A question" description="What it will do, in numbers.">
        <Button look="primary" onClick={() => setOpen(false)}>
          Do it
        </Button>
      </Dialog>
    </StateRow>
  );
}

function MenuState() {
  const [checked, setChecked] = useState(true);
  return (
    <StateRow>
      <Menu trigger={<Button>Open the menu</Button>}>
        <MenuLabel>Shown where there is room</MenuLabel>
        <MenuCheck checked={checked} onChange={setChecked}>
          A choice
        </MenuCheck>
        <MenuSeparator />
        <MenuItem onSelect={() => {}}>An act</MenuItem>
      </Menu>
    </StateRow>
  );
}

function ToastStates() {
  const say = useToast();
  return (
    <StateRow>
      {(['good', 'degraded', 'stopped'] as const).map((tone) => (
        <Button key={tone} onClick={() => say({ tone, title: `Said as ${tone}`, detail: 'What has come of the act.' })}>
          Say {tone}
        </Button>
      ))}
    </StateRow>
  );
}
