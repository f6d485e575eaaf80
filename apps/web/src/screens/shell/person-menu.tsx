'use client';

import { Button } from '@fairlead/ui/button';
import { Menu, MenuCheck, MenuItem, MenuLabel, MenuSeparator } from '@fairlead/ui/menu';
import type { Appearance } from '@/appearance';
import type { Viewer } from '@/server/session';
import { ROLE_NAMES } from '@/words/role-words';
import { signOut } from './sign-out';

interface PersonMenuProps {
  readonly viewer: Viewer;
  readonly look: Appearance;
  readonly onLook: (changes: Partial<Appearance>) => void;
}

/** Who is signed in, how the console looks for them, and the way out. */
export function PersonMenu({ viewer, look, onLook }: PersonMenuProps) {
  return (
    <Menu
      trigger={
        <Button look="quiet" aria-label={`${viewer.name}, ${ROLE_NAMES[viewer.role]}: menu`}>
          <span className="max-w-36 truncate max-md:hidden">{viewer.name}</span>
          <span className="text-2xs text-faint max-md:text-fg">{viewer.role}</span>
        </Button>
      }
    >
      <MenuLabel>{viewer.email}</MenuLabel>
      <MenuLabel>{ROLE_NAMES[viewer.role]}</MenuLabel>
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
      <MenuItem onSelect={() => void signOut()}>Sign out</MenuItem>
    </Menu>
  );
}
