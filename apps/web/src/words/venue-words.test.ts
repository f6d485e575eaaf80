import { describe, expect, it } from 'vitest';
import { namesIn, venueWords } from './venue-words';

describe('the words for a venue', () => {
  const nameOf = namesIn([
    { venue_id: 'ARCX', venue_name: 'NYSE Arca' },
    { venue_id: 'INTERNAL', venue_name: 'INTERNAL' },
  ]);

  it('are its name and its id', () => {
    expect(venueWords('ARCX', nameOf)).toBe('NYSE Arca · ARCX');
  });

  it('are its id alone where it has no other name, or is not in the catalogue any more', () => {
    expect(['INTERNAL', 'GONE'].map((id) => venueWords(id, nameOf))).toEqual(['INTERNAL', 'GONE']);
  });
});
