-- Workflows of the repository that are run on the branches of fixes.

-- CreateEnum
CREATE TYPE "fix_step" AS ENUM ('regenerate_clients', 'run_tests');

-- CreateEnum
CREATE TYPE "fix_run_state" AS ENUM ('asked', 'dispatched', 'ended', 'refused', 'overdue');

-- AlterTable
ALTER TABLE "fixes" ADD COLUMN     "held_back" BOOLEAN NOT NULL DEFAULT false;

-- CreateTable
CREATE TABLE "fix_runs" (
    "fix_id" UUID NOT NULL,
    "workflow" TEXT NOT NULL,
    "head_sha" TEXT NOT NULL,
    "installation_id" BIGINT NOT NULL,
    "repository_id" BIGINT NOT NULL,
    "step" "fix_step" NOT NULL,
    "state" "fix_run_state" NOT NULL,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "run_id" BIGINT,
    "name" TEXT,
    "url" TEXT,
    "conclusion" TEXT,
    "note" TEXT,
    "tip_sha" TEXT,
    "commits" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "fix_runs_pkey" PRIMARY KEY ("fix_id","workflow","head_sha")
);

-- CreateIndex
CREATE INDEX "fix_runs_state_asked_at_idx" ON "fix_runs"("state", "asked_at");

-- AddForeignKey
ALTER TABLE "fix_runs" ADD CONSTRAINT "fix_runs_fix_id_fkey" FOREIGN KEY ("fix_id") REFERENCES "fixes"("id") ON DELETE CASCADE ON UPDATE CASCADE;
