import { Badge } from '@fairlead/ui/badge';
import type { Column } from '@fairlead/ui/column';
import { formatEt, formatEtDate, Time } from '@fairlead/ui/time';
import type { HaltRow } from '@/rows/halt-row';
import { whoWords } from '@/words/halt-words';
import { haltedWhat } from '@/words/notice-words';
import { type HaltActs, ReleaseButton } from '../act/use-halts';

const dated = (atMs: number): string => `${formatEtDate(atMs)} ${formatEt(atMs)}`;
const releasedAt = ({ release }: HaltRow): number | null => (release === null ? null : Date.parse(release.at));

/** What has become of it. */
const ENDS: readonly Column<HaltRow>[] = [
  {
    id: 'back',
    header: 'Asked back',
    hint: 'Whether what was open was asked back too',
    width: 94,
    priority: 4,
    value: (row) => (row.cancel_all ? 'all' : 'nothing'),
  },
  {
    id: 'released',
    header: 'Released',
    unit: 'ET',
    width: 158,
    priority: 3,
    value: (row) => nullOr(releasedAt(row), dated),
    cell: (row) => nullOr(releasedAt(row), (atMs) => <Time atMs={atMs} withDate short />) ?? '–',
  },
  {
    id: 'released-by',
    header: 'Released by',
    width: 162,
    priority: 3,
    value: (row) => nullOr(row.release, ({ actor }) => whoWords(actor)),
  },
  {
    id: 'released-why',
    header: 'Why released',
    width: 160,
    priority: 4,
    value: (row) => row.release?.reason ?? null,
  },
];

/** What a list of halts tells of each. */
export function haltColumns(onRelease: HaltActs['release']): readonly Column<HaltRow>[] {
  return [
    {
      id: 'state',
      header: 'State',
      width: 94,
      priority: 1,
      value: stateWord,
      cell: (row) => <Badge tone={row.is_in_force ? 'stopped' : 'neutral'}>{stateWord(row)}</Badge>,
    },
    {
      id: 'whom',
      header: 'Halted',
      width: 164,
      priority: 1,
      value: haltedWhat,
      cell: (row) => <span title={haltedWhat(row)}>{haltedWhat(row)}</span>,
    },
    {
      id: 'since',
      header: 'Since',
      unit: 'ET',
      width: 158,
      value: (row) => dated(row.at_ms),
      cell: (row) => <Time atMs={row.at_ms} withDate short />,
    },
    { id: 'by', header: 'By', width: 162, priority: 3, value: (row) => whoWords(row.actor) },
    { id: 'reason', header: 'Reason', width: 140, grow: true, priority: 2, value: (row) => row.reason },
    ...ENDS,
    {
      id: 'acts',
      header: '',
      width: 108,
      priority: 1,
      align: 'right',
      pressable: true,
      value: () => null,
      cell: (row) => (row.is_in_force ? <Release row={row} onRelease={onRelease} /> : null),
    },
  ];
}

function stateWord({ is_in_force: isInForce }: HaltRow): string {
  return isInForce ? 'In force' : 'Released';
}

function nullOr<From, To>(value: From | null, made: (value: From) => To): To | null {
  return value === null ? null : made(value);
}

function Release({ row, onRelease }: { row: HaltRow; onRelease: HaltActs['release'] }) {
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a press on the button is none on the row that it stands in
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys do not reach the row
    <span onClick={(event) => event.stopPropagation()}>
      <ReleaseButton halt={row} onRelease={onRelease} />
    </span>
  );
}
