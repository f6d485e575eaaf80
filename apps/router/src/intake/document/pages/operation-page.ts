import type { ApiHeader, ApiParameter, ApiResponse, ApiSchema } from '../api-document.ts';
import { requestLine } from './curl.ts';
import { DOCS, type Documentation, type Page, type PlacedOperation, pageOf } from './frame.ts';
import { type Html, html, prose } from './html.ts';
import { boundsOf, type Field, type Shape, shapesOf, typeOf, valuesOf } from './schema-fields.ts';

/** An answer with more fields is folded: whoever looks for a field unfolds it. */
const FIELDS_UNFOLDED = 60;
const PROBLEM_TYPE = 'application/problem+json';

/** One operation: where it is, who may ask, what is sent, what is answered, and what it may be refused with. */
export function operationPage(operation: PlacedOperation, docs: Documentation): Page {
  const { method, path, operationId, summary = operationId, description = '' } = operation;
  const main = html`<h1>${summary}</h1>
<div class="address"><span class="method ${method}">${method}</span><code>${path}</code></div>
${deprecationPart(operation)}
${prose(description, docs.links)}
<p class="quiet">${scopesText(operation)} <code>${operationId}</code> in the document.</p>
${parametersPart(operation, docs)}
${bodyPart(operation, docs)}
${examplesPart(operation, docs)}
${answersPart(operation, docs)}
${problemsPart(operation, docs)}`;
  return { title: summary, address: pageOf(operationId), main };
}

function deprecationPart(operation: PlacedOperation): Html | null {
  if (operation.deprecated !== true) return null;
  const [since = '', sunset = '', instead = ''] = [
    operation['x-deprecated-since'],
    operation['x-sunset'],
    operation['x-instead'],
  ];
  return html`<p class="notice"><a href="${DOCS}#deprecation">Deprecated</a> since ${since}, may be gone from ${sunset} on. Use <code>${instead}</code> instead.</p>`;
}

function scopesText({ security }: PlacedOperation): string {
  if (security === undefined) return 'Open to anybody.';
  const scopes = [...new Set(security.flatMap((each) => Object.values(each).flat()))];
  return `Needs the scope ${scopes.join(' or ')}.`;
}

function parametersPart({ parameters = [] }: PlacedOperation, docs: Documentation): Html | null {
  if (parameters.length === 0) return null;
  const inPath = parameters.filter((each) => each.in === 'path');
  const others = parameters.filter((each) => each.in !== 'path');
  const fields = [...inPath, ...others].map((each) => fieldPart(parameterField(each, docs), docs));
  return html`<h2>Parameters</h2><dl>${fields}</dl>`;
}

function parameterField(
  { name, in: place, required, description, schema = {} }: ApiParameter,
  docs: Documentation,
): Field {
  return {
    path: name,
    type: `${typeOf(schema, docs.document.components)}, in the ${place}`,
    isRequired: required === true,
    description: description ?? schema.description ?? '',
    bounds: boundsOf(schema, schema),
    values: valuesOf(schema.items ?? schema),
  };
}

function bodyPart({ requestBody }: PlacedOperation, docs: Documentation): Html | null {
  const [content] = Object.entries(requestBody?.content ?? {});
  if (requestBody === undefined || content === undefined) return null;
  const [type, { schema = {} }] = content;
  const may = requestBody.required === true ? '' : ', may be left out';
  return html`<h2>Body</h2><p class="quiet"><code>${type}</code>${may}</p>${shapesPart(schema, docs)}`;
}

function examplesPart(operation: PlacedOperation, docs: Documentation): Html {
  const server = docs.document.servers?.[0]?.url ?? '';
  const examples = bodyExamples(operation, docs);
  const lines = (examples.length === 0 ? [undefined] : examples).map(
    (example) => html`<pre tabindex="0">${requestLine(operation, { server, example })}</pre>`,
  );
  return html`<h2>${examples.length > 1 ? 'Examples' : 'Example'}</h2>${lines}`;
}

function bodyExamples({ requestBody }: PlacedOperation, { document }: Documentation): readonly unknown[] {
  const schema = requestBody?.content['application/json']?.schema;
  const name = schema?.$ref?.split('/').at(-1);
  return schema?.examples ?? (name === undefined ? undefined : document.components.schemas[name]?.examples) ?? [];
}

function answersPart({ responses }: PlacedOperation, docs: Documentation): Html {
  const parts = Object.entries(responses)
    .filter(([, { content }]) => content?.[PROBLEM_TYPE] === undefined)
    .map(([status, answer]) => answerPart(status, answer, docs));
  return html`<h2>Answers</h2>${parts}`;
}

function answerPart(status: string, answer: ApiResponse, docs: Documentation): Html {
  const [content] = Object.entries(answer.content ?? {});
  const [type, schema] = content === undefined ? ['', {}] : [content[0], content[1].schema ?? {}];
  const shapes = shapesOf(schema, docs.document.components);
  const count = shapes.reduce((sum, { fields }) => sum + fields.length, 0);
  const open = count <= FIELDS_UNFOLDED ? html` open` : null;
  const headers = Object.entries(answer.headers ?? {}).map(([name, header]) => headerPart(name, header, docs));
  return html`<details${open}><summary><strong>${status}</strong> <span>${answer.description}</span> <code class="quiet">${type}</code></summary>
${headers.length === 0 ? null : html`<h3>Headers</h3><dl>${headers}</dl>`}
<h3>Body</h3>${shapesPart(schema, docs)}</details>`;
}

function headerPart(name: string, header: ApiHeader, docs: Documentation): Html {
  const { description = '', schema = {} } = docs.document.components.headers?.[name] ?? header;
  const type = typeOf(schema, docs.document.components);
  return fieldPart({ path: name, type, isRequired: false, description, bounds: [], values: valuesOf(schema) }, docs);
}

function shapesPart(schema: ApiSchema, docs: Documentation): Html {
  const shapes = shapesOf(schema, docs.document.components);
  const parts = shapes.map((shape) => shapePart(shape, shapes.length > 1, docs));
  return html`${shapes.length > 1 ? html`<p>One of ${shapes.length} shapes.</p>` : null}${parts}`;
}

function shapePart({ name, description, type, fields }: Shape, isOneOfSeveral: boolean, docs: Documentation): Html {
  const title = isOneOfSeveral || name !== null ? html`<h3>${name ?? type}</h3>` : html`<p>${type}</p>`;
  return html`${title}${prose(description, docs.links)}<dl>${fields.map((field) => fieldPart(field, docs))}</dl>`;
}

function fieldPart({ path, type, isRequired, description, bounds, values }: Field, docs: Documentation): Html {
  const facts = [type, ...bounds].join(', ');
  const needed = isRequired ? html`<span class="needed">required</span>` : null;
  const listed = values.map((value) => html`<code>${value}</code>`);
  const said = description === '' ? null : html`<dd>${prose(description, docs.links)}</dd>`;
  const named = values.length === 0 ? null : html`<dd class="values">${listed}</dd>`;
  return html`<div class="field"><dt><code>${path}</code><span>${facts}</span>${needed}</dt>${said}${named}</div>`;
}

function problemsPart({ responses }: PlacedOperation, docs: Documentation): Html {
  const parts = Object.entries(responses)
    .filter(([status, { content }]) => status !== 'default' && content?.[PROBLEM_TYPE] !== undefined)
    .map(
      ([status, { description }]) =>
        html`<div class="problem of-status"><code>${status}</code><div>${prose(description, docs.links)}</div></div>`,
    );
  return html`<h2>Problems</h2>${parts}`;
}
