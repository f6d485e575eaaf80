'use client';

import { Button } from '@fairlead/ui/button';
import { SectionTitle } from '@fairlead/ui/page';
import { StatusDot } from '@fairlead/ui/status-dot';
import Link from 'next/link';
import { type ReactNode, useState } from 'react';
import type { ReportBreaks, ReportReconciliation } from '@/rows/report-reconciliation';
import type { ReportRun } from '@/rows/report-run';
import { formatQuantity } from '@/words/figures';
import { type BreakGroup, breakGroups, breakLine, comparedWords } from '@/words/report-break-words';
import { type FindingGroup, findingGroups, memberListWords } from '@/words/report-finding-words';

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
  const { findings, member_lists: lists, breaks } = reconciliation;
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
        memberListWords(lists).map((says) => (
          <Line key={says} tone={lists.some((list) => list.as_of === null) ? 'degraded' : 'good'}>
            {says}
          </Line>
        ))}
      {breaks !== null && <Breaks breaks={breaks} simulated={simulated} />}
      {simulated && <Line tone="degraded">It is of simulated orders, and says so on every page.</Line>}
    </>
  );
}

/** Whether record, rows, venues and drop copies say the same, and where not. */
function Breaks({ breaks, simulated }: { readonly breaks: ReportBreaks; readonly simulated: boolean }) {
  const groups = breakGroups(breaks);
  if (simulated && groups.length === 0) return null;
  return (
    <>
      <Line tone={groups.length === 0 ? 'good' : 'degraded'}>
        {comparedWords(breaks)} {groups.length === 0 && 'They say the same.'}
      </Line>
      {groups.map((group) => (
        <BreakLine key={group.code} group={group} />
      ))}
    </>
  );
}

/** One way of not agreeing, with the first of its places behind a press. */
function BreakLine({ group: { says, count, first } }: { readonly group: BreakGroup }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <Line tone="stopped">
      {says} <Places count={count} isOpen={isOpen} onPress={() => setOpen(!isOpen)} />
      {isOpen && (
        <ul className="mt-1 flex max-h-52 flex-col overflow-y-auto text-xs text-muted">
          {first.map((each, place) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: what is kept of a run does not change
            <li key={place} className="flex flex-wrap gap-x-2">
              {each.order_pk !== null && (
                <Link href={`/orders/${each.order_pk}`} className="font-mono text-2xs text-accent hover:underline">
                  …{each.order_pk.slice(-12)}
                </Link>
              )}
              <span>{breakLine(each)}</span>
            </li>
          ))}
          {first.length < count && <li className="text-faint">and {formatQuantity(count - first.length)} more</li>}
        </ul>
      )}
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
        <Link href="/reports?view=terms" className="text-xs text-accent underline">
          What venues pay
        </Link>
      )}
      {isOpen && (
        <ul className="mt-1 grid max-h-52 gap-x-4 overflow-y-auto text-xs text-muted md:grid-cols-2">
          {places.map(({ place, found }) => (
            <li key={`${place} ${found}`} className="truncate" title={place}>
              {place}
              {found !== null && found !== '' && <span className="figures"> · {found}</span>}
            </li>
          ))}
        </ul>
      )}
    </Line>
  );
}
