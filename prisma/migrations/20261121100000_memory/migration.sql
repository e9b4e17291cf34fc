-- CreateEnum
CREATE TYPE "area" AS ENUM ('contract', 'spec', 'test', 'config', 'schema');

-- CreateEnum
CREATE TYPE "compatibility" AS ENUM ('non_breaking', 'potentially_breaking', 'definitely_breaking');

-- CreateEnum
CREATE TYPE "severity" AS ENUM ('info', 'low', 'medium', 'high', 'critical');

-- CreateEnum
CREATE TYPE "budget_level" AS ENUM ('default', 'workspace', 'service', 'tag', 'endpoint');

-- CreateEnum
CREATE TYPE "incident_type" AS ENUM ('breaking_change', 'threshold_exceeded');

-- CreateEnum
CREATE TYPE "incident_status" AS ENUM ('open', 'acknowledged', 'resolved', 'closed');

-- CreateEnum
CREATE TYPE "token_access" AS ENUM ('read', 'write');

-- CreateEnum
CREATE TYPE "notification_state" AS ENUM ('pending', 'sent', 'failed');

-- AlterTable
ALTER TABLE "repositories" ADD COLUMN     "archived" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "dashboard_issue" INTEGER,
ADD COLUMN     "default_branch" TEXT,
ADD COLUMN     "settings" JSONB,
ADD COLUMN     "settings_sha" TEXT,
ADD COLUMN     "workspace" TEXT;

-- Until its settings have been read, a repository is its own workspace.
UPDATE "repositories" SET "workspace" = "owner" || '/' || "name";
ALTER TABLE "repositories" ALTER COLUMN "workspace" SET NOT NULL;

-- AlterTable
ALTER TABLE "audits" ADD COLUMN     "branch" TEXT,
ADD COLUMN     "requested_by" TEXT;

-- CreateTable
CREATE TABLE "samples" (
    "installation_id" BIGINT NOT NULL,
    "repository_id" BIGINT NOT NULL,
    "audit_id" UUID NOT NULL,
    "area" "area" NOT NULL,
    "branch" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "non_breaking" INTEGER NOT NULL,
    "potentially_breaking" INTEGER NOT NULL,
    "definitely_breaking" INTEGER NOT NULL,
    "standing" INTEGER NOT NULL,
    "problems" INTEGER NOT NULL,
    "aligned" INTEGER,
    "total" INTEGER,
    "fields_changed" INTEGER,
    "fields_total" INTEGER,
    "budgets" JSONB NOT NULL,

    CONSTRAINT "samples_pkey" PRIMARY KEY ("audit_id","area")
);

-- CreateTable
CREATE TABLE "drifts" (
    "installation_id" BIGINT NOT NULL,
    "repository_id" BIGINT NOT NULL,
    "branch" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "area" "area" NOT NULL,
    "rule" TEXT NOT NULL,
    "compatibility" "compatibility" NOT NULL,
    "severity" "severity" NOT NULL,
    "method" TEXT,
    "endpoint" TEXT,
    "service" TEXT,
    "message" TEXT NOT NULL,
    "first_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "first_audit_id" UUID NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "last_audit_id" UUID NOT NULL,
    "gone_at" TIMESTAMPTZ(3),

    CONSTRAINT "drifts_pkey" PRIMARY KEY ("installation_id","repository_id","branch","fingerprint")
);

-- CreateTable
CREATE TABLE "snapshot_contents" (
    "installation_id" BIGINT NOT NULL,
    "hash" TEXT NOT NULL,
    "fields" JSONB NOT NULL,

    CONSTRAINT "snapshot_contents_pkey" PRIMARY KEY ("installation_id","hash")
);

