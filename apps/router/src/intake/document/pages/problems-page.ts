import {
  LISTED_FIELD_FAULTS,
  LISTED_PROBLEMS,
  LISTED_REJECTS,
  LISTED_RULE_FAULTS,
  type ListedProblem,
} from '../problem-list.ts';
import { type Documentation, type Page, PROBLEMS_PAGE } from './frame.ts';
import { type Html, html, prose } from './html.ts';

/** The codes that have a place of their own on the page of problems. */
export const LISTED_CODES: ReadonlySet<string> = new Set([
  'ORDER_REJECTED',
  ...[...LISTED_PROBLEMS, ...LISTED_REJECTS].map(({ code }) => code),
]);

/** Every code with why it is said and what to do about it. */
export function problemsPage({ links }: Documentation): Page {
  const statuses = [...new Set(LISTED_PROBLEMS.map(({ status }) => status))];
  const byStatus = statuses.map((status) => {
    const listed = LISTED_PROBLEMS.filter((problem) => problem.status === status);
    return html`<h2>${status}</h2>${listed.map((problem) => entry(problem, problem.code))}`;
  });
  const main = html`<h1>Problems</h1>
${prose(
  'Every answer that is not the one asked for is a problem document: `code` is one of these, `errors` names each faulty field by its path (`manual_allocations.1.quantity`), `trace_id` finds the request in the log. Codes never change their meaning.\n\nA 4xx is about the request: the same again gets the same, but for 429. A 503 says when to come back. A 500 is our fault.',
  links,
)}
${byStatus}
<h2 id="ORDER_REJECTED">422: orders that are refused</h2>
${LISTED_REJECTS.map((problem) => entry(problem, problem.code))}
<h2>Faults of rules, in the errors of RULES_INVALID</h2>
${LISTED_RULE_FAULTS.map((problem) => entry(problem, null))}
<h2>Faults of fields, in the errors of INVALID_REQUEST</h2>
${LISTED_FIELD_FAULTS.map((problem) => entry(problem, null))}`;
  return { title: 'Problems', address: PROBLEMS_PAGE, main };
}

function entry({ code, cause, remedy }: ListedProblem, anchor: string | null): Html {
  const id = anchor === null ? null : html` id="${anchor}"`;
  return html`<div class="problem"${id}><code>${code}</code><div><p>${cause}</p><p class="quiet">${remedy}</p></div></div>`;
}
