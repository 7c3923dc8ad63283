-- DropIndex
DROP INDEX "member_territory_id_idx";

-- AlterTable
ALTER TABLE "member" ADD COLUMN     "identity_index" TEXT;

-- CreateTable
CREATE TABLE "referral" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "role" "Role" NOT NULL,
    "organisation_id" UUID NOT NULL,
    "profession_id" UUID,
    "source" TEXT NOT NULL,
    "agreed_on" DATE NOT NULL,
    "agreed_how" TEXT NOT NULL,
    "outcome_agreed_at" TIMESTAMPTZ(3),
    "wished_doctor_sealed" TEXT,
    "told_at" TIMESTAMPTZ(3),
    "row_index" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "referral_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "referral_request_id_key" ON "referral"("request_id");

-- CreateIndex
CREATE INDEX "referral_territory_id_created_at_idx" ON "referral"("territory_id", "created_at");

-- CreateIndex
CREATE INDEX "referral_account_id_idx" ON "referral"("account_id");

-- CreateIndex
CREATE UNIQUE INDEX "referral_organisation_id_row_index_key" ON "referral"("organisation_id", "row_index");

-- CreateIndex
CREATE INDEX "member_territory_id_identity_index_idx" ON "member"("territory_id", "identity_index");

-- AddForeignKey
ALTER TABLE "referral" ADD CONSTRAINT "referral_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "orientation_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral" ADD CONSTRAINT "referral_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral" ADD CONSTRAINT "referral_organisation_id_fkey" FOREIGN KEY ("organisation_id") REFERENCES "organisation"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "referral" ADD CONSTRAINT "referral_profession_id_fkey" FOREIGN KEY ("profession_id") REFERENCES "profession"("id") ON DELETE SET NULL ON UPDATE CASCADE;



-- What Prisma's schema cannot say.

alter table "referral"
  add constraint "referral_role" check ("role" in ('referrer', 'cpam', 'partner')),
  add constraint "referral_source" check ("source" in ('consultation', 'pharmacie', 'carte-urgence-sante', 'soins-non-programmes', 'accueil', 'autre')),
  add constraint "referral_agreed_how" check ("agreed_how" in ('orally', 'in_writing'));
