import 'server-only';
import { decisionCounterfactual } from './procedures/decision-counterfactual';
import { decisionGet } from './procedures/decision-get';
import { decisionRecompute } from './procedures/decision-recompute';
import { decisionsCount } from './procedures/decisions-count';
import { decisionsList } from './procedures/decisions-list';
import { decisionsNewer } from './procedures/decisions-newer';
import { qualityCalibrationGet } from './procedures/execution-calibration';
import { qualityExpectationsGet } from './procedures/execution-expectations';
import { qualityFiguresGet } from './procedures/execution-figures';
import { peersAspects } from './procedures/execution-peer-aspects';
import { peersPeriods } from './procedures/execution-peer-months';
import { peersRouting } from './procedures/execution-peer-routing';
import { peersExecutions } from './procedures/execution-peers';
import { haltEffectGet } from './procedures/halt-effect';
import { haltPlace } from './procedures/halt-place';
import { haltRelease } from './procedures/halt-release';
import { haltsList } from './procedures/halts-list';
import { instrumentsList } from './procedures/instruments-list';
import { jobsList } from './procedures/jobs-list';
import { jobsRun } from './procedures/jobs-run';
import { jobsRuns } from './procedures/jobs-runs';
import { listsNames } from './procedures/lists-names';
import { liveUpdates } from './procedures/live-updates';
import { orderCancel } from './procedures/order-cancel';
import { orderCancelEffect } from './procedures/order-cancel-effect';
import { orderGet } from './procedures/order-get';
import { orderMarketGet } from './procedures/order-market';
import { ordersCount } from './procedures/orders-count';
import { ordersFailures } from './procedures/orders-failures';
import { ordersList } from './procedures/orders-list';
import { ordersNewer } from './procedures/orders-newer';
import { reportAgain } from './procedures/report-again';
import { reportBreaksGet } from './procedures/report-breaks';
import { reportBring } from './procedures/report-bring';
import { reportChoicesGet } from './procedures/report-choices';
import { reportCovered } from './procedures/report-covered';
import { reportFiguresGet } from './procedures/report-figures';
import { reportFirmGet } from './procedures/report-firm';
import { reportFollow } from './procedures/report-follow';
import { reportGet } from './procedures/report-get';
import { reportImport } from './procedures/report-import';
import { reportImportFaults } from './procedures/report-import-faults';
import { reportImports } from './procedures/report-imports';
import { reportItems } from './procedures/report-items';
import { reportLoadMembers } from './procedures/report-load-members';
import { reportMembers } from './procedures/report-members';
import { reportSetAside } from './procedures/report-set-aside';
import { reportSetChoice } from './procedures/report-set-choice';
import { reportSetFirm } from './procedures/report-set-firm';
import { reportSetTerms } from './procedures/report-set-terms';
import { reportSums } from './procedures/report-sums';
import { reportTerms } from './procedures/report-terms';
import { reportWithdrawImport } from './procedures/report-withdraw-import';
import { reportsDue } from './procedures/reports-due';
import { reportsList } from './procedures/reports-list';
import { reportsRequest } from './procedures/reports-request';
import { riskAccounts } from './procedures/risk-accounts';
import { riskDrillGet } from './procedures/risk-drill';
import { riskExposureGet } from './procedures/risk-exposure';
import { riskLift } from './procedures/risk-lift';
import { riskLimitsGet } from './procedures/risk-limits';
import { riskLimitsDecide } from './procedures/risk-limits-decide';
import { riskLimitsSubmit } from './procedures/risk-limits-submit';
import { riskListsGet } from './procedures/risk-lists';
import { riskLocate } from './procedures/risk-locate';
import { riskRefusals } from './procedures/risk-refusals';
import { riskRestrict } from './procedures/risk-restrict';
import { rulesApprove } from './procedures/rules-approve';
import { rulesDraftKeep } from './procedures/rules-draft';
import { rulesHistoryGet } from './procedures/rules-history';
import { rulesListGet } from './procedures/rules-list';
import { rulesRetire } from './procedures/rules-retire';
import { rulesRollBack } from './procedures/rules-rollback';
import { rulesSimulate } from './procedures/rules-simulate';
import { rulesSimulationRunGet } from './procedures/rules-simulation-run';
import { rulesSimulationStop } from './procedures/rules-simulation-stop';
import { rulesSubmit } from './procedures/rules-submit';
import { rulesVersionGet } from './procedures/rules-version';
import { searchFind } from './procedures/search-find';
import { systemGet } from './procedures/system-get';
import { venueDays } from './procedures/venue-days';
import { venueEffectGet } from './procedures/venue-effect';
import { venueForce } from './procedures/venue-force';
import { venueGet } from './procedures/venue-get';
import { venueInstruments } from './procedures/venue-instruments';
import { venueSay } from './procedures/venue-say';
import { venueTrafficGet } from './procedures/venue-traffic';
import { venuesImported } from './procedures/venues-imported';
import { venuesList } from './procedures/venues-list';
import { venuesNames } from './procedures/venues-names';
import { venuesQuality } from './procedures/venues-quality';
import { venuesWorking } from './procedures/venues-working';
import { createRouter } from './trpc';

