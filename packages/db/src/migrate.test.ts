import { readFile } from 'node:fs/promises';
import { CHILD_STATES } from '@fairlead/core/order/child-state';
import { ORDER_STATES } from '@fairlead/core/order/order-state';
import {
  ORDER_TYPES,
  REFUSED_SIDES,
  ROUTING_MODES,
  ROUTING_OBJECTIVES,
  SIDES,
  SOURCINGS,
  TIMES_IN_FORCE,
} from '@fairlead/core/order/request';
import { ORDER_CLASSIFICATIONS } from '@fairlead/core/order-life/classification';
import { SECURITY_CLASSES } from '@fairlead/core/order-life/security-class';
import { REPORT_ITEM_KINDS } from '@fairlead/core/report/report-item';
import { REPORT_KINDS } from '@fairlead/core/report/report-kind';
import { REPORT_SECTIONS } from '@fairlead/core/report/report-section';
import { RUN_STATES } from '@fairlead/core/report/run-state';
import { LIMIT_STATES } from '@fairlead/core/risk/limit-state';
import { LIMIT_SCOPES } from '@fairlead/core/risk/limits';
import { MARKET_RULES } from '@fairlead/core/rule-calendar/rule-row';
import { RULE_STATES } from '@fairlead/core/rules/rule-state';
import { TIER_VOLUMES } from '@fairlead/core/venue/fees';
import { VENUE_STATUSES, VENUE_TYPES } from '@fairlead/core/venue/venue';
import { PEER_KINDS } from '@fairlead/rule606/peer/peer-kind';
import { ORDER_TYPES as COVERED_TYPES } from '@fairlead/rule606/rule605/order-type';
import { LOT_CLASSES } from '@fairlead/rule606/rule605/size-class';
import { describe, expect, it } from 'vitest';
import { migrate } from './migrate.ts';
import { openSchemaEngine } from './schema-engine.ts';
import { query } from './testing/query.ts';
import { emptyDatabase, testDatabase } from './testing/test-database.ts';

const SCHEMA = new URL('../prisma/schema.prisma', import.meta.url);

describe('migrate', () => {
  it('builds everything from nothing, once', async () => {
    await using db = await emptyDatabase();
    const first = await migrate(db.url);
    expect(first.applied).toEqual([...first.applied].sort());
    expect(first.applied[0]).toBe('20261121000000_init');
    expect(await migrate(db.url)).toEqual({ applied: [] });
  });

  it('leaves nothing to do for Prisma: the schema and the migrated database are the same', async () => {
    await using db = await testDatabase();
    await using open = await openSchemaEngine(db.url);
    const files = [{ path: 'schema.prisma', content: await readFile(SCHEMA, 'utf8') }];
    const difference = await open.engine.diff({
      from: { tag: 'schemaDatasource', files, configDir: '/' },
      to: { tag: 'schemaDatamodel', files },
      script: true,
      exitCode: null,
      filters: { externalTables: [], externalEnums: [] },
    });
    expect(difference.stdout?.trim()).toBe('-- This is an empty migration.');
  });

  it('lists in its checks exactly what the domain lists', async () => {
    await using db = await testDatabase();
    const lists: Record<string, readonly string[]> = {
      orders_state_check: ORDER_STATES,
      orders_side_check: SIDES,
      orders_type_check: ORDER_TYPES,
      orders_time_in_force_check: TIMES_IN_FORCE,
      orders_objective_check: ROUTING_OBJECTIVES,
      orders_mode_check: ROUTING_MODES,
      orders_sourcing_check: SOURCINGS,
      orders_classification_check: ORDER_CLASSIFICATIONS,
      orders_security_class_check: SECURITY_CLASSES,
      child_orders_state_check: CHILD_STATES,
      covered_order_items_lot_check: LOT_CLASSES,
      covered_order_items_type_check: COVERED_TYPES,
      venue_configurations_type_check: VENUE_TYPES,
      venue_fee_schedules_tier_volume_check: TIER_VOLUMES,
      venue_quality_ts_status_check: VENUE_STATUSES,
      routing_rule_versions_state_check: RULE_STATES,
      routing_rules_side_check: SIDES,
      rule_calendar_rule_check: MARKET_RULES,
      risk_limit_versions_state_check: LIMIT_STATES,
      risk_limits_scope_check: LIMIT_SCOPES,
      routing_rules_order_type_check: ORDER_TYPES,
      report_items_order_type_check: ORDER_CLASSIFICATIONS,
      report_runs_kind_check: REPORT_KINDS,
      report_items_kind_check: REPORT_ITEM_KINDS,
      report_items_section_check: REPORT_SECTIONS,
      report_runs_state_check: RUN_STATES,
      peer_files_kind_check: PEER_KINDS,
      peer_sections_section_check: REPORT_SECTIONS,
      imported_orders_side_check: [...SIDES, ...REFUSED_SIDES],
      imported_orders_classification_check: ORDER_CLASSIFICATIONS,
    };
    const rows = await query(db.url, 'select conname, pg_get_constraintdef(oid) as definition from pg_constraint');
    for (const [name, list] of Object.entries(lists)) {
      const definition = String(rows.find((row) => row.conname === name)?.definition);
      expect([...definition.matchAll(/'([A-Z0-9_]+)'/g)].map((match) => match[1]).sort(), name).toEqual(
        [...list].sort(),
      );
    }
  });

  it('makes and drops hourly partitions', async () => {
    await using db = await testDatabase();
    const ensure = "select ensure_venue_quality_partitions('2026-11-21T10:30:00Z', 3) as made";
    expect(await query(db.url, ensure)).toEqual([{ made: 4 }]);
    expect(await query(db.url, ensure)).toEqual([{ made: 0 }]);
    await query(
      db.url,
      "insert into venue_quality_ts values ('2026-11-21T13:59:59.999999Z', 'XNYS', 'AAPL', 1, 1, 1, 1, 1, 'ACTIVE')",
    );
    const drop = "select drop_venue_quality_partitions('2026-11-21T13:00:00Z') as dropped";
    expect(await query(db.url, drop)).toEqual([{ dropped: 3 }]);
    expect(await query(db.url, 'select count(*)::int as n from venue_quality_ts')).toEqual([{ n: 1 }]);
  });
});
