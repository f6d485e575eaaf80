'use client';

import { ActButton } from '@fairlead/ui/act-button';
import { formatEtDate } from '@fairlead/ui/time';
import { useState } from 'react';
import { askedOf, periodOf } from '@/rows/report-wish';
import { useTRPC } from '@/trpc/client';
import { useViewer } from '@/viewer/viewer-context';
import { requestLines } from '@/words/report-act-words';
import { AskedAct } from '../../act/asked-act';
import { RequestFields } from './request-fields';
import { useReportWish } from './use-report-wish';

/** The button that asks for a report, and the question behind it. */
export function RequestReportButton() {
  const [isAsked, setAsked] = useState(false);
  const whyNot = useViewer().whyNot('reports:write');
  return (
    <>
      <ActButton look="primary" whyNot={whyNot} onClick={() => setAsked(true)}>
        Ask for a report…
      </ActButton>
      {isAsked && <RequestReport today={formatEtDate(Date.now())} onClose={() => setAsked(false)} />}
    </>
  );
}

function RequestReport({ today, onClose }: { readonly today: string; readonly onClose: () => void }) {
  const trpc = useTRPC();
  const choice = useReportWish(today);
  const asked = askedOf(choice.wish);
  const isWhole = typeof asked !== 'string';
  return (
    <AskedAct
      area="reports"
      scope="reports:write"
      title="Ask for a report"
      description="It is made of the orders as they are stored when its turn comes, and does not change from then on."
      choice={(readOnly) => <RequestFields choice={choice} today={today} readOnly={readOnly} />}
      missing={isWhole ? null : asked}
      lines={isWhole ? requestLines(asked, periodOf(asked)) : undefined}
      confirm="Ask for it"
      keep="Ask for nothing"
      names={{
        done: 'Asked for',
        doneSays: 'It stands on top of the list, and is made when its turn comes.',
        undone: 'Nothing was asked for.',
      }}
      procedure={trpc.reports.request.mutationOptions()}
      inputOf={(why) => {
        if (!isWhole) throw new Error('what is not chosen is not asked for');
        return { asked, ...why };
      }}
      onClose={onClose}
    />
  );
}
