-- Routing rules, in versions: one version at most is active, and nobody approves what they wrote.
CREATE TABLE "routing_rule_versions" (
    "version" INTEGER NOT NULL,
    "state" VARCHAR(20) NOT NULL,
    "author" VARCHAR(200) NOT NULL,
    "author_name" VARCHAR(200) NOT NULL,
    "reason" TEXT NOT NULL,
    "content_hash" CHAR(64) NOT NULL,
    "simulation" JSONB,
    "simulated_hash" CHAR(64),
    "simulated_at" TIMESTAMPTZ(6),
    "approver" VARCHAR(200),
    "approver_name" VARCHAR(200),
    "approval_reason" TEXT,
    "approved_at" TIMESTAMPTZ(6),
    "effective_at" TIMESTAMPTZ(6),
    "activated_at" TIMESTAMPTZ(6),
    "retired_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "routing_rule_versions_pkey" PRIMARY KEY ("version")
);

CREATE UNIQUE INDEX "routing_rule_versions_active_key" ON "routing_rule_versions"("state") WHERE ("state" = 'ACTIVE');

CREATE TABLE "routing_rules" (
    "id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "priority" INTEGER NOT NULL,
    "rule_name" VARCHAR(100) NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "instrument_pattern" VARCHAR(50) NOT NULL,
    "order_size_range" JSONB,
    "time_conditions" JSONB,
    "client_id" VARCHAR(50),
    "side" VARCHAR(20),
    "order_type" VARCHAR(20),
    "venue_preferences" JSONB NOT NULL,
    "routing_logic" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "routing_rules_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "routing_rules_version_priority_key" ON "routing_rules"("version", "priority");
CREATE UNIQUE INDEX "routing_rules_version_rule_name_key" ON "routing_rules"("version", "rule_name");

ALTER TABLE "routing_rules" ADD CONSTRAINT "routing_rules_version_fkey"
  FOREIGN KEY ("version") REFERENCES "routing_rule_versions"("version") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "routing_rules" ADD CONSTRAINT "routing_rules_client_id_fkey"
  FOREIGN KEY ("client_id") REFERENCES "clients"("client_id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE routing_rule_versions
  ADD CONSTRAINT routing_rule_versions_version_check CHECK (version > 0),
  ADD CONSTRAINT routing_rule_versions_state_check CHECK (state IN ('DRAFT', 'SIMULATED', 'APPROVED', 'ACTIVE', 'RETIRED')),
  ADD CONSTRAINT routing_rule_versions_hash_check CHECK (content_hash ~ '^[0-9a-f]{64}$'),
  ADD CONSTRAINT routing_rule_versions_second_person_check CHECK (approver <> author),
  ADD CONSTRAINT routing_rule_versions_simulated_check CHECK
    (state NOT IN ('SIMULATED', 'APPROVED', 'ACTIVE') OR (simulation IS NOT NULL AND simulated_hash = content_hash)),
  ADD CONSTRAINT routing_rule_versions_approved_check CHECK
    (state NOT IN ('APPROVED', 'ACTIVE') OR (approver IS NOT NULL AND approved_at IS NOT NULL AND effective_at IS NOT NULL)),
  ADD CONSTRAINT routing_rule_versions_activated_check CHECK (state <> 'ACTIVE' OR activated_at IS NOT NULL);
ALTER TABLE routing_rules
  ADD CONSTRAINT routing_rules_priority_check CHECK (priority > 0),
  ADD CONSTRAINT routing_rules_side_check CHECK (side IN ('BUY', 'SELL', 'SELL_SHORT')),
  ADD CONSTRAINT routing_rules_order_type_check CHECK (order_type IN ('MARKET', 'LIMIT', 'MIDPOINT_PEG', 'STOP', 'STOP_LIMIT'));
