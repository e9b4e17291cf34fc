-- Which pull request of a fix was given its labels and reviewers.

-- AlterTable
ALTER TABLE "fixes" ADD COLUMN "company_number" INTEGER;

-- Those that are open were given theirs when they were opened.
UPDATE "fixes" SET "company_number" = "number";
