'use client';

import type { RulesVersion } from '@fairlead/contracts/rules';
import { ActButton } from '@fairlead/ui/act-button';
import { Button } from '@fairlead/ui/button';
import { Page } from '@fairlead/ui/page';
import { EmptyState } from '@fairlead/ui/region-state';
import { useSuspenseQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { whyNoEdit } from '@/words/rules-act-words';
import { LinkButton } from '../link-button';
import { KeepDraft } from './keep-draft';
import { RuleEditor } from './rule-editor';
import { useRuleForms } from './use-rule-forms';
import { useRulePicks } from './use-rule-picks';

/** A new draft from nothing. */
export function DraftOfNothing() {
  return <Draft from={null} isChange={false} />;
}

/** A change of a draft, or a new one that begins as a version is. */
export function DraftOfVersion({ from, isChange }: { from: number; isChange: boolean }) {
  const trpc = useTRPC();
  const { data } = useSuspenseQuery(trpc.rules.version.queryOptions({ version: from }));
  // What is typed here stays, whatever becomes of the version meanwhile; the router refuses what came too late.
  const [begun] = useState(data);
  return <Draft from={begun} isChange={isChange} />;
}

function Draft({ from, isChange }: { from: RulesVersion | null; isChange: boolean }) {
  const viewer = useViewer();
  const picks = useRulePicks();
  const draft = useRuleForms(from, picks.hasVenue);
  const [isAsked, setIsAsked] = useState(false);
  const changes = isChange ? from : null;
  const whyNot = changes === null ? viewer.whyNot('rules:write') : whyNoChange(changes, viewer);
  const wrong = draft.shownFaults.length;
  const keep = () => {
    if (draft.check()) setIsAsked(true);
  };
  return (
    <Page
      title={changes === null ? 'New draft' : `Change ${changes.name}`}
      lead={leadOf(from, changes)}
      actions={
        <>
          <LinkButton href={from === null ? '/rules' : `/rules/${from.version}`}>Leave without keeping</LinkButton>
          <ActButton whyNot={whyNot} look="primary" onClick={keep}>
            {changes === null ? 'Keep the draft…' : 'Keep the changes…'}
          </ActButton>
        </>
      }
    >
      {wrong > 0 && (
        <p role="alert" className="border-t border-line px-4 py-2 text-sm text-stopped">
          {wrong === 1 ? 'One thing is' : `${wrong} things are`} to be mended before it can be kept; each is said at its
          field.
        </p>
      )}
      {whyNot !== '' && <p className="border-t border-line px-4 py-2 text-sm text-muted">{whyNot}</p>}
      <div className="border-t border-line">
        {draft.forms.length === 0 && (
          <EmptyState title="It has no rules yet">
            Add one: whom it is about, what it forbids, what it wishes.
          </EmptyState>
        )}
        <ol aria-label="Rules of the draft">
          {draft.forms.map((form, index) => (
            <RuleEditor
              key={form.key}
              form={form}
              index={index}
              count={draft.forms.length}
              faults={draft.shownFaults.filter((fault) => fault.index === index)}
              picks={picks}
              draft={draft}
            />
          ))}
        </ol>
        <div className="px-4 py-3">
          <Button onClick={draft.add}>Add a rule</Button>
        </div>
      </div>
      {isAsked && draft.rules !== null && (
        <KeepDraft
          changes={changes}
          from={from}
          rules={draft.rules}
          onFaults={draft.refused}
          onClose={() => setIsAsked(false)}
        />
      )}
    </Page>
  );
}

function whyNoChange(version: RulesVersion, viewer: Parameters<typeof whyNoEdit>[1]): string {
  const isOpen = version.state === 'DRAFT' || version.state === 'SIMULATED' || version.state === 'SUBMITTED';
  return isOpen ? whyNoEdit(version, viewer) : `${version.name} is no draft any more; make a new one from it.`;
}

function leadOf(from: RulesVersion | null, changes: RulesVersion | null): string {
  if (changes === null) return from === null ? 'From nothing.' : `Begins as ${from.name} is.`;
  if (changes.state === 'DRAFT') return 'Your draft.';
  const back = changes.state === 'SUBMITTED' ? ' and takes its submission back' : '';
  return `Keeping another content voids its simulation${back}: it is simulated and submitted anew.`;
}
