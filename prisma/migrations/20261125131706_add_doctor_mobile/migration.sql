-- AlterTable
ALTER TABLE "doctor" ADD COLUMN     "mobile" TEXT;



-- What Prisma's schema cannot say: the number is in E.164.
alter table "doctor" add constraint "doctor_mobile" check ("mobile" ~ '^\+[1-9][0-9]{6,14}$');
