-- CreateEnum
CREATE TYPE "OrganisationKind" AS ENUM ('cabinet', 'pharmacie', 'cpam', 'msa', 'ccas', 'snp', 'autre');

-- CreateTable
CREATE TABLE "profession" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "profession_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "organisation" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "kind" "OrganisationKind" NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "organisation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "referrer_profile" (
    "account_id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "profession_id" UUID,
    "organisation_id" UUID NOT NULL,
    "doctor_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "referrer_profile_pkey" PRIMARY KEY ("account_id","territory_id")
);

-- CreateIndex
CREATE UNIQUE INDEX "profession_territory_id_code_key" ON "profession"("territory_id", "code");

-- CreateIndex
CREATE UNIQUE INDEX "organisation_territory_id_kind_name_key" ON "organisation"("territory_id", "kind", "name");

-- CreateIndex
CREATE INDEX "referrer_profile_territory_id_idx" ON "referrer_profile"("territory_id");

-- AddForeignKey
ALTER TABLE "profession" ADD CONSTRAINT "profession_territory_id_fkey" FOREIGN KEY ("territory_id") REFERENCES "territory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "organisation" ADD CONSTRAINT "organisation_territory_id_fkey" FOREIGN KEY ("territory_id") REFERENCES "territory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referrer_profile" ADD CONSTRAINT "referrer_profile_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referrer_profile" ADD CONSTRAINT "referrer_profile_territory_id_fkey" FOREIGN KEY ("territory_id") REFERENCES "territory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referrer_profile" ADD CONSTRAINT "referrer_profile_profession_id_fkey" FOREIGN KEY ("profession_id") REFERENCES "profession"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referrer_profile" ADD CONSTRAINT "referrer_profile_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referrer_profile" ADD CONSTRAINT "referrer_profile_doctor_id_fkey" FOREIGN KEY ("doctor_id") REFERENCES "doctor"("id") ON DELETE SET NULL ON UPDATE CASCADE;



-- What Prisma's schema cannot say.

alter table "profession"
  add constraint "profession_code" check ("code" ~ '^[a-z0-9_]{1,60}$'),
  add constraint "profession_label" check (btrim("label") <> '');

alter table "organisation" add constraint "organisation_name" check (btrim("name") <> '');

-- A profession for professionals, and only they are linked to a doctor of the register.
alter table "referrer_profile"
  add constraint "referrer_profile_role" check ("role" in ('referrer', 'cpam', 'partner')),
  add constraint "referrer_profile_profession" check ("profession_id" is null or "role" = 'referrer'),
  add constraint "referrer_profile_doctor" check ("doctor_id" is null or "role" = 'referrer');

-- One open account for one doctor: places of the common list are taken in their name.
create unique index "referrer_profile_one_doctor" on "referrer_profile" ("doctor_id")
  where "doctor_id" is not null and "closed_at" is null;

-- The four professions of the scheme, for the territories that are there already; others are given them as they are made.
insert into "profession" ("id", "territory_id", "code", "label", "created_at")
select gen_random_uuid(), "territory"."id", "first"."code", "first"."label", now()
from "territory", (values
  ('medecin_generaliste', 'Médecin généraliste'),
  ('infirmier', 'Infirmière, infirmier'),
  ('masseur_kinesitherapeute', 'Masseur-kinésithérapeute'),
  ('pharmacien', 'Pharmacienne, pharmacien')
) as "first" ("code", "label");
