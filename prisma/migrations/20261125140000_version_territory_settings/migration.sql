-- AlterTable
ALTER TABLE "territory" ADD COLUMN     "settings_changed_at" TIMESTAMPTZ(3),
ADD COLUMN     "settings_changed_by" TEXT,
ADD COLUMN     "settings_version" INTEGER NOT NULL DEFAULT 1;
