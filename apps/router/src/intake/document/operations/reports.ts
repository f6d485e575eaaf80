import type { OperationGroup } from '../operation.ts';

const ROUTING = '/api/v1/smart-routing';
const LEAVING = ['REPORT_HAS_BREAKS', 'REPORT_HAS_FINDINGS', 'REPORT_IMPORT_WITHDRAWN'] as const;
const ONCE = 'Written to the audit with its reason; sent again with its `idempotency_key` it is done once.';

/** The firm's reports. All of it is for the firm's own people. */
export const REPORTS: OperationGroup = {
  tag: 'Reports',
  description:
    'Rule 605, Rule 606 and execution quality: asked for, checked, approved, published. For the firm’s own people.',
  operations: {
    [`GET ${ROUTING}/reports`]: {
      id: 'listReports',
      summary: 'Reports, newest first',
      description: 'Pages by cursor; of one kind where one is named.',
    },
    [`POST ${ROUTING}/reports`]: {
      id: 'requestReport',
      summary: 'Ask for a report',
      description: `The worker makes it; \`getReport\` tells how far it is. ${ONCE}`,
      problems: ['UNKNOWN_CUSTOMER', 'FIRM_NOT_NAMED', 'REPORT_PERIOD_OPEN', 'ACT_CONFLICT'],
    },
    [`GET ${ROUTING}/reports/{id}`]: {
      id: 'getReport',
      summary: 'A report with its figures, its checks and its files',
      description: 'And the imports that it counted and that were withdrawn since.',
    },
    [`GET ${ROUTING}/reports/606`]: {
      id: 'listRule606Reports',
      summary: 'Reports of Rule 606, newest first',
      description: 'Those of `listReports` that are of Rule 606: (a)(1), (b)(1) and (b)(3). Pages by cursor.',
    },
    [`GET ${ROUTING}/reports/606/{id}`]: {
      id: 'getRule606Report',
      summary: 'A report of Rule 606 with its figures',
      description: 'As `getReport`; a report of another kind is not found here.',
    },
    [`POST ${ROUTING}/reports/{id}/again`]: {
      id: 'retryReport',
      summary: 'Have a failed report made again',
      description: ONCE,
      problems: ['REPORT_NOT_FAILED', 'ACT_CONFLICT'],
    },
    [`POST ${ROUTING}/reports/{id}/approve`]: {
      id: 'approveReport',
      summary: 'Approve a report',
      description: `Another person than the one who asked for it, when its sources agree. ${ONCE}`,
      problems: ['REPORT_NOT_DONE', 'REPORT_SELF_APPROVAL', ...LEAVING, 'ACT_CONFLICT'],
    },
    [`POST ${ROUTING}/reports/{id}/publish`]: {
      id: 'publishReport',
      summary: 'Publish an approved report',
      description: ONCE,
      problems: ['REPORT_NOT_APPROVED', 'REPORT_SAME_PERSON', ...LEAVING, 'ACT_CONFLICT'],
    },
    [`GET ${ROUTING}/reports/{id}/files/{name}`]: {
      id: 'getReportFile',
      summary: 'A file of a report',
      description: 'As it was made, byte for byte; its hash stands in the report.',
      problems: [...LEAVING],
    },
    [`GET ${ROUTING}/reports/{id}/items`]: {
      id: 'listReportItems',
      summary: 'The orders and executions that a figure of Rule 606 is made of',
      description: 'Pages by key: pass `next_after` back as `after`.',
    },
    [`GET ${ROUTING}/reports/{id}/items/csv`]: {
      id: 'getReportItemsFile',
      summary: 'The same, all of them as a file',
      description: 'Comma-separated, with a row of names.',
    },
    [`GET ${ROUTING}/reports/{id}/orders`]: {
      id: 'listReportOrders',
      summary: 'The orders that a figure of Rule 605 is made of, and those left out',
      description: 'Pages by key: pass `next_after` back as `after`.',
    },
    [`GET ${ROUTING}/reports/{id}/orders/csv`]: {
      id: 'getReportOrdersFile',
      summary: 'The same, all of them as a file',
      description: 'Comma-separated, with a row of names.',
    },
    [`GET ${ROUTING}/reports/{id}/breaks`]: {
      id: 'listBreaks',
      summary: 'Where journal, rows, venues and drop copies disagree',
      description: 'What keeps the report from leaving, and what was set aside. Pages by key.',
    },
    [`POST ${ROUTING}/reports/{id}/breaks/aside`]: {
      id: 'setBreaksAside',
      summary: 'Set breaks aside, with a reason',
      description: `Another person than the one who asked for the report. ${ONCE}`,
      problems: ['REPORT_NOT_DONE', 'REPORT_SELF_ASIDE', 'REPORT_BREAK_STAYS', 'REPORT_BREAK_NOT_OPEN', 'ACT_CONFLICT'],
    },
    [`GET ${ROUTING}/reports/firm`]: {
      id: 'getReportFirm',
      summary: 'Who the firm is in its reports',
      description: 'Today, and by the day from which each word holds.',
    },
    [`POST ${ROUTING}/reports/firm`]: {
      id: 'setReportFirm',
      summary: 'Say who the firm is, from a day on',
      description: ONCE,
      problems: ['ACT_CONFLICT'],
    },
    [`GET ${ROUTING}/reports/choices`]: {
      id: 'listChoices',
      summary: 'What the firm chooses where the rules leave it open',
      description: 'Each choice with its values, the one in force and its source.',
    },
    [`POST ${ROUTING}/reports/choices`]: {
      id: 'setChoice',
      summary: 'Make a choice, from a day on',
      description: ONCE,
      problems: ['REPORT_CHOICE_UNKNOWN', 'ACT_CONFLICT'],
    },
    [`GET ${ROUTING}/reports/payment-terms`]: {
      id: 'listPaymentTerms',
      summary: 'What venues pay for order flow',
      description: 'By venue and by the day from which each holds.',
    },
    [`POST ${ROUTING}/reports/payment-terms`]: {
      id: 'setPaymentTerms',
      summary: 'Say what a venue pays, from a day on',
      description: ONCE,
      problems: ['ACT_CONFLICT'],
    },
    [`GET ${ROUTING}/reports/member-lists`]: {
      id: 'getMemberLists',
      summary: 'Who was in the S&P 500, by day',
      description: 'Rule 606 tells its shares apart from the others.',
    },
    [`POST ${ROUTING}/reports/member-lists`]: {
      id: 'loadMemberLists',
      summary: 'Load who was in the S&P 500',
      description: `From the text of a file of members. ${ONCE}`,
      problems: ['MEMBER_LISTS_INVALID', 'ACT_CONFLICT'],
    },
  },
};

