// @vitest-environment happy-dom
import { afterEach, expect, test } from 'vitest';
import { pictureSvg } from './chart-png';

afterEach(() => {
  document.body.innerHTML = '';
});

test('a picture that leaves the page carries its name, unit and legend, and its own styles', () => {
  document.body.innerHTML = `<div id="box"><div data-picture>
    <svg width="300" height="200" class="x"><text class="y" style="fill: rgb(1, 2, 3)">40</text></svg>
  </div></div>`;
  const box = document.getElementById('box');
  if (box === null) throw new Error('the box was just made');
  const svg = pictureSvg(box, {
    name: 'Latency',
    title: 'Latency, µs',
    legend: [
      { id: 'a', label: 'p50', tone: 'accent', place: 0, look: 'line', shown: true },
      { id: 'b', label: 'p90', tone: 'quiet', place: 1, look: 'line', shown: true },
      { id: 'c', label: 'p99', tone: 'third', place: 2, look: 'line', shown: false },
    ],
  });
  const words = [...svg.querySelectorAll('text')].map((text) => text.textContent);
  expect(words).toEqual(['Latency, µs', 'p50', 'p90', '40']);
  expect(Number(svg.getAttribute('width'))).toBeGreaterThan(300);
  expect(svg.querySelector('svg > svg text')?.getAttribute('fill')).toBe('rgb(1, 2, 3)');
  expect(svg.querySelector('[class], [style]')).toBeNull();
});

test('where there is no picture, none is saved', () => {
  document.body.innerHTML = '<div id="box"></div>';
  const box = document.getElementById('box');
  if (box === null) throw new Error('the box was just made');
  expect(() => pictureSvg(box, { name: 'a', title: 'a', legend: [] })).toThrow('no picture');
});
