'use client';

import { DataTable } from '@fairlead/ui/data-table';
import { SectionTitle } from '@fairlead/ui/page';
import { useMemo } from 'react';
import type { PeerFile } from '@/rows/peers';
import { roomFor } from '../venue/room-for';
import { DEFECT_COLUMNS, defectLines } from './peer-columns';

const ROWS_IN_SIGHT_MAX = 6;

/** What is wrong with the files that are looked at; nothing is drawn where nothing is. */
export function PeerDefects({ name, files }: { readonly name: string; readonly files: readonly PeerFile[] }) {
  const rows = useMemo(() => defectLines(files), [files]);
  if (rows.length === 0) return null;
  return (
    <div className="border-t border-line pt-1">
      <DataTable
        name={name}
        columns={DEFECT_COLUMNS}
        rows={rows}
        rowKey={({ key }) => key}
        rowsInSight={roomFor(rows.length, ROWS_IN_SIGHT_MAX)}
        toolbar={<SectionTitle title={name} note="figures stand as they are printed: nothing is mended" />}
        empty={null}
      />
    </div>
  );
}
