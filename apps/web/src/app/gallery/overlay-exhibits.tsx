'use client';

import { Button } from '@fairlead/ui/button';
import { CommandPalette } from '@fairlead/ui/command-palette';
import { Dialog } from '@fairlead/ui/dialog';
import { Menu, MenuCheck, MenuItem, MenuLabel, MenuSeparator } from '@fairlead/ui/menu';
import { useToast } from '@fairlead/ui/toast';
import { useState } from 'react';
import { StateRow } from './state-row';

/** What lies over the page; each opens from its button. */
export const OVERLAY_EXHIBITS = {
  'command-palette': () => <PaletteState />,
  dialog: () => <DialogState />,
  menu: () => <MenuState />,
  toast: () => <ToastStates />,
};

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
