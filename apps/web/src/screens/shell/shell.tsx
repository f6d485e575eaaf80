'use client';

import { Badge } from '@fairlead/ui/badge';
import { Button } from '@fairlead/ui/button';
import { CommandPalette, type PaletteCommand } from '@fairlead/ui/command-palette';
import { useHotkeys } from '@fairlead/ui/hotkeys';
import { KeyHint } from '@fairlead/ui/key-hint';
import Link from 'next/link';
import { useRouter } from 'next/navigation';
import { type ReactNode, useState } from 'react';
import type { Appearance } from '@/appearance';
import { LiveProvider } from '@/live/live-context';
import type { Viewer } from '@/server/session';
import { AwayBanner } from './away-banner';
import { ConnectionMark } from './connection-mark';
import { DESTINATIONS } from './destinations';
import { Help } from './help';
import { Mark } from './mark';
import { MarketClock } from './market-clock';
import { Navigation } from './navigation';
import { PersonMenu } from './person-menu';
import { signOut } from './sign-out';
import { useAppearance } from './use-appearance';
import { usePaletteSearch } from './use-palette-search';

interface ShellProps {
  readonly viewer: Viewer;
  readonly appearance: Appearance;
  readonly children: ReactNode;
}

/** What is on every screen: where one is, whether the picture is live and real, and who one is. */
export function Shell({ viewer, appearance, children }: ShellProps) {
  const router = useRouter();
  const { look, change } = useAppearance(appearance);
  const [paletteOpen, setPaletteOpen] = useState(false);
  const [helpOpen, setHelpOpen] = useState(false);
  const search = usePaletteSearch();
  const switchTheme = () => change({ theme: look.theme === 'dark' ? 'light' : 'dark' });
  useHotkeys({
    ...Object.fromEntries(DESTINATIONS.map(({ key, href }) => [`g ${key}`, () => router.push(href)])),
    t: switchTheme,
    '?': () => setHelpOpen(true),
  });
  const commands: readonly PaletteCommand[] = [
    ...DESTINATIONS.map(({ href, label, key }) => ({
      id: href,
      group: 'Go to',
      label,
      keys: ['g', key],
      act: () => router.push(href),
    })),
    { id: 'theme', group: 'Appearance', label: 'Switch between dark and light', keys: ['t'], act: switchTheme },
    {
      id: 'pair',
      group: 'Appearance',
      label: 'Switch the colours of buy and sell',
      act: () => change({ pair: look.pair === 'blue-orange' ? 'green-red' : 'blue-orange' }),
    },
    { id: 'help', group: 'Help', label: 'Keys', keys: ['?'], act: () => setHelpOpen(true) },
    { id: 'sign-out', group: 'Help', label: 'Sign out', act: () => void signOut() },
  ];
  return (
    <LiveProvider>
      <div className="flex h-dvh flex-col">
        <header className="flex h-10 shrink-0 items-center gap-3 border-b border-line px-3 sm:gap-4 sm:px-4">
          <Link href="/live" className="flex items-center gap-2 text-sm font-semibold tracking-tight">
            <Mark />
            <span className="max-sm:sr-only">Fairlead</span>
          </Link>
          <Badge tone="strong" title="Orders go to simulated venues; nothing reaches a real market">
            SIMULATED
          </Badge>
          <span className="flex-1" />
          <Button look="quiet" size="sm" className="max-md:hidden" onClick={() => setPaletteOpen(true)}>
            Commands
            <KeyHint keys={['⌘', 'K']} />
          </Button>
          <ConnectionMark />
          <MarketClock />
          <PersonMenu viewer={viewer} look={look} onLook={change} />
        </header>
        <AwayBanner />
        <div className="flex min-h-0 flex-1 max-lg:flex-col">
          <Navigation />
          <main className="relative flex min-h-0 min-w-0 flex-1 flex-col overflow-x-hidden overflow-y-auto">
            {children}
          </main>
        </div>
      </div>
      <CommandPalette open={paletteOpen} onOpenChange={setPaletteOpen} commands={commands} {...search} />
      <Help open={helpOpen} onOpenChange={setHelpOpen} />
    </LiveProvider>
  );
}
