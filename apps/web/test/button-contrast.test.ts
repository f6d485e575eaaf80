import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const CSS = readFileSync(new URL('../../../packages/ui/src/styles.css', import.meta.url), 'utf8');
const TOKEN = /--([a-z-]+): oklch\(([\d.]+) ([\d.]+) ([\d.]+)\)/g;
/** WCAG 2.1, 1.4.3: of text against what it stands on. */
const LEAST = 4.5;

type Color = readonly [red: number, green: number, blue: number];

/** The colours of a theme by name, linear in [0, 1]. */
function themeOf(name: 'dark' | 'light'): ReadonlyMap<string, Color> {
  const [dark = '', light = ''] = CSS.split('[data-theme="light"] {');
  const found = [...(name === 'dark' ? dark : light).matchAll(TOKEN)];
  return new Map(found.map(([, token = '', l, c, h]) => [token, linearOf(Number(l), Number(c), Number(h))]));
}

/** OKLCH to linear sRGB (Ottosson, "A perceptual color space for image processing", 2020). */
function linearOf(lightness: number, chroma: number, hue: number): Color {
  const angle = (hue * Math.PI) / 180;
  const [a, b] = [chroma * Math.cos(angle), chroma * Math.sin(angle)];
  const l = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (lightness - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const clipped = (value: number) => Math.min(1, Math.max(0, value));
  return [
    clipped(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
    clipped(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
    clipped(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s),
  ];
}

function contrast(theme: ReadonlyMap<string, Color>, text: string, ground: string): number {
  const luminance = (token: string): number => {
    const [red, green, blue] = theme.get(token) ?? expect.fail(`there is no colour ${token}`);
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const [darker = 0, lighter = 0] = [luminance(text), luminance(ground)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

it.each(['dark', 'light'] as const)(
  'what stands on a button can be read in the %s theme, under the pointer too',
  (name) => {
    const theme = themeOf(name);
    for (const ground of ['accent', 'accent-strong', 'stopped'])
      expect(contrast(theme, 'on-accent', ground), `on-accent on ${ground}`).toBeGreaterThanOrEqual(LEAST);
    for (const ground of ['surface', 'hover']) expect(contrast(theme, 'fg', ground)).toBeGreaterThanOrEqual(LEAST);
    expect(contrast(theme, 'fg-muted', 'bg')).toBeGreaterThanOrEqual(LEAST);
  },
);
