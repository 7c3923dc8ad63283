-- AlterTable
ALTER TABLE "orientation_request" ADD COLUMN     "sms_stopped_at" TIMESTAMPTZ(3);
