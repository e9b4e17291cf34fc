-- What is accepted on a pull request, for it and for its merge.

-- CreateTable
CREATE TABLE "acceptances" (
    "installation_id" BIGINT NOT NULL,
    "repository_id" BIGINT NOT NULL,
    "pull_request" INTEGER NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "compatibility" "compatibility" NOT NULL,
    "after" TEXT,
    "head_sha" TEXT NOT NULL,
    "reason" TEXT NOT NULL,
    "expires" DATE,
    "created_by" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "settled_at" TIMESTAMPTZ(3),

    CONSTRAINT "acceptances_pkey" PRIMARY KEY ("installation_id","repository_id","pull_request","fingerprint")
);

-- AddForeignKey
ALTER TABLE "acceptances" ADD CONSTRAINT "acceptances_installation_id_repository_id_fkey" FOREIGN KEY ("installation_id", "repository_id") REFERENCES "repositories"("installation_id", "id") ON DELETE CASCADE ON UPDATE CASCADE;
