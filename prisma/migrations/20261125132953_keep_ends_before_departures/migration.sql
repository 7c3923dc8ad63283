-- AlterTable
ALTER TABLE "availability" ADD COLUMN     "ends_on_before_departure" DATE;

-- What Prisma's schema cannot say: a departure only brings an end forward.
alter table "availability"
  add constraint "availability_ends_on_before_departure"
  check ("ends_on_before_departure" is null or ("ends_on" is not null and "ends_on_before_departure" >= "ends_on"));
