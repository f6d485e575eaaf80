'use client';

import { Button } from '@fairlead/ui/button';
import { SectionTitle } from '@fairlead/ui/page';
import { StatusDot } from '@fairlead/ui/status-dot';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import { breakPlaceText } from '@/rows/break-place';
import type { ReportAside, ReportBreaks, ReportReconciliation } from '@/rows/report-reconciliation';
import type { ReportRun } from '@/rows/report-run';
import { formatQuantity } from '@/words/figures';
import { asideLine, type BreakGroup, breakGroups, comparedWords, isCompared } from '@/words/report-break-words';
import { type FindingGroup, findingGroups, listedPlaces, memberListWords } from '@/words/report-finding-words';
import { momentOf } from '@/words/report-words';
import { useChosenFigure } from './use-chosen-figure';

interface FindingsSectionProps {
  /** Null where it is in a shape that this console does not know. */
  readonly reconciliation: ReportReconciliation | null;
  readonly run: ReportRun;
}

/** Reports whose form the SEC has given a schema. */
const WITH_SCHEMA: ReadonlySet<ReportRun['kind']> = new Set(['RULE_606_A1', 'RULE_606_B1', 'RULE_606_B3']);

/** What a person looks at before a report leaves: what its own check found that the form lets pass, and what it was held by. */
export function FindingsSection({ reconciliation, run }: FindingsSectionProps) {
  return (
    <section aria-label="What to look at" className="min-w-0 pb-3">
      <div className="flex min-h-8 items-center px-4 pt-1">
        <SectionTitle
          title="What to look at before it leaves"
          note="what is red holds it back; the rest a person decides"
        />
      </div>
      <ul className="flex flex-col gap-1.5 px-4 text-sm">
        {reconciliation === null ? (
          <Line tone="degraded">What was found is kept in a shape that this console does not know.</Line>
        ) : (
          <Known reconciliation={reconciliation} run={run} />
        )}
      </ul>
    </section>
  );
}

function Known({ reconciliation, run }: { reconciliation: ReportReconciliation; run: ReportRun }) {
  const { simulated, kind } = run;
  const hasSchema = WITH_SCHEMA.has(kind);
  const { findings, member_lists: lists, breaks, asides } = reconciliation;
  const groups = findingGroups(findings ?? []);
  return (
    <>
      {findings !== null && groups.length === 0 && (
        <Line tone="good">
          {hasSchema
            ? 'Nothing was found: columns add up, every month, part and venue is there, and its words are told.'
            : 'Its checks have found nothing.'}
        </Line>
      )}
      {groups.map((group) => (
        <FindingLine key={group.code} group={group} simulated={simulated} />
      ))}
      {hasSchema && (
        <Line tone="good">
          Its file is valid by the SEC’s schema, was read back, and agrees with the rows that it was made of.
        </Line>
      )}
      {lists !== null &&
        memberListWords(lists, kind).map((says) => (
          <Line key={says} tone={lists.some((list) => list.as_of === null) ? 'degraded' : 'good'}>
            {says}
          </Line>
        ))}
      {breaks !== null && <Breaks breaks={breaks} asides={asides} simulated={simulated} />}
      {simulated && <Line tone="degraded">It is of simulated orders, and says so on every page.</Line>}
    </>
  );
}

interface BreaksProps {
  readonly breaks: ReportBreaks;
  readonly asides: readonly ReportAside[];
  readonly simulated: boolean;
}

/** Whether record, rows, venues and drop copies say the same, where not, and what of that was set aside. */
function Breaks({ breaks, asides, simulated }: BreaksProps) {
  const groups = breakGroups(breaks, asides);
  if (simulated && groups.length === 0) return null;
  return (
    <>
      <Line tone={groups.length === 0 && isCompared(breaks) ? 'good' : 'degraded'}>
        {comparedWords(breaks)} {groups.length === 0 && isCompared(breaks) && 'They say the same.'}
      </Line>
      {groups.map((group) => (
        <BreakLine key={group.code} group={group} />
      ))}
      {asides.map((aside) => (
        <Line key={aside.id} tone="degraded">
          {asideLine(aside)}, {momentOf(aside.at_ms)}
        </Line>
      ))}
    </>
  );
}

/** One way of not agreeing; pressed it shows each of its places. */
function BreakLine({ group: { code, says, count, open } }: { readonly group: BreakGroup }) {
  const { place, choose } = useChosenFigure();
  const text = breakPlaceText({ code });
  const left = open === count ? '' : open === 0 ? ', all set aside' : `, ${formatQuantity(open)} open`;
  return (
    <Line tone={open === 0 ? 'degraded' : 'stopped'}>
      {says} <Places count={count} isOpen={place === text} onPress={() => choose(text)} />
      {left !== '' && <span className="ml-1.5 text-muted">{left.slice(2)}</span>}
    </Line>
  );
}

interface PlacesProps {
  readonly count: number;
  readonly isOpen: boolean;
  readonly onPress: () => void;
}

/** At how many places something is wrong; pressed it shows them. */
function Places({ count, isOpen, onPress }: PlacesProps) {
  return (
    <Button look="quiet" size="sm" aria-expanded={isOpen} onClick={onPress}>
      {count === 1 ? 'At one place' : `At ${formatQuantity(count)} places`}
      <span aria-hidden="true">{isOpen ? '▴' : '▾'}</span>
    </Button>
  );
}

function Line({ tone, children }: { tone: 'good' | 'degraded' | 'stopped'; children: ReactNode }) {
  return (
    <li className="flex gap-2">
      <span className="mt-[7px] flex shrink-0">
        <StatusDot tone={tone} />
      </span>
      <div className="min-w-0">{children}</div>
    </li>
  );
}

/** One way of being wrong, with its places behind a press. */
function FindingLine({ group, simulated }: { readonly group: FindingGroup; readonly simulated: boolean }) {
  const { code, says, places, isHolding } = group;
  const [isOpen, setOpen] = useState(false);
  return (
    <Line tone={isHolding && !simulated ? 'stopped' : 'degraded'}>
      {says} <Places count={places.length} isOpen={isOpen} onPress={() => setOpen(!isOpen)} />
      {code === 'MATERIAL_ASPECTS_MISSING' && (
        <Link href="/reports?view=terms" className="ml-1.5 text-xs text-accent underline">
          What venues pay
        </Link>
      )}
      {isOpen && (
        <ul className="mt-1 grid max-h-52 gap-x-4 overflow-y-auto text-xs text-muted md:grid-cols-2">
          {listedPlaces(group).map(({ where, note }) => (
            <li key={`${where} ${note}`} className="truncate" title={where}>
              {where}
              {note !== '' && <span className="figures"> · {note}</span>}
            </li>
          ))}
        </ul>
      )}
    </Line>
  );
}
