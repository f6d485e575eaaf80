'use client';

import { Button } from '@fairlead/ui/button';
import { Menu, MenuCheck, MenuItem, MenuLabel, MenuSeparator } from '@fairlead/ui/menu';
import type { Appearance } from '@/appearance';
import { useViewer } from '@/viewer/viewer-context';
import { ROLE_NAMES } from '@/words/role-words';
import { signOut } from './sign-out';
import type { useKeyChoice } from './use-key-choice';

interface PersonMenuProps {
  readonly look: Appearance;
  readonly onLook: (changes: Partial<Appearance>) => void;
  readonly keys: ReturnType<typeof useKeyChoice>;
  readonly onHelp: () => void;
}

/** Who is signed in, how the console looks and listens for them, and the way out. */
export function PersonMenu({ look, onLook, keys, onHelp }: PersonMenuProps) {
  const { name, email, role } = useViewer();
  return (
    <Menu
      trigger={
        <Button look="quiet" aria-label={`${name}, ${ROLE_NAMES[role]}: menu`}>
          <span className="max-w-36 truncate max-md:hidden">{name}</span>
          <span className="text-2xs text-faint max-md:text-fg">{role}</span>
        </Button>
      }
    >
      <MenuLabel>{email}</MenuLabel>
      <MenuLabel>{ROLE_NAMES[role]}</MenuLabel>
      <MenuSeparator />
      <MenuLabel>Appearance</MenuLabel>
      <MenuCheck checked={look.theme === 'light'} onChange={(light) => onLook({ theme: light ? 'light' : 'dark' })}>
        Light theme
      </MenuCheck>
      <MenuCheck
        checked={look.pair === 'green-red'}
        onChange={(greenRed) => onLook({ pair: greenRed ? 'green-red' : 'blue-orange' })}
      >
        Green and red for buy and sell
      </MenuCheck>
      <MenuSeparator />
      <MenuLabel>Keys</MenuLabel>
      <MenuCheck checked={keys.isOn} onChange={keys.choose}>
        Shortcuts of single keys
      </MenuCheck>
      <MenuItem onSelect={onHelp}>All keys</MenuItem>
      <MenuSeparator />
      <MenuItem onSelect={() => void signOut()}>Sign out</MenuItem>
    </Menu>
  );
}
