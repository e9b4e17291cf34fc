-- CreateEnum
CREATE TYPE "installation_state" AS ENUM ('active', 'suspended', 'deleted');

-- CreateEnum
CREATE TYPE "delivery_state" AS ENUM ('received', 'processed', 'failed');

-- CreateEnum
CREATE TYPE "audit_trigger" AS ENUM ('pull_request', 'push', 'schedule', 'manual', 'sync');

-- CreateEnum
CREATE TYPE "audit_state" AS ENUM ('queued', 'running', 'concluded', 'failed', 'superseded');

-- CreateEnum
CREATE TYPE "audit_outcome" AS ENUM ('within', 'exceeded', 'unchecked');

-- CreateTable
CREATE TABLE "installations" (
    "id" BIGINT NOT NULL,
    "account" TEXT NOT NULL,
    "state" "installation_state" NOT NULL DEFAULT 'active',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "installations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "repositories" (
    "installation_id" BIGINT NOT NULL,
    "id" BIGINT NOT NULL,
    "owner" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "removed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "repositories_pkey" PRIMARY KEY ("installation_id","id")
);

-- CreateTable
CREATE TABLE "deliveries" (
    "guid" TEXT NOT NULL,
    "event" TEXT NOT NULL,
    "action" TEXT,
    "installation_id" BIGINT,
    "state" "delivery_state" NOT NULL DEFAULT 'received',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "payload" TEXT,
    "error" TEXT,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "deliveries_pkey" PRIMARY KEY ("guid")
);

-- CreateTable
CREATE TABLE "audits" (
    "id" UUID NOT NULL,
    "installation_id" BIGINT NOT NULL,
    "repository_id" BIGINT NOT NULL,
    "pull_request" INTEGER,
    "trigger" "audit_trigger" NOT NULL,
    "base_sha" TEXT NOT NULL,
    "head_sha" TEXT NOT NULL,
    "state" "audit_state" NOT NULL DEFAULT 'queued',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "check_run_id" BIGINT,
    "outcome" "audit_outcome",
    "summary" TEXT,
    "report" JSONB,
    "error" TEXT,
    "unfinished_key" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "audits_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "repositories_installation_id_owner_name_idx" ON "repositories"("installation_id", "owner", "name");

-- CreateIndex
CREATE INDEX "deliveries_state_received_at_idx" ON "deliveries"("state", "received_at");

-- CreateIndex
CREATE INDEX "deliveries_installation_id_received_at_idx" ON "deliveries"("installation_id", "received_at");

-- CreateIndex
CREATE UNIQUE INDEX "audits_unfinished_key_key" ON "audits"("unfinished_key");

-- CreateIndex
CREATE INDEX "audits_installation_id_repository_id_pull_request_created_a_idx" ON "audits"("installation_id", "repository_id", "pull_request", "created_at");

-- CreateIndex
CREATE INDEX "audits_installation_id_repository_id_head_sha_idx" ON "audits"("installation_id", "repository_id", "head_sha");

-- AddForeignKey
ALTER TABLE "repositories" ADD CONSTRAINT "repositories_installation_id_fkey" FOREIGN KEY ("installation_id") REFERENCES "installations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audits" ADD CONSTRAINT "audits_installation_id_repository_id_fkey" FOREIGN KEY ("installation_id", "repository_id") REFERENCES "repositories"("installation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
