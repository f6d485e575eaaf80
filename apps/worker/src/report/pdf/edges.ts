import { ALARM, QUIET } from './colors.ts';
import type { Sheet, TextStyle } from './sheet.ts';

const NOTICE: TextStyle = { font: 'bold', size: 8, color: ALARM };
const EDGE: TextStyle = { font: 'regular', size: 7, color: QUIET };

/** Points from the top of the page. */
const NOTICE_Y = 20;
const RUNNING_HEAD_Y = 34;
const FOOT_Y = 580;

/** What stands at the edges of a page. */
export interface Edges {
  /** What every page says above all else, as that the orders are simulated; null where there is nothing to say. */
  readonly notice: string | null;
  readonly title: string;
  /** On top of every page but the first, which has it large: on the left the firm, on the right the time. */
  readonly left: string;
  readonly right: string;
  readonly page: number;
  /** Null where it is not known how many there will be. */
  readonly pages: number | null;
}

/** The firm and its report over every page but the first; title and number of the page under each. */
export function drawEdges(sheet: Sheet, { notice, title, left, right, page, pages }: Edges): void {
  const across = { x: sheet.left, width: sheet.width };
  if (notice !== null) sheet.line(notice, NOTICE, { ...across, y: NOTICE_Y, align: 'center' });
  if (page > 1) {
    sheet.line(left, EDGE, { ...across, y: RUNNING_HEAD_Y, align: 'left' });
    sheet.line(right, EDGE, { ...across, y: RUNNING_HEAD_Y, align: 'right' });
  }
  sheet.rule({ ...across, y: FOOT_Y - 4 }, QUIET, 0.5);
  sheet.line(title, EDGE, { ...across, y: FOOT_Y, align: 'left' });
  sheet.line(`Page ${page}${pages === null ? '' : ` of ${pages}`}`, EDGE, { ...across, y: FOOT_Y, align: 'right' });
}
