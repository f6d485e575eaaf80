import { colourOf } from './chart-tone';
import type { LegendEntry } from './legend';

/** What is written on a picture that leaves the page, where nothing beside it explains it. */
interface Caption {
  readonly name: string;
  readonly title: string;
  readonly legend: readonly LegendEntry[];
}

const HEAD = 44;
const PAD = 16;
/** Twice the pixels of the page, so that print and large screens show it sharp. */
const SCALE = 2;
/** What the page's style sheets say of a drawing and the picture must say itself. */
const STYLES = [
  'fill',
  'stroke',
  'stroke-width',
  'stroke-dasharray',
  'opacity',
  'fill-opacity',
  'font-size',
  'font-family',
];

/** Hands the picture within an element to the person as a PNG file, in the colours of the page. Fails where there is no picture. */
export async function downloadPng(box: HTMLElement, caption: Caption): Promise<void> {
  const drawing = pictureSvg(box, caption);
  const image = new Image();
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(new XMLSerializer().serializeToString(drawing))}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = Number(drawing.getAttribute('width')) * SCALE;
  canvas.height = Number(drawing.getAttribute('height')) * SCALE;
  const context = canvas.getContext('2d');
  if (context === null) throw new Error('this browser draws no pictures');
  context.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((give) => canvas.toBlob(give, 'image/png'));
  if (blob === null) throw new Error('this browser makes no PNG');
  const url = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = url;
  link.download = `${caption.name}.png`;
  link.click();
  URL.revokeObjectURL(url);
}

/** The picture within an element as one drawing that needs nothing of the page: title and legend above it, every colour spelled out. */
export function pictureSvg(box: HTMLElement, { title, legend }: Caption): SVGSVGElement {
  const source = box.querySelector<SVGSVGElement>('svg[data-picture], [data-picture] svg');
  const page = getComputedStyle(document.documentElement);
  const token = (name: string) => page.getPropertyValue(name).trim();
  const inner = source === null ? tablePicture(box) : spelledOut(source);
  const width = Number(inner.getAttribute('width')) + 2 * PAD;
  const height = Number(inner.getAttribute('height')) + HEAD + PAD;
  const whole = element('svg', { xmlns: 'http://www.w3.org/2000/svg', width, height, 'font-family': page.fontFamily });
  whole.append(element('rect', { width, height, fill: token('--bg') }));
  whole.append(text(title, { x: PAD, y: 20, fill: token('--fg'), 'font-size': 13, 'font-weight': 600 }));
  let x = PAD;
  for (const { label, tone } of legend.filter(({ shown }) => shown && legend.length > 1)) {
    const fill = resolved(colourOf(tone), page);
    whole.append(element('rect', { x, y: 30, width: 10, height: 3, fill }));
    whole.append(text(label, { x: x + 14, y: 36, fill: token('--fg-muted'), 'font-size': 11 }));
    x += 30 + label.length * 6.2;
  }
  inner.setAttribute('x', String(PAD));
  inner.setAttribute('y', String(HEAD));
  whole.append(inner);
  return whole;
}

/** A copy of a drawing in which every style that it takes from the page is its own. */
function spelledOut(source: SVGSVGElement): SVGSVGElement {
  const copy = source.cloneNode(true);
  if (!(copy instanceof SVGSVGElement)) throw new Error('a copy of a drawing is a drawing');
  const originals = [source, ...source.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((one, index) => {
    const original = originals[index];
    if (original === undefined) return;
    const style = getComputedStyle(original);
    for (const name of STYLES) {
      const value = style.getPropertyValue(name);
      if (value !== '') one.setAttribute(name, value);
    }
    one.removeAttribute('class');
    one.removeAttribute('style');
  });
  return copy;
}

/** A table as a drawing: each cell's ground and words, where they stand. */
function tablePicture(box: HTMLElement): SVGSVGElement {
  const table = box.querySelector('table[data-picture]');
  if (table === null) throw new Error('there is no picture to save');
  const frame = table.getBoundingClientRect();
  const drawing = element('svg', { width: frame.width, height: frame.height });
  for (const cell of table.querySelectorAll('th, td')) {
    const style = getComputedStyle(cell);
    const { left, top, width, height } = cell.getBoundingClientRect();
    const [x, y] = [left - frame.left, top - frame.top];
    drawing.append(element('rect', { x, y, width, height, fill: style.backgroundColor }));
    const lines = [...cell.querySelectorAll('[data-line]')].map(wordsIn);
    const said = lines.length > 0 ? lines : [cell.textContent ?? ''];
    said.forEach((line, index) => {
      const middle = y + height / 2 + 4 + (index - (said.length - 1) / 2) * 13;
      drawing.append(text(line, { x: x + 8, y: middle, fill: style.color, 'font-size': index === 0 ? 12 : 10 }));
    });
  }
  return drawing;
}

/** The words of a line, with what stands apart in it kept apart. */
function wordsIn(line: Element): string {
  return [...line.childNodes].map((part) => part.textContent ?? '').join('  ');
}

function resolved(colour: string, page: CSSStyleDeclaration): string {
  const name = /^var\((.+)\)$/.exec(colour)?.[1];
  return name === undefined ? colour : page.getPropertyValue(name).trim();
}

type Attributes = Readonly<Record<string, string | number>>;

function element<Name extends keyof SVGElementTagNameMap>(
  name: Name,
  attributes: Attributes,
): SVGElementTagNameMap[Name] {
  const made = document.createElementNS('http://www.w3.org/2000/svg', name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  return made;
}

function text(words: string, attributes: Attributes): SVGTextElement {
  const made = element('text', attributes);
  made.textContent = words;
  return made;
}