-- CreateTable
CREATE TABLE "snapshots" (
    "id" UUID NOT NULL,
    "installation_id" BIGINT NOT NULL,
    "repository_id" BIGINT NOT NULL,
    "branch" TEXT NOT NULL,
    "commit_sha" TEXT NOT NULL,
    "taken_at" TIMESTAMPTZ(3) NOT NULL,
    "audit_id" UUID,
    "digest" TEXT NOT NULL,
    "operations" JSONB NOT NULL,

    CONSTRAINT "snapshots_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "budgets" (
    "id" UUID NOT NULL,
    "installation_id" BIGINT NOT NULL,
    "workspace" TEXT NOT NULL,
    "level" "budget_level" NOT NULL,
    "name" TEXT NOT NULL,
    "values" JSONB NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "budgets_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incidents" (
    "id" UUID NOT NULL,
    "installation_id" BIGINT NOT NULL,
    "repository_id" BIGINT NOT NULL,
    "branch" TEXT NOT NULL,
    "workspace" TEXT NOT NULL,
    "area" "area" NOT NULL,
    "incident_type" "incident_type" NOT NULL,
    "status" "incident_status" NOT NULL DEFAULT 'open',
    "severity" "severity" NOT NULL,
    "group_key" TEXT NOT NULL,
    "fingerprints" TEXT[],
    "title" TEXT NOT NULL,
    "method" TEXT,
    "endpoint" TEXT,
    "service" TEXT,
    "budget_id" UUID,
    "sync_cycle_id" UUID NOT NULL,
    "last_cycle_id" UUID NOT NULL,
    "base_sha" TEXT NOT NULL,
    "head_sha" TEXT NOT NULL,
    "contract_diff_id" TEXT,
    "pull_request" INTEGER,
    "before_sample" TEXT,
    "after_sample" TEXT,
    "details" JSONB NOT NULL,
    "count" INTEGER NOT NULL DEFAULT 1,
    "detected_at" TIMESTAMPTZ(3) NOT NULL,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "resolved_sha" TEXT,
    "issue_number" INTEGER,
    "published_at" TIMESTAMPTZ(3),
    "external_ticket_id" TEXT,
    "external_ticket_url" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "incidents_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "incident_events" (
    "id" BIGSERIAL NOT NULL,
    "installation_id" BIGINT NOT NULL,
    "incident_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "from_status" "incident_status",
    "to_status" "incident_status" NOT NULL,
    "note" TEXT,
    "audit_id" UUID,
    "commit_sha" TEXT,

    CONSTRAINT "incident_events_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "waivers" (
    "id" UUID NOT NULL,
    "installation_id" BIGINT NOT NULL,
    "repository_id" BIGINT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "expires" DATE NOT NULL,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "waivers_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_tokens" (
    "id" UUID NOT NULL,
    "installation_id" BIGINT NOT NULL,
    "workspace" TEXT,
    "access" "token_access" NOT NULL,
    "name" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "notifications" (
    "id" UUID NOT NULL,
    "installation_id" BIGINT NOT NULL,
    "repository_id" BIGINT NOT NULL,
    "incident_id" UUID,
    "event" TEXT NOT NULL,
    "url" TEXT NOT NULL,
    "headers" JSONB NOT NULL,
    "payload" JSONB NOT NULL,
    "state" "notification_state" NOT NULL DEFAULT 'pending',
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "notifications_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "samples_installation_id_workspace_taken_at_idx" ON "samples"("installation_id", "workspace", "taken_at");

-- CreateIndex
CREATE INDEX "samples_installation_id_repository_id_branch_taken_at_idx" ON "samples"("installation_id", "repository_id", "branch", "taken_at");

-- CreateIndex
CREATE INDEX "drifts_installation_id_last_seen_at_idx" ON "drifts"("installation_id", "last_seen_at");

-- CreateIndex
CREATE INDEX "snapshots_installation_id_repository_id_branch_taken_at_idx" ON "snapshots"("installation_id", "repository_id", "branch", "taken_at");

-- CreateIndex
CREATE UNIQUE INDEX "snapshots_installation_id_repository_id_branch_commit_sha_key" ON "snapshots"("installation_id", "repository_id", "branch", "commit_sha");

-- CreateIndex
CREATE UNIQUE INDEX "budgets_installation_id_workspace_level_name_key" ON "budgets"("installation_id", "workspace", "level", "name");

-- CreateIndex
CREATE INDEX "incidents_installation_id_status_detected_at_idx" ON "incidents"("installation_id", "status", "detected_at");

-- CreateIndex
CREATE INDEX "incidents_installation_id_detected_at_idx" ON "incidents"("installation_id", "detected_at");

-- CreateIndex
CREATE INDEX "incidents_installation_id_workspace_detected_at_idx" ON "incidents"("installation_id", "workspace", "detected_at");

-- CreateIndex
CREATE INDEX "incidents_installation_id_repository_id_issue_number_idx" ON "incidents"("installation_id", "repository_id", "issue_number");

-- CreateIndex
CREATE UNIQUE INDEX "incidents_installation_id_repository_id_branch_group_key_key" ON "incidents"("installation_id", "repository_id", "branch", "group_key");

-- CreateIndex
CREATE INDEX "incident_events_incident_id_id_idx" ON "incident_events"("incident_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "waivers_installation_id_repository_id_fingerprint_key" ON "waivers"("installation_id", "repository_id", "fingerprint");

-- CreateIndex
CREATE UNIQUE INDEX "api_tokens_hash_key" ON "api_tokens"("hash");

-- CreateIndex
CREATE INDEX "api_tokens_installation_id_idx" ON "api_tokens"("installation_id");

-- CreateIndex
CREATE INDEX "notifications_state_created_at_idx" ON "notifications"("state", "created_at");

-- CreateIndex
CREATE INDEX "repositories_installation_id_workspace_idx" ON "repositories"("installation_id", "workspace");

-- CreateIndex
CREATE INDEX "audits_installation_id_repository_id_branch_created_at_idx" ON "audits"("installation_id", "repository_id", "branch", "created_at");

-- CreateIndex
CREATE INDEX "audits_installation_id_created_at_idx" ON "audits"("installation_id", "created_at");

-- AddForeignKey
ALTER TABLE "samples" ADD CONSTRAINT "samples_installation_id_repository_id_fkey" FOREIGN KEY ("installation_id", "repository_id") REFERENCES "repositories"("installation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "drifts" ADD CONSTRAINT "drifts_installation_id_repository_id_fkey" FOREIGN KEY ("installation_id", "repository_id") REFERENCES "repositories"("installation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshot_contents" ADD CONSTRAINT "snapshot_contents_installation_id_fkey" FOREIGN KEY ("installation_id") REFERENCES "installations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "snapshots" ADD CONSTRAINT "snapshots_installation_id_repository_id_fkey" FOREIGN KEY ("installation_id", "repository_id") REFERENCES "repositories"("installation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "budgets" ADD CONSTRAINT "budgets_installation_id_fkey" FOREIGN KEY ("installation_id") REFERENCES "installations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_installation_id_repository_id_fkey" FOREIGN KEY ("installation_id", "repository_id") REFERENCES "repositories"("installation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "incident_events" ADD CONSTRAINT "incident_events_incident_id_fkey" FOREIGN KEY ("incident_id") REFERENCES "incidents"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "waivers" ADD CONSTRAINT "waivers_installation_id_repository_id_fkey" FOREIGN KEY ("installation_id", "repository_id") REFERENCES "repositories"("installation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_installation_id_fkey" FOREIGN KEY ("installation_id") REFERENCES "installations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "notifications" ADD CONSTRAINT "notifications_installation_id_repository_id_fkey" FOREIGN KEY ("installation_id", "repository_id") REFERENCES "repositories"("installation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
