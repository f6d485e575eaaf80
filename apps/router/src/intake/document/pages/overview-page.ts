import { DOCS, type Documentation, operationsOf, type Page, pageOf } from './frame.ts';
import { html, prose } from './html.ts';

const FIRST_STEPS = [
  'Send `X-API-Key: flk_…`, or the same key as `Authorization: Bearer`. The first start writes the keys of an installation to `.data/credentials.json`. Each operation names the scopes of which one is needed.',
  'Fields are snake_case, times are ISO 8601 with their offset, amounts of money are decimal texts. Numbers are read exactly, in any JSON form or as text; fields that are not known are refused.',
  'An order is known by its `order_id`, an act by its `idempotency_key`: sent again with the same body it is answered as it was the first time, with `Idempotent-Replay: true`.',
  'Lists have pages: pass `next_cursor` back as `cursor`, until it is null. What was written is in the lists from `Journal-Position` on: pass it as `min_position` to see your own write.',
  'What was not done is answered by a problem document (RFC 9457). Act on its `code`; 429 and 503 say with `Retry-After` when to come back.',
];

const DEPRECATION =
  'What stands below `/api/v1` keeps its meaning: fields, operations and values of lists are added, and readers take what they do not know as it is. What is to go is announced twelve months before: it is `deprecated` in the document, the change log names it, and its answers carry `Deprecation` (RFC 9745), `Sunset` (RFC 8594) and `Link` with `rel="successor-version"`. Until its sunset it answers as ever.';

/** What there is, and what holds of all of it. */
export function overviewPage(docs: Documentation): Page {
  const { info, tags = [] } = docs.document;
  const groups = tags.map(({ name, description }) => {
    const items = operationsOf(docs, name).map(
      ({ method, path, operationId, summary }) =>
        html`<li><span class="method ${method}">${method}</span><a href="${pageOf(operationId)}">${summary ?? operationId}</a><code>${path}</code></li>`,
    );
    return html`<h2>${name}</h2><p class="quiet">${description}</p><ul class="list">${items}</ul>`;
  });
  const main = html`<h1>${info.title}</h1>
${prose(info.description ?? '', docs.links)}
<h2>What holds everywhere</h2>
${FIRST_STEPS.map((step) => prose(step, docs.links))}
<h2 id="deprecation">What goes away</h2>
${prose(DEPRECATION, docs.links)}
${groups}`;
  return { title: 'Operations', address: DOCS, main };
}
