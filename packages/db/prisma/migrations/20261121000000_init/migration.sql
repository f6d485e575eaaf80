-- Made by Prisma from schema.prisma; by hand only: venue_quality_ts is partitioned by range of its timestamp.

-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "venue_configurations" (
    "id" UUID NOT NULL,
    "venue_id" VARCHAR(100) NOT NULL,
    "venue_name" VARCHAR(200) NOT NULL,
    "venue_type" VARCHAR(50) NOT NULL,
    "mic" VARCHAR(4),
    "mpid" VARCHAR(4),
    "protected_quote" BOOLEAN NOT NULL,
    "lit" BOOLEAN NOT NULL,
    "accepts_odd_lots" BOOLEAN NOT NULL,
    "typical_latency_us" INTEGER NOT NULL,
    "connection_config" JSONB NOT NULL DEFAULT '{}',
    "routing_parameters" JSONB NOT NULL DEFAULT '{}',
    "supported_symbols" TEXT[],
    "supported_order_types" TEXT[],
    "supported_times_in_force" TEXT[],
    "min_order_size" DECIMAL(20,8) NOT NULL,
    "max_order_size" DECIMAL(20,8) NOT NULL,
    "priority" INTEGER NOT NULL,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "venue_configurations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "venue_fee_schedules" (
    "id" UUID NOT NULL,
    "venue_id" VARCHAR(100) NOT NULL,
    "effective_from" DATE NOT NULL,
    "take_fee" DECIMAL(20,8) NOT NULL,
    "make_fee" DECIMAL(20,8) NOT NULL,
    "midpoint_fee" DECIMAL(20,8) NOT NULL,
    "sub_dollar_take_ppm" INTEGER NOT NULL,
    "sub_dollar_make_ppm" INTEGER NOT NULL,
    "note" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "venue_fee_schedules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "instruments" (
    "instrument_id" VARCHAR(20) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "asset_class" VARCHAR(20) NOT NULL,
    "currency" VARCHAR(10) NOT NULL,
    "price_decimals" SMALLINT NOT NULL,
    "quantity_decimals" SMALLINT NOT NULL,
    "round_lot" DECIMAL(20,8) NOT NULL,
    "primary_venue_id" VARCHAR(100),
    "status" VARCHAR(20) NOT NULL,
    "average_daily_volume" DECIMAL(20,8) NOT NULL,
    "daily_volatility_bps" DOUBLE PRECISION NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "instruments_pkey" PRIMARY KEY ("instrument_id")
);

-- CreateTable
CREATE TABLE "instrument_tick_bands" (
    "instrument_id" VARCHAR(20) NOT NULL,
    "from_price" DECIMAL(20,8) NOT NULL,
    "tick" DECIMAL(20,8) NOT NULL,

    CONSTRAINT "instrument_tick_bands_pkey" PRIMARY KEY ("instrument_id","from_price")
);

