-- AlterTable
ALTER TABLE "shortlist_entry" ADD COLUMN     "home_visits" INTEGER NOT NULL DEFAULT 0;



-- What Prisma's schema cannot say.

alter table "shortlist_entry" add constraint "shortlist_entry_home_visits" check ("home_visits" >= 0);
