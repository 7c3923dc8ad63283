-- CreateEnum
CREATE TYPE "CampaignStatus" AS ENUM ('draft', 'running', 'paused', 'ended', 'cancelled');

-- AlterTable
ALTER TABLE "message" ADD COLUMN     "campaign_id" UUID;

-- CreateTable
CREATE TABLE "campaign" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "year" INTEGER NOT NULL,
    "status" "CampaignStatus" NOT NULL DEFAULT 'draft',
    "oriented_from" TIMESTAMPTZ(3) NOT NULL,
    "oriented_to" TIMESTAMPTZ(3),
    "audience" JSONB NOT NULL DEFAULT '{}',
    "first_at" TIMESTAMPTZ(3),
    "hours" INTEGER,
    "remind_on" DATE,
    "reminded_at" TIMESTAMPTZ(3),
    "closes_on" DATE,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "started_by" TEXT,
    "ended_at" TIMESTAMPTZ(3),
    "forgotten_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,
    "updated_by" TEXT,

    CONSTRAINT "campaign_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "survey_link" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "channel" "Channel" NOT NULL,

    CONSTRAINT "survey_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "survey_answer" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "campaign_id" UUID NOT NULL,
    "found" TEXT,
    "ease" TEXT,
    "delay" TEXT,
    "help" TEXT,
    "welcome" TEXT,
    "advise" TEXT,
    "words_sealed" TEXT,
    "words_state" TEXT NOT NULL DEFAULT 'none',
    "shown_sealed" TEXT,
    "reviewed_by" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "survey_answer_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "campaign_territory_id_kind_year_idx" ON "campaign"("territory_id", "kind", "year");

-- CreateIndex
CREATE UNIQUE INDEX "survey_link_token_hash_key" ON "survey_link"("token_hash");

-- CreateIndex
CREATE INDEX "survey_link_request_id_idx" ON "survey_link"("request_id");

-- CreateIndex
CREATE INDEX "survey_link_territory_id_idx" ON "survey_link"("territory_id");

-- CreateIndex
CREATE UNIQUE INDEX "survey_link_campaign_id_request_id_key" ON "survey_link"("campaign_id", "request_id");

-- CreateIndex
CREATE INDEX "survey_answer_campaign_id_idx" ON "survey_answer"("campaign_id");

-- CreateIndex
CREATE INDEX "survey_answer_territory_id_words_state_idx" ON "survey_answer"("territory_id", "words_state");

-- CreateIndex
CREATE INDEX "message_campaign_id_idx" ON "message"("campaign_id");

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_link" ADD CONSTRAINT "survey_link_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_link" ADD CONSTRAINT "survey_link_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "orientation_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "survey_answer" ADD CONSTRAINT "survey_answer_campaign_id_fkey" FOREIGN KEY ("campaign_id") REFERENCES "campaign"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma's schema cannot say.
create unique index "campaign_one_a_year" on "campaign"("territory_id", "kind", "year")
  where "status" <> 'cancelled';
alter table "campaign"
  add constraint "campaign_kind" check ("kind" in ('satisfaction')),
  add constraint "campaign_hours" check ("hours" between 1 and 90),
  add constraint "campaign_started" check (
    "status" in ('draft', 'cancelled')
    or ("started_at" is not null and "oriented_to" is not null and "first_at" is not null
      and "hours" is not null and "remind_on" is not null and "closes_on" is not null)
  );
alter table "survey_link"
  add constraint "survey_link_channel" check ("channel" in ('email', 'sms'));
alter table "survey_answer"
  add constraint "survey_answer_words_state" check ("words_state" in ('none', 'to_review', 'shown', 'hidden')),
  add constraint "survey_answer_words" check (("words_sealed" is null) = ("words_state" = 'none')),
  add constraint "survey_answer_shown" check (("shown_sealed" is not null) = ("words_state" = 'shown'));
