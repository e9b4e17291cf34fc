-- CreateEnum
CREATE TYPE "fix_status" AS ENUM ('wanted', 'open', 'impossible', 'declined', 'taken_over', 'withdrawn', 'merged');

-- CreateTable
CREATE TABLE "fixes" (
    "id" UUID NOT NULL,
    "installation_id" BIGINT NOT NULL,
    "repository_id" BIGINT NOT NULL,
    "key" TEXT NOT NULL,
    "incident_ids" TEXT[],
    "pull_request" INTEGER,
    "status" "fix_status" NOT NULL DEFAULT 'wanted',
    "requested_by" TEXT NOT NULL,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "branch" TEXT,
    "number" INTEGER,
    "commit_sha" TEXT,
    "input" TEXT,
    "note" TEXT,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "fixes_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "fixes_installation_id_repository_id_key_key" ON "fixes"("installation_id", "repository_id", "key");

-- AddForeignKey
ALTER TABLE "fixes" ADD CONSTRAINT "fixes_installation_id_repository_id_fkey" FOREIGN KEY ("installation_id", "repository_id") REFERENCES "repositories"("installation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
