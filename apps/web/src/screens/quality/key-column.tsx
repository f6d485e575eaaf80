import { CUT_NAMES, keyName } from '@fairlead/core/analytics/dimension-names';
import type { QualityDimension } from '@fairlead/core/analytics/quality-dimension';
import type { Column } from '@fairlead/ui/column';
import type { NameOf } from '@/words/venue-words';
import { VenueCell } from '../venue-names';

/** What a row of figures is of, by what a table tells apart: of a venue its name and its id. */
export function keyColumn(
  dimension: QualityDimension,
  nameOf: NameOf,
): Column<{ readonly keys: readonly (string | null)[] }> {
  return {
    ...{ id: 'key', header: CUT_NAMES[dimension], width: 116, grow: true, priority: 1 },
    value: ({ keys }) => keys[0] ?? null,
    cell: ({ keys: [key = null] }) =>
      dimension === 'VENUE' && key !== null ? (
        <VenueCell venueId={key} nameOf={nameOf} inTable />
      ) : (
        keyName(dimension, key)
      ),
  };
}
