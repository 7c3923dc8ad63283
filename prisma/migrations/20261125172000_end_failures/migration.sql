-- AlterTable
ALTER TABLE "message" ADD COLUMN     "handled_at" TIMESTAMPTZ(3);