-- CreateTable
CREATE TABLE "clients" (
    "client_id" VARCHAR(50) NOT NULL,
    "name" VARCHAR(200) NOT NULL,
    "simulated" BOOLEAN NOT NULL DEFAULT false,
    "enabled" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "clients_pkey" PRIMARY KEY ("client_id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "client_id" VARCHAR(50) NOT NULL,
    "name" VARCHAR(100) NOT NULL,
    "key_prefix" VARCHAR(16) NOT NULL,
    "key_hash" CHAR(64) NOT NULL,
    "scopes" TEXT[],
    "expires_at" TIMESTAMPTZ(6),
    "revoked_at" TIMESTAMPTZ(6),
    "last_used_at" TIMESTAMPTZ(6),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "role" VARCHAR(20) NOT NULL DEFAULT 'AUDITOR',
    "banned" BOOLEAN DEFAULT false,
    "ban_reason" TEXT,
    "ban_expires" TIMESTAMPTZ(6),
    "client_id" VARCHAR(50),
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "impersonated_by" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "accounts" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(6),
    "refresh_token_expires_at" TIMESTAMPTZ(6),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "accounts_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verifications" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(6) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verifications_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "jwks" (
    "id" UUID NOT NULL,
    "public_key" TEXT NOT NULL,
    "private_key" TEXT NOT NULL,
    "alg" TEXT,
    "crv" TEXT,
    "created_at" TIMESTAMPTZ(6) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(6),

    CONSTRAINT "jwks_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "orders" (
    "id" UUID NOT NULL,
    "client_id" VARCHAR(50) NOT NULL,
    "order_id" VARCHAR(100) NOT NULL,
    "request_hash" CHAR(64) NOT NULL,
    "instrument_id" VARCHAR(20) NOT NULL,
    "side" VARCHAR(20) NOT NULL,
    "quantity" DECIMAL(20,8) NOT NULL,
    "order_type" VARCHAR(20) NOT NULL,
    "limit_price" DECIMAL(20,8),
    "stop_price" DECIMAL(20,8),
    "time_in_force" VARCHAR(10) NOT NULL,
    "routing_objective" VARCHAR(30) NOT NULL,
    "routing_mode" VARCHAR(20) NOT NULL,
    "sourcing" VARCHAR(20) NOT NULL,
    "venue_preferences" TEXT[],
    "exclude_venues" TEXT[],
    "max_venue_split" INTEGER,
    "account" VARCHAR(50),
    "customer_id" VARCHAR(50),
    "held" BOOLEAN NOT NULL,
    "directed_venue" VARCHAR(100),
    "capacity" VARCHAR(20) NOT NULL,
    "locate_id" VARCHAR(50),
    "tag" VARCHAR(200),
    "simulated" BOOLEAN NOT NULL,
    "route_only" BOOLEAN NOT NULL,
    "classification" VARCHAR(30) NOT NULL,
    "nbbo_bid" DECIMAL(20,8),
    "nbbo_ask" DECIMAL(20,8),
    "nbbo_state" VARCHAR(20),
    "arrival_mid" DECIMAL(20,8),
    "state" VARCHAR(20) NOT NULL,
    "reject_code" VARCHAR(60),
    "filled_quantity" DECIMAL(20,8) NOT NULL,
    "notional" DECIMAL(30,8) NOT NULL,
    "total_fees" DECIMAL(30,8) NOT NULL,
    "waves" INTEGER NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "routing_decisions" (
    "id" UUID NOT NULL,
    "order_pk" UUID NOT NULL,
    "client_id" VARCHAR(50) NOT NULL,
    "instrument_id" VARCHAR(20) NOT NULL,
    "wave" INTEGER NOT NULL,
    "objective" VARCHAR(30) NOT NULL,
    "mode" VARCHAR(20) NOT NULL,
    "routed_quantity" DECIMAL(20,8) NOT NULL,
    "unallocated_quantity" DECIMAL(20,8) NOT NULL,
    "venue_ids" TEXT[],
    "expected_cost_bps" DECIMAL(20,8) NOT NULL,
    "expected_fill_rate" DECIMAL(20,8) NOT NULL,
    "expected_time_ms" DOUBLE PRECISION NOT NULL,
    "confidence" DECIMAL(20,8) NOT NULL,
    "rationale" TEXT NOT NULL,
    "evidence" TEXT NOT NULL,
    "decision_hash" CHAR(64) NOT NULL,
    "engine_version" VARCHAR(60) NOT NULL,
    "rules_version" VARCHAR(60) NOT NULL,
    "model_version" VARCHAR(60) NOT NULL,
    "routing_time_us" DOUBLE PRECISION NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "routing_decisions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "child_orders" (
    "id" UUID NOT NULL,
    "order_pk" UUID NOT NULL,
    "decision_id" UUID NOT NULL,
    "wave" INTEGER NOT NULL,
    "venue_id" VARCHAR(100) NOT NULL,
    "quantity" DECIMAL(20,8) NOT NULL,
    "limit_price" DECIMAL(20,8),
    "order_kind" VARCHAR(10) NOT NULL,
    "expected_price" DECIMAL(20,8),
    "expected_fee" DECIMAL(20,8),
    "priority" INTEGER NOT NULL,
    "state" VARCHAR(20) NOT NULL,
    "reject_code" VARCHAR(60),
    "filled_quantity" DECIMAL(20,8) NOT NULL,
    "sent_at" TIMESTAMPTZ(6),
    "acked_at" TIMESTAMPTZ(6),
    "done_at" TIMESTAMPTZ(6),
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "updated_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "child_orders_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "executions" (
    "id" UUID NOT NULL,
    "order_pk" UUID NOT NULL,
    "child_id" UUID,
    "venue_id" VARCHAR(100) NOT NULL,
    "venue_execution_id" VARCHAR(100) NOT NULL,
    "quantity" DECIMAL(20,8) NOT NULL,
    "price" DECIMAL(20,8) NOT NULL,
    "fee" DECIMAL(20,8) NOT NULL,
    "liquidity_flag" VARCHAR(10) NOT NULL,
    "latency_us" DOUBLE PRECISION,
    "nbbo_bid" DECIMAL(20,8),
    "nbbo_ask" DECIMAL(20,8),
    "mid" DECIMAL(20,8),
    "price_improvement_bps" DECIMAL(20,8),
    "quality" VARCHAR(10),
    "executed_at" TIMESTAMPTZ(6) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "executions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "order_events" (
    "order_pk" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "event_type" VARCHAR(60) NOT NULL,
    "payload" TEXT NOT NULL,
    "prev_hash" CHAR(64) NOT NULL,
    "hash" CHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "order_events_pkey" PRIMARY KEY ("order_pk","seq")
);

-- CreateTable
CREATE TABLE "outbox_events" (
    "position" BIGSERIAL NOT NULL,
    "event_id" UUID NOT NULL,
    "topic" VARCHAR(100) NOT NULL,
    "key" VARCHAR(200) NOT NULL,
    "order_pk" UUID,
    "payload" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,
    "published_at" TIMESTAMPTZ(6),

    CONSTRAINT "outbox_events_pkey" PRIMARY KEY ("position")
);

-- CreateTable
CREATE TABLE "circuit_events" (
    "id" UUID NOT NULL,
    "venue_id" VARCHAR(100) NOT NULL,
    "from_state" VARCHAR(10) NOT NULL,
    "to_state" VARCHAR(10) NOT NULL,
    "reason" TEXT NOT NULL,
    "actor" VARCHAR(200),
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "circuit_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_entries" (
    "seq" BIGINT NOT NULL,
    "id" UUID NOT NULL,
    "actor_type" VARCHAR(20) NOT NULL,
    "actor_id" VARCHAR(200) NOT NULL,
    "action" VARCHAR(100) NOT NULL,
    "subject_type" VARCHAR(60) NOT NULL,
    "subject_id" VARCHAR(200) NOT NULL,
    "before" TEXT,
    "after" TEXT,
    "reason" TEXT,
    "trace_id" VARCHAR(64),
    "prev_hash" CHAR(64) NOT NULL,
    "hash" CHAR(64) NOT NULL,
    "created_at" TIMESTAMPTZ(6) NOT NULL,

    CONSTRAINT "audit_entries_pkey" PRIMARY KEY ("seq")
);

-- CreateTable
CREATE TABLE "venue_quality_ts" (
    "timestamp" TIMESTAMPTZ(6) NOT NULL,
    "venue_id" VARCHAR(100) NOT NULL,
    "instrument_id" VARCHAR(20) NOT NULL,
    "liquidity_score" DOUBLE PRECISION,
    "speed_score" DOUBLE PRECISION,
    "cost_score" DOUBLE PRECISION,
    "fill_rate" DOUBLE PRECISION,
    "market_impact_score" DOUBLE PRECISION,
    "status" VARCHAR(20) NOT NULL,

    CONSTRAINT "venue_quality_ts_pkey" PRIMARY KEY ("venue_id","instrument_id","timestamp")
) PARTITION BY RANGE ("timestamp");

-- CreateIndex
CREATE UNIQUE INDEX "venue_configurations_venue_id_key" ON "venue_configurations"("venue_id");

-- CreateIndex
CREATE UNIQUE INDEX "venue_fee_schedules_venue_id_effective_from_key" ON "venue_fee_schedules"("venue_id", "effective_from");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_key_hash_key" ON "api_keys"("key_hash");

-- CreateIndex
CREATE INDEX "api_keys_client_id_idx" ON "api_keys"("client_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "sessions_token_key" ON "sessions"("token");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "accounts_user_id_idx" ON "accounts"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "accounts_provider_id_account_id_key" ON "accounts"("provider_id", "account_id");

-- CreateIndex
CREATE INDEX "verifications_identifier_idx" ON "verifications"("identifier");

-- CreateIndex
CREATE INDEX "orders_created_at_id_idx" ON "orders"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "orders_client_id_created_at_id_idx" ON "orders"("client_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "orders_state_created_at_id_idx" ON "orders"("state", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "orders_client_id_order_id_key" ON "orders"("client_id", "order_id");

-- CreateIndex
CREATE INDEX "routing_decisions_created_at_id_idx" ON "routing_decisions"("created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "routing_decisions_client_id_created_at_id_idx" ON "routing_decisions"("client_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE INDEX "routing_decisions_instrument_id_created_at_id_idx" ON "routing_decisions"("instrument_id", "created_at" DESC, "id" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "routing_decisions_order_pk_wave_key" ON "routing_decisions"("order_pk", "wave");

-- CreateIndex
CREATE INDEX "child_orders_order_pk_idx" ON "child_orders"("order_pk");

-- CreateIndex
CREATE INDEX "executions_order_pk_idx" ON "executions"("order_pk");

-- CreateIndex
CREATE INDEX "executions_venue_id_executed_at_idx" ON "executions"("venue_id", "executed_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "executions_venue_id_venue_execution_id_key" ON "executions"("venue_id", "venue_execution_id");

-- CreateIndex
CREATE UNIQUE INDEX "outbox_events_event_id_key" ON "outbox_events"("event_id");

-- CreateIndex
CREATE INDEX "outbox_events_unpublished_idx" ON "outbox_events"("position") WHERE ("published_at" IS NULL);

-- CreateIndex
CREATE INDEX "circuit_events_venue_id_created_at_idx" ON "circuit_events"("venue_id", "created_at" DESC);

-- CreateIndex
CREATE UNIQUE INDEX "audit_entries_id_key" ON "audit_entries"("id");

-- CreateIndex
CREATE INDEX "audit_entries_subject_type_subject_id_seq_idx" ON "audit_entries"("subject_type", "subject_id", "seq" DESC);

-- AddForeignKey
ALTER TABLE "venue_fee_schedules" ADD CONSTRAINT "venue_fee_schedules_venue_id_fkey" FOREIGN KEY ("venue_id") REFERENCES "venue_configurations"("venue_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instruments" ADD CONSTRAINT "instruments_primary_venue_id_fkey" FOREIGN KEY ("primary_venue_id") REFERENCES "venue_configurations"("venue_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "instrument_tick_bands" ADD CONSTRAINT "instrument_tick_bands_instrument_id_fkey" FOREIGN KEY ("instrument_id") REFERENCES "instruments"("instrument_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("client_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("client_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orders" ADD CONSTRAINT "orders_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("client_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "routing_decisions" ADD CONSTRAINT "routing_decisions_order_pk_fkey" FOREIGN KEY ("order_pk") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "routing_decisions" ADD CONSTRAINT "routing_decisions_client_id_fkey" FOREIGN KEY ("client_id") REFERENCES "clients"("client_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "child_orders" ADD CONSTRAINT "child_orders_order_pk_fkey" FOREIGN KEY ("order_pk") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "child_orders" ADD CONSTRAINT "child_orders_decision_id_fkey" FOREIGN KEY ("decision_id") REFERENCES "routing_decisions"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "child_orders" ADD CONSTRAINT "child_orders_venue_id_fkey" FOREIGN KEY ("venue_id") REFERENCES "venue_configurations"("venue_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "executions" ADD CONSTRAINT "executions_order_pk_fkey" FOREIGN KEY ("order_pk") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "executions" ADD CONSTRAINT "executions_child_id_fkey" FOREIGN KEY ("child_id") REFERENCES "child_orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "executions" ADD CONSTRAINT "executions_venue_id_fkey" FOREIGN KEY ("venue_id") REFERENCES "venue_configurations"("venue_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "order_events" ADD CONSTRAINT "order_events_order_pk_fkey" FOREIGN KEY ("order_pk") REFERENCES "orders"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "circuit_events" ADD CONSTRAINT "circuit_events_venue_id_fkey" FOREIGN KEY ("venue_id") REFERENCES "venue_configurations"("venue_id") ON DELETE RESTRICT ON UPDATE CASCADE;
