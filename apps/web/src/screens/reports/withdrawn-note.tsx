import Link from 'next/link';
import type { WithdrawnImportShown } from '@/rows/import-row';
import { withdrawnUnderWords } from '@/words/import-words';

interface WithdrawnNoteProps {
  readonly imports: readonly WithdrawnImportShown[];
  readonly isPublished: boolean;
}

/** What a report says that had counted an import which was withdrawn since: itself it does not change. */
export function WithdrawnNote({ imports, isPublished }: WithdrawnNoteProps) {
  return (
    <section role="note" aria-label="Withdrawn imports" className="border-t border-line bg-surface px-4 py-2 text-xs">
      <p className="font-medium text-degraded">
        {imports.length === 1
          ? 'An import that it counted has been withdrawn since.'
          : 'Imports that it counted have been withdrawn since.'}
      </p>
      <p className="text-muted">
        {isPublished
          ? 'It stays as it was published. Ask for the report anew to see what is different.'
          : 'It stays as it was made, and goes no further. Ask for the report anew.'}
      </p>
      <ul>
        {imports.map((each) => (
          <li key={each.id}>
            <Link href={`/reports/imports/${each.id}`} className="text-accent hover:underline">
              Import for {each.client_id}
            </Link>
            , {withdrawnUnderWords(each)}
          </li>
        ))}
      </ul>
    </section>
  );
}
