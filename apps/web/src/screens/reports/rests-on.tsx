import { Badge } from '@fairlead/ui/badge';
import type { ReactNode } from 'react';
import type { ShownChoice } from '@/rows/shown-choice';
import { choiceWords, chosenWords } from '@/words/report-choice-words';
import { FormPart } from './form-sheet';

interface RestsOnProps {
  readonly settings: readonly ShownChoice[];
  readonly recalled?: readonly { readonly fields: string; readonly rule: string }[];
}

/** Every choice that a report rests on, and the rules that are built in; what no public source was seen for says so. */
export function RestsOn({ settings, recalled = [] }: RestsOnProps) {
  return (
    <FormPart title="What it rests on">
      <ul className="flex flex-col text-xs">
        {settings.map(({ name, value, verified, note, source, since }) => (
          <Line
            key={name}
            what={
              <>
                {choiceWords(name)}
                <span className="block text-muted">{chosenWords(name, value)}</span>
              </>
            }
            isSeen={verified}
          >
            {note}
            {since != null && ` Chosen by the firm from ${since} on.`}
            {source != null && ` Source: ${source}.`}
          </Line>
        ))}
        {recalled.map(({ fields, rule }) => (
          <Line key={fields} what={`Fields ${fields}`} isSeen={false}>
            {rule}
          </Line>
        ))}
      </ul>
    </FormPart>
  );
}

interface LineProps {
  readonly what: ReactNode;
  readonly isSeen: boolean;
  readonly children: ReactNode;
}

function Line({ what, isSeen, children }: LineProps) {
  return (
    <li className="grid gap-x-4 gap-y-0.5 border-b border-line/55 py-1.5 sm:grid-cols-[minmax(0,220px)_90px_minmax(0,1fr)]">
      <span className="min-w-0 break-words">{what}</span>
      <span>
        <Badge tone={isSeen ? 'good' : 'degraded'}>{isSeen ? 'seen' : 'unverified'}</Badge>
      </span>
      <span className="text-muted">{children}</span>
    </li>
  );
}
