-- CreateEnum
CREATE TYPE "ProspectStatus" AS ENUM ('prospect', 'invited', 'joined', 'objected');

-- CreateEnum
CREATE TYPE "DepartureKind" AS ENUM ('retirement', 'move', 'other');

-- AlterEnum
ALTER TYPE "OutcomeKind" ADD VALUE 'absent';

-- AlterTable
ALTER TABLE "doctor" ADD COLUMN     "channel" "Channel" NOT NULL DEFAULT 'email';

-- AlterTable
ALTER TABLE "practice" ADD COLUMN     "booking" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "phone" TEXT,
ADD COLUMN     "phone_hours" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "version" INTEGER NOT NULL DEFAULT 1;

-- CreateTable
CREATE TABLE "prospect" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "rpps" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "first_name" TEXT NOT NULL,
    "status" "ProspectStatus" NOT NULL DEFAULT 'prospect',
    "object_hash" TEXT,
    "informed_at" TIMESTAMPTZ(3),
    "invited_at" TIMESTAMPTZ(3),
    "objected_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "prospect_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "prospect_place" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "prospect_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "postal_code" TEXT NOT NULL,
    "commune" TEXT NOT NULL,
    "insee_code" TEXT NOT NULL,
    "phone" TEXT,
    "email" TEXT,
    "lon" DOUBLE PRECISION,
    "lat" DOUBLE PRECISION,
    "located" TEXT NOT NULL DEFAULT 'to_locate',

    CONSTRAINT "prospect_place_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "doctor_link" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "doctor_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "message_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "used_at" TIMESTAMPTZ(3),
    "killed_at" TIMESTAMPTZ(3),
    "code_hash" TEXT,
    "code_sent_at" TIMESTAMPTZ(3),
    "code_tries" INTEGER NOT NULL DEFAULT 0,
    "proven_at" TIMESTAMPTZ(3),

    CONSTRAINT "doctor_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "departure" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "doctor_id" UUID NOT NULL,
    "kind" "DepartureKind" NOT NULL,
    "leaves_on" DATE NOT NULL,
    "source" TEXT NOT NULL,
    "announced_at" TIMESTAMPTZ(3) NOT NULL,
    "announced_by" TEXT NOT NULL,
    "cancelled_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "departure_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "departure_count" (
    "territory_id" UUID NOT NULL,
    "departure_id" UUID NOT NULL,
    "insee_code" TEXT NOT NULL,
    "age_band" TEXT NOT NULL,
    "people" INTEGER NOT NULL,

    CONSTRAINT "departure_count_pkey" PRIMARY KEY ("departure_id","insee_code","age_band")
);

-- CreateIndex
CREATE UNIQUE INDEX "prospect_object_hash_key" ON "prospect"("object_hash");

-- CreateIndex
CREATE UNIQUE INDEX "prospect_territory_id_rpps_key" ON "prospect"("territory_id", "rpps");

-- CreateIndex
CREATE INDEX "prospect_place_territory_id_idx" ON "prospect_place"("territory_id");

-- CreateIndex
CREATE UNIQUE INDEX "prospect_place_prospect_id_name_address_postal_code_key" ON "prospect_place"("prospect_id", "name", "address", "postal_code");

-- CreateIndex
CREATE UNIQUE INDEX "doctor_link_token_hash_key" ON "doctor_link"("token_hash");

-- CreateIndex
CREATE INDEX "doctor_link_doctor_id_idx" ON "doctor_link"("doctor_id");

-- CreateIndex
CREATE INDEX "doctor_link_territory_id_idx" ON "doctor_link"("territory_id");

-- CreateIndex
CREATE UNIQUE INDEX "departure_territory_id_source_key" ON "departure"("territory_id", "source");

-- CreateIndex
CREATE INDEX "departure_count_territory_id_idx" ON "departure_count"("territory_id");

-- AddForeignKey
ALTER TABLE "prospect_place" ADD CONSTRAINT "prospect_place_prospect_id_fkey" FOREIGN KEY ("prospect_id") REFERENCES "prospect"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "doctor_link" ADD CONSTRAINT "doctor_link_doctor_id_fkey" FOREIGN KEY ("doctor_id") REFERENCES "doctor"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "departure" ADD CONSTRAINT "departure_doctor_id_fkey" FOREIGN KEY ("doctor_id") REFERENCES "doctor"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "departure_count" ADD CONSTRAINT "departure_count_departure_id_fkey" FOREIGN KEY ("departure_id") REFERENCES "departure"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- What Prisma's schema cannot say.

alter table "prospect" add constraint "prospect_rpps" check ("rpps" ~ '^[0-9]{11}$');

alter table "prospect_place"
  add constraint "prospect_place_position" check (("lon" is null) = ("lat" is null));

alter table "doctor" add constraint "doctor_channel" check ("channel" in ('email', 'sms'));

alter table "doctor_link"
  add constraint "doctor_link_dates" check ("expires_at" > "created_at"),
  add constraint "doctor_link_tries" check ("code_tries" between 0 and 100);

-- One living link for a doctor: a new one kills the old.
create unique index "doctor_link_one_living" on "doctor_link" ("doctor_id") where "used_at" is null and "killed_at" is null;

alter table "departure_count"
  add constraint "departure_count_people" check ("people" between 0 and 100000),
  add constraint "departure_count_band" check ("age_band" in ('0-15', '16-69', '70+'));
