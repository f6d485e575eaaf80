'use client';

import { ActButton } from '@fairlead/ui/act-button';
import { Button } from '@fairlead/ui/button';
import { CommandPalette, type PaletteCommand } from '@fairlead/ui/command-palette';
import { SingleKeyShortcuts, useHotkeys } from '@fairlead/ui/hotkeys';
import { KeyHint } from '@fairlead/ui/key-hint';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import type { Appearance } from '@/appearance';
import { LiveProvider } from '@/live/live-context';
import { useViewer } from '@/viewer/viewer-context';
import { type HaltActs, useHalts } from '../act/use-halts';
import { GoProvider, useGo } from '../go';
import { AlertBell } from './alert-bell';
import { AwayBanner } from './away-banner';
import { ConnectionMark } from './connection-mark';
import { CriticalAlerts } from './critical-alerts';
import { destinationsFor, startOf } from './destinations';
import { EnvironmentBadge } from './environment-badge';
import { HaltBanner } from './halt-banner';
import { HealthPanel } from './health-panel';
import { Help } from './help';
import { Mark } from './mark';
import { MarketClock } from './market-clock';
import { Navigation } from './navigation';
import { PersonMenu } from './person-menu';
import { signOut } from './sign-out';
import { useAppearance } from './use-appearance';
import { useKeyChoice } from './use-key-choice';
import { useLightOnPaper } from './use-light-on-paper';
import { useNotices } from './use-notices';
import { usePaletteSearch } from './use-palette-search';

interface ShellProps {
  readonly appearance: Appearance;
  readonly children: ReactNode;
}

/** What is on every screen: where one is, whether the picture is live and real, what must not be missed, and who one is. */
export function Shell({ appearance, children }: ShellProps) {
  const keys = useKeyChoice(useViewer().email);
  return (
    <SingleKeyShortcuts enabled={keys.isOn}>
      <LiveProvider>
        <GoProvider>
          <Frame appearance={appearance} keys={keys}>
            {children}
          </Frame>
        </GoProvider>
      </LiveProvider>
    </SingleKeyShortcuts>
  );
}

type Keys = ReturnType<typeof useKeyChoice>;

function Frame({ appearance, keys, children }: ShellProps & { readonly keys: Keys }) {
  const { email, role, whyNot } = useViewer();
  const halts = useHalts();
  const { look, change } = useAppearance(appearance);
  useLightOnPaper();
  const notices = useNotices(email);
  const search = usePaletteSearch();
  const [paletteOpen, setPaletteOpen] = useState(false);
  const [helpOpen, setHelpOpen] = useState(false);
  const help = () => setHelpOpen(true);
  const commands = useCommands({ look, change, help, keys, halt: halts.place });
  return (
    <>
      <div className="flex h-dvh flex-col print:block print:h-auto">
        <HaltBanner halts={notices.halts} onRelease={halts.release} />
        <header className="flex min-h-10 shrink-0 flex-wrap items-center gap-x-1 border-b border-line px-3 sm:gap-x-2 sm:px-4 print:hidden">
          <Link href={startOf(role)} className="flex items-center gap-2 text-sm font-semibold tracking-tight">
            <Mark />
            <span className="max-sm:sr-only">Fairlead</span>
          </Link>
          <span className="mx-0.5 flex sm:mx-2">
            <EnvironmentBadge />
          </span>
          <span className="flex-1" />
          <Button look="quiet" size="sm" className="max-md:hidden" onClick={() => setPaletteOpen(true)}>
            Commands
            <KeyHint keys={['⌘', 'K']} />
          </Button>
          <ActButton
            whyNot={whyNot('risk:halt')}
            className="font-semibold text-stopped max-sm:px-2"
            onClick={halts.place}
          >
            HALT…
          </ActButton>
          <AlertBell notices={notices} />
          <HealthPanel />
          <div className="flex items-center justify-between gap-2 max-sm:order-last max-sm:h-8 max-sm:basis-full">
            <ConnectionMark />
            <MarketClock />
          </div>
          <PersonMenu look={look} onLook={change} keys={keys} onHelp={help} />
        </header>
        <AwayBanner />
        <div className="flex min-h-0 flex-1 max-lg:flex-col print:block">
          <Navigation />
          <main className="relative flex min-h-0 min-w-0 flex-1 flex-col overflow-x-hidden overflow-y-auto print:block print:overflow-visible">
            {children}
          </main>
        </div>
        <CriticalAlerts notices={notices} />
      </div>
      <CommandPalette open={paletteOpen} onOpenChange={setPaletteOpen} commands={commands} {...search} />
      {halts.dialog}
      <Help open={helpOpen} onOpenChange={setHelpOpen} keys={keys} />
    </>
  );
}

interface Doing extends Pick<ReturnType<typeof useAppearance>, 'look' | 'change'> {
  readonly help: () => void;
  readonly keys: Keys;
  readonly halt: HaltActs['place'];
}

/** What can be done from everywhere, by key and by name. */
function useCommands({ look, change, help, keys, halt }: Doing): readonly PaletteCommand[] {
  const go = useGo();
  const { can } = useViewer();
  const destinations = destinationsFor(can);
  const switchTheme = () => change({ theme: look.theme === 'dark' ? 'light' : 'dark' });
  useHotkeys({
    ...Object.fromEntries(destinations.map(({ key, href }) => [`g ${key}`, () => go(href)])),
    t: switchTheme,
    '?': help,
  });
  return [
    ...destinations.map(({ href, label, key }) => ({
      id: href,
      group: 'Go to',
      label,
      keys: ['g', key],
      act: () => go(href),
    })),
    ...(can('risk:halt') ? [{ id: 'halt', group: 'Act', label: 'Halt trading…', act: halt }] : []),
    { id: 'theme', group: 'Appearance', label: 'Switch between dark and light', keys: ['t'], act: switchTheme },
    {
      id: 'pair',
      group: 'Appearance',
      label: 'Switch the colours of buy and sell',
      act: () => change({ pair: look.pair === 'blue-orange' ? 'green-red' : 'blue-orange' }),
    },
    { id: 'help', group: 'Help', label: 'Keys', keys: ['?'], act: help },
    {
      id: 'single-keys',
      group: 'Help',
      label: `Switch shortcuts of single keys ${keys.isOn ? 'off' : 'on'}`,
      act: () => keys.choose(!keys.isOn),
    },
    { id: 'sign-out', group: 'Help', label: 'Sign out', act: () => void signOut() },
  ];
}
