-- AlterTable
ALTER TABLE "doctor" ADD COLUMN     "secure_email" TEXT;

-- What Prisma's schema cannot say.

alter table "doctor" add constraint "doctor_secure_email" check ("secure_email" like '%_@_%');