/** Everything that the console's pages may ask of its server. */
export const appRouter = createRouter({
  decisions: {
    list: decisionsList,
    count: decisionsCount,
    newer: decisionsNewer,
    get: decisionGet,
    recompute: decisionRecompute,
    counterfactual: decisionCounterfactual,
  },
  quality: { figures: qualityFiguresGet, expectations: qualityExpectationsGet, calibration: qualityCalibrationGet },
  peers: { periods: peersPeriods, executions: peersExecutions, routing: peersRouting, aspects: peersAspects },
  halts: { list: haltsList, effect: haltEffectGet, place: haltPlace, release: haltRelease },
  instruments: { list: instrumentsList },
  jobs: { list: jobsList, runs: jobsRuns, run: jobsRun },
  live: { updates: liveUpdates },
  lists: { names: listsNames },
  orders: {
    list: ordersList,
    count: ordersCount,
    newer: ordersNewer,
    failures: ordersFailures,
    get: orderGet,
    market: orderMarketGet,
    cancel: orderCancel,
    cancelEffect: orderCancelEffect,
  },
  reports: {
    list: reportsList,
    due: reportsDue,
    get: reportGet,
    figures: reportFiguresGet,
    sums: reportSums,
    items: reportItems,
    covered: reportCovered,
    breaks: reportBreaksGet,
    terms: reportTerms,
    members: reportMembers,
    firm: reportFirmGet,
    choices: reportChoicesGet,
    request: reportsRequest,
    again: reportAgain,
    follow: reportFollow,
    setAside: reportSetAside,
    setFirm: reportSetFirm,
    setChoice: reportSetChoice,
    setTerms: reportSetTerms,
    loadMembers: reportLoadMembers,
    imports: reportImports,
    import: reportImport,
    importFaults: reportImportFaults,
    bring: reportBring,
    withdrawImport: reportWithdrawImport,
  },
  rules: {
    list: rulesListGet,
    version: rulesVersionGet,
    history: rulesHistoryGet,
    keepDraft: rulesDraftKeep,
    simulate: rulesSimulate,
    simulationRun: rulesSimulationRunGet,
    stopSimulation: rulesSimulationStop,
    submit: rulesSubmit,
    approve: rulesApprove,
    rollBack: rulesRollBack,
    retire: rulesRetire,
  },
  risk: {
    limits: riskLimitsGet,
    exposure: riskExposureGet,
    lists: riskListsGet,
    refusals: riskRefusals,
    drill: riskDrillGet,
    submitLimits: riskLimitsSubmit,
    decideLimits: riskLimitsDecide,
    restrict: riskRestrict,
    lift: riskLift,
    locate: riskLocate,
    accounts: riskAccounts,
  },
  search: { find: searchFind },
  system: { get: systemGet },
  venues: {
    list: venuesList,
    names: venuesNames,
    imported: venuesImported,
    quality: venuesQuality,
    working: venuesWorking,
    get: venueGet,
    instruments: venueInstruments,
    traffic: venueTrafficGet,
    days: venueDays,
    effect: venueEffectGet,
    force: venueForce,
    say: venueSay,
  },
});
export type AppRouter = typeof appRouter;
