-- AlterTable
ALTER TABLE "message" ADD COLUMN     "ask_after" TIMESTAMPTZ(3),
ADD COLUMN     "left_at" TIMESTAMPTZ(3),
ADD COLUMN     "text_mark" TEXT;

-- What Prisma's schema cannot say: only what left with a mark can be asked about, and few messages ever are.
alter table "message"
  add constraint "message_mark" check (("text_mark" is null) = ("left_at" is null)),
  add constraint "message_ask" check ("ask_after" is null or "text_mark" is not null);
create index "message_to_ask" on "message" ("ask_after") where "ask_after" is not null;
create index "message_provider_ref" on "message" ("provider_ref") where "provider_ref" is not null;