/** Orders that were routed elsewhere and count in the firm's reports. */
export const IMPORTS: OperationGroup = {
  tag: 'Imports',
  description: 'Orders of other systems, as files in parts, for the firm’s reports. For the firm’s own people.',
  operations: {
    [`GET ${ROUTING}/imports`]: {
      id: 'listImports',
      summary: 'Imports, newest first',
      description: 'Pages by cursor.',
    },
    [`POST ${ROUTING}/imports`]: {
      id: 'beginImport',
      summary: 'Begin an import',
      description: `Names its files with their lengths and hashes; the parts follow. ${ONCE}`,
      problems: ['ACT_CONFLICT'],
    },
    [`GET ${ROUTING}/imports/{id}`]: {
      id: 'getImport',
      summary: 'How far an import is',
      description: 'Which parts have come, what was loaded, and how many rows have faults.',
    },
    [`PUT ${ROUTING}/imports/{id}/files/{file}/parts/{number}`]: {
      id: 'putImportPart',
      summary: 'Send a part of a file',
      description:
        '1 MiB each, the last one what is left, as `application/octet-stream`. Sent again it replaces itself.',
      problems: ['IMPORT_NOT_UPLOADING', 'PART_LENGTH', 'BODY_TOO_LARGE', 'UNSUPPORTED_MEDIA_TYPE'],
    },
    [`POST ${ROUTING}/imports/{id}/load`]: {
      id: 'loadImport',
      summary: 'Have an import loaded that has come whole',
      description: 'The worker loads it; `getImport` tells what came of it.',
      problems: ['IMPORT_NOT_UPLOADING', 'IMPORT_PARTS_MISSING', 'ACT_CONFLICT'],
    },
    [`GET ${ROUTING}/imports/{id}/faults`]: {
      id: 'listImportFaults',
      summary: 'The faults of an import, by row',
      description: 'Pages by key.',
    },
    [`POST ${ROUTING}/imports/{id}/withdraw`]: {
      id: 'withdrawImport',
      summary: 'Withdraw an import',
      description: `Its orders count in no report that is made afterwards. ${ONCE}`,
      problems: ['IMPORT_NOT_COMPLETE', 'IMPORT_NEEDED', 'IMPORT_BUSY', 'ACT_CONFLICT'],
    },
  },
};
