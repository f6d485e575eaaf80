import { describe, expect, it } from 'vitest';
import { freshnessOf, type StreamKnowledge } from '@/stream/freshness';
import { freshnessWords } from '@/words/freshness-words';

/** 04:39:12 in New York. */
const NOW = Date.parse('2026-11-29T09:39:12Z');
const open = (word_age_ms: number | null): StreamKnowledge => ({
  link: 'open',
  linkSinceMs: NOW,
  batch: { feed: 'open', word_age_ms, away_since_ms: null },
  batchAtMs: NOW,
});
const shown = (known: StreamKnowledge, nowMs: number, isWaiting = false) => {
  const { label, age, since } = freshnessWords(freshnessOf(known, nowMs), isWaiting);
  return [label, age, since].filter(Boolean).join(' ');
};

describe('the header', () => {
  it.each<[string, StreamKnowledge, number]>([
    ['Live · 0.2 s', open(40), NOW + 160],
    ['Live · 2.0 s', open(1_500), NOW + 500],
    ['Stale 4 s', open(1_500), NOW + 2_500],
    ['Connecting', { ...open(null), link: 'opening', batch: null }, NOW + 500],
    ['Connecting', { ...open(null), batch: { feed: 'connecting', word_age_ms: null, away_since_ms: null } }, NOW],
    [
      'Router away since 04:39:12 ET',
      { ...open(2_500), batch: { feed: 'away', word_age_ms: 2_500, away_since_ms: NOW } },
      NOW + 10,
    ],
    ['Live · 0.5 s', { ...open(100), link: 'lost', linkSinceMs: NOW }, NOW + 400],
    ['Offline since 04:39:12 ET', { ...open(100), link: 'lost', linkSinceMs: NOW + 100 }, NOW + 1_500],
    ['Offline since 04:39:12 ET', open(100), NOW + 5_100],
    ['Offline since 04:39:12 ET', { ...open(null), link: 'opening', batch: null }, NOW + 5_100],
    ['Signed out since 04:39:12 ET', { ...open(100), link: 'signed-out' }, NOW + 400],
  ])('says "%s"', (says, known, nowMs) => {
    expect(shown(known, nowMs)).toBe(says);
  });

  it('says that the window waits for a place, while it does', () => {
    expect(shown({ ...open(null), link: 'opening', batch: null }, NOW, true)).toBe('Not live here');
    expect(shown(open(0), NOW, true)).toBe('Live · 0.0 s');
  });
});
