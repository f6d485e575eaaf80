import type { ApiDocument, ApiOperation } from '../api-document.ts';
import { OPERATION_GROUPS } from '../operations.ts';
import { type Html, html, type Links } from './html.ts';

/** An operation of the document, with where it is. */
export interface PlacedOperation extends ApiOperation {
  readonly method: string;
  readonly path: string;
  readonly operationId: string;
}

/** The documentation that pages are of: its operations by their groups, in their order. */
export interface Documentation {
  readonly document: ApiDocument;
  readonly operations: readonly PlacedOperation[];
  readonly links: Links;
}

export const DOCS = '/docs';
export const PROBLEMS_PAGE = `${DOCS}/problems`;

/** Where an operation is documented. */
export function pageOf(operationId: string): string {
  return `${DOCS}/operations/${operationId}`;
}

/** What pages are made from, once for all of them. */
export function documentationOf(document: ApiDocument, problems: ReadonlySet<string>): Documentation {
  const ids = OPERATION_GROUPS.flatMap((group) => Object.values(group.operations).map(({ id }) => id));
  const order = new Map(ids.map((id, place) => [id, place]));
  const operations = Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, operation]) => ({
        ...operation,
        ...{ method: method.toUpperCase(), path, operationId: operation.operationId ?? '' },
      })),
    )
    .toSorted((a, b) => placeOf(a, order) - placeOf(b, order));
  const known = new Set(operations.map(({ operationId }) => operationId));
  const links: Links = (name) => {
    if (known.has(name)) return pageOf(name);
    return problems.has(name) ? `${PROBLEMS_PAGE}#${name}` : null;
  };
  return { document, operations, links };
}

function placeOf({ operationId }: PlacedOperation, order: ReadonlyMap<string, number>): number {
  return order.get(operationId) ?? order.size;
}

/** The operations of a group, in their order. */
export function operationsOf({ operations }: Documentation, tag: string): readonly PlacedOperation[] {
  return operations.filter(({ tags }) => tags?.[0] === tag);
}

/** A page: its title, the page of the list beside it that it is, and what it shows. */
export interface Page {
  readonly title: string;
  readonly address: string;
  readonly main: Html;
}

/** A whole page. It has no script, and loads its style sheet and nothing else. */
export function framed({ title, address, main }: Page, docs: Documentation): string {
  const { info } = docs.document;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title} · ${info.title}</title>
<link rel="stylesheet" href="${DOCS}/style.css">
</head>
<body>
<header>
<strong><a href="${DOCS}">${info.title}</a> <small>${info.version}</small></strong>
${link(DOCS, 'Operations', address)}
${link(PROBLEMS_PAGE, 'Problems', address)}
<a href="/openapi.json">openapi.json</a>
</header>
<div class="page">
<nav aria-label="Operations">${groupsOf(docs, address)}</nav>
<main>${main}</main>
</div>
</body>
</html>
`.text;
}

function groupsOf(docs: Documentation, address: string): Html[] {
  return (docs.document.tags ?? []).map(({ name }) => {
    const items = operationsOf(docs, name).map(
      ({ operationId, summary }) => html`<li>${link(pageOf(operationId), summary ?? operationId, address)}</li>`,
    );
    return html`<h2>${name}</h2><ul>${items}</ul>`;
  });
}

function link(target: string, text: string, address: string): Html {
  const current = target === address ? html` aria-current="page"` : null;
  return html`<a href="${target}"${current}>${text}</a>`;
}
