-- CreateEnum
CREATE TYPE "Mode" AS ENUM ('shortlist', 'brokered');

-- CreateEnum
CREATE TYPE "RequestStatus" AS ENUM ('to_locate', 'outside', 'already_followed', 'ready', 'shortlisted', 'proposed', 'offered', 'agreed', 'seen', 'declared', 'closed');

-- CreateEnum
CREATE TYPE "CloseReason" AS ENUM ('withdrawn', 'moved', 'found_alone', 'unreachable', 'no_solution', 'duplicate', 'handed_over', 'deceased', 'erased');

-- CreateEnum
CREATE TYPE "TerritoryPartRole" AS ENUM ('base', 'add', 'subtract');

-- CreateEnum
CREATE TYPE "Channel" AS ENUM ('email', 'sms', 'phone', 'letter');

-- CreateEnum
CREATE TYPE "MessageStatus" AS ENUM ('draft', 'queued', 'sending', 'accepted', 'delivered', 'failed_permanent', 'failed_temporary', 'uncertain', 'cancelled');

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('coordinator', 'delegate', 'referrer', 'cpam', 'partner', 'volunteer', 'administrator', 'auditor');

-- CreateEnum
CREATE TYPE "ProposalStatus" AS ENUM ('pending', 'accepted', 'declined', 'expired', 'withdrawn');

-- CreateEnum
CREATE TYPE "OutcomeKind" AS ENUM ('appointment', 'refused', 'full', 'not_called', 'not_yet', 'found', 'seen', 'declared');

-- CreateTable
CREATE TABLE "territory" (
    "id" UUID NOT NULL,
    "slug" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "mode" "Mode" NOT NULL DEFAULT 'shortlist',
    "is_example" BOOLEAN NOT NULL DEFAULT false,
    "reference_prefix" TEXT NOT NULL,
    "contact_name" TEXT NOT NULL,
    "contact_phone" TEXT NOT NULL,
    "contact_email" TEXT NOT NULL,
    "contact_hours" TEXT NOT NULL,
    "outside_name" TEXT NOT NULL,
    "outside_phone" TEXT NOT NULL,
    "outside_advice" TEXT NOT NULL,
    "band_km" DOUBLE PRECISION NOT NULL DEFAULT 0.5,
    "default_max_km" DOUBLE PRECISION NOT NULL DEFAULT 5,
    "solicited_factor" INTEGER NOT NULL DEFAULT 3,
    "answer_working_days" INTEGER NOT NULL DEFAULT 10,
    "names_in_messages" BOOLEAN NOT NULL DEFAULT true,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "territory_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "territory_part" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "role" "TerritoryPartRole" NOT NULL,
    "insee_code" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "associated_codes" TEXT[],
    "geometry" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "territory_part_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "doctor" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "rpps" TEXT NOT NULL,
    "last_name" TEXT NOT NULL,
    "first_name" TEXT NOT NULL,
    "phone" TEXT,
    "email" TEXT,
    "languages" TEXT[],
    "volunteer_since" TIMESTAMPTZ(3),
    "coordination_agreed_at" TIMESTAMPTZ(3),
    "patients_agreed_at" TIMESTAMPTZ(3),
    "map_agreed_at" TIMESTAMPTZ(3),
    "withdrawn_at" TIMESTAMPTZ(3),
    "source" TEXT NOT NULL DEFAULT 'coordinator',
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "doctor_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "practice" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "address" TEXT NOT NULL,
    "postal_code" TEXT NOT NULL,
    "commune" TEXT NOT NULL,
    "insee_code" TEXT NOT NULL,
    "lon" DOUBLE PRECISION,
    "lat" DOUBLE PRECISION,
    "located" TEXT NOT NULL DEFAULT 'to_locate',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "practice_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "availability" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "doctor_id" UUID NOT NULL,
    "practice_id" UUID NOT NULL,
    "places" INTEGER NOT NULL,
    "ald_places" INTEGER NOT NULL DEFAULT 0,
    "home_visit_places" INTEGER NOT NULL DEFAULT 0,
    "home_visit_communes" TEXT[],
    "age_min" INTEGER,
    "age_max" INTEGER,
    "step_free" BOOLEAN,
    "booking" TEXT NOT NULL DEFAULT '',
    "starts_on" DATE,
    "ends_on" DATE,
    "paused_until" DATE,
    "confirmed_at" TIMESTAMPTZ(3),
    "lowered_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "availability_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "orientation_request" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "reference" TEXT NOT NULL,
    "status" "RequestStatus" NOT NULL,
    "close_reason" "CloseReason",
    "source" TEXT,
    "filled_by" TEXT NOT NULL,
    "channel" "Channel" NOT NULL,
    "registered_at" TIMESTAMPTZ(3) NOT NULL,
    "next_step_on" DATE,
    "insee_code" TEXT,
    "people_count" INTEGER NOT NULL,
    "contact_sealed" TEXT NOT NULL,
    "home_sealed" TEXT NOT NULL,
    "wishes_sealed" TEXT NOT NULL,
    "search_index" TEXT[],
    "verdict" TEXT,
    "verdict_reason_sealed" TEXT,
    "verdict_by" TEXT,
    "oriented_at" TIMESTAMPTZ(3),
    "found_at" TIMESTAMPTZ(3),
    "survey_agreed_at" TIMESTAMPTZ(3),
    "paused_from" DATE,
    "paused_until" DATE,
    "closed_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_by" TEXT,

    CONSTRAINT "orientation_request_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "identity_sealed" TEXT NOT NULL,
    "care_sealed" TEXT NOT NULL,
    "seen_at" TIMESTAMPTZ(3),
    "declared_at" TIMESTAMPTZ(3),

    CONSTRAINT "member_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "request_event" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "sequence" SERIAL NOT NULL,
    "kind" TEXT NOT NULL,
    "actor" TEXT NOT NULL,
    "facts" JSONB NOT NULL DEFAULT '{}',
    "note_sealed" TEXT,

    CONSTRAINT "request_event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shortlist" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "channel" "Channel" NOT NULL,
    "decided_by" TEXT NOT NULL,
    "decided_at" TIMESTAMPTZ(3) NOT NULL,
    "given_at" TIMESTAMPTZ(3),
    "cancelled_at" TIMESTAMPTZ(3),
    "closed_at" TIMESTAMPTZ(3),
    "max_km" DOUBLE PRECISION NOT NULL,
    "exception_sealed" TEXT,

    CONSTRAINT "shortlist_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shortlist_entry" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "shortlist_id" UUID NOT NULL,
    "availability_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "km" DOUBLE PRECISION NOT NULL,
    "reasons" JSONB NOT NULL,

    CONSTRAINT "shortlist_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "proposal" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "availability_id" UUID NOT NULL,
    "status" "ProposalStatus" NOT NULL DEFAULT 'pending',
    "places_held" INTEGER NOT NULL,
    "home_visit_held" INTEGER NOT NULL DEFAULT 0,
    "asked_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "answered_at" TIMESTAMPTZ(3),
    "decline_reason" TEXT,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "proposal_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "outcome" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "member_id" UUID,
    "availability_id" UUID,
    "kind" "OutcomeKind" NOT NULL,
    "told_by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "note_sealed" TEXT,

    CONSTRAINT "outcome_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "private_link" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "message_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "private_link_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "request_id" UUID,
    "doctor_id" UUID,
    "unique_key" TEXT NOT NULL,
    "channel" "Channel" NOT NULL,
    "template" TEXT NOT NULL,
    "ids" JSONB NOT NULL DEFAULT '{}',
    "status" "MessageStatus" NOT NULL DEFAULT 'queued',
    "deliver_after" TIMESTAMPTZ(3) NOT NULL,
    "lease_until" TIMESTAMPTZ(3),
    "leased_by" TEXT,
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "provider" TEXT,
    "provider_ref" TEXT,
    "reason" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "accepted_at" TIMESTAMPTZ(3),
    "delivered_at" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "local_message" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "channel" "Channel" NOT NULL,
    "content_sealed" TEXT NOT NULL,

    CONSTRAINT "local_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "draft" (
    "id" TEXT NOT NULL,
    "territory_id" UUID NOT NULL,
    "values_sealed" TEXT NOT NULL,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "draft_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "territory_id" UUID NOT NULL,
    "scope" TEXT NOT NULL,
    "key" TEXT NOT NULL,
    "fingerprint" TEXT NOT NULL,
    "subject_id" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("territory_id","scope","key")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "name" TEXT NOT NULL DEFAULT '',
    "password_hash" TEXT,
    "totp_secret_sealed" TEXT,
    "last_totp_step" INTEGER,
    "activation_hash" TEXT,
    "activation_expires_at" TIMESTAMPTZ(3),
    "secrecy_agreed_at" TIMESTAMPTZ(3),
    "disabled_at" TIMESTAMPTZ(3),
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "account_id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "role" "Role" NOT NULL,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("account_id","territory_id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" TEXT NOT NULL,
    "territory_id" UUID,
    "account_id" UUID,
    "content" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "rate_limit" (
    "key" TEXT NOT NULL,
    "points" INTEGER NOT NULL,
    "expire" TIMESTAMP(3),

    CONSTRAINT "rate_limit_pkey" PRIMARY KEY ("key")
);

-- CreateTable
CREATE TABLE "audit_entry" (
    "id" UUID NOT NULL,
    "sequence" BIGSERIAL NOT NULL,
    "territory_id" UUID,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "action" TEXT NOT NULL,
    "subject_kind" TEXT NOT NULL,
    "subject_id" TEXT,
    "web_request_id" TEXT,
    "facts" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "audit_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "job_run" (
    "name" TEXT NOT NULL,
    "ran_at" TIMESTAMPTZ(3) NOT NULL,
    "result" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "job_run_pkey" PRIMARY KEY ("name")
);

-- CreateIndex
CREATE UNIQUE INDEX "territory_slug_key" ON "territory"("slug");

-- CreateIndex
CREATE INDEX "territory_part_territory_id_role_idx" ON "territory_part"("territory_id", "role");

-- CreateIndex
CREATE UNIQUE INDEX "doctor_territory_id_rpps_key" ON "doctor"("territory_id", "rpps");

-- CreateIndex
CREATE UNIQUE INDEX "practice_territory_id_name_address_postal_code_key" ON "practice"("territory_id", "name", "address", "postal_code");

-- CreateIndex
CREATE INDEX "availability_territory_id_idx" ON "availability"("territory_id");

-- CreateIndex
CREATE INDEX "availability_doctor_id_idx" ON "availability"("doctor_id");

-- CreateIndex
CREATE INDEX "orientation_request_territory_id_status_registered_at_idx" ON "orientation_request"("territory_id", "status", "registered_at");

-- CreateIndex
CREATE INDEX "orientation_request_search_index_idx" ON "orientation_request" USING GIN ("search_index");

-- CreateIndex
CREATE UNIQUE INDEX "orientation_request_territory_id_reference_key" ON "orientation_request"("territory_id", "reference");

-- CreateIndex
CREATE INDEX "member_territory_id_idx" ON "member"("territory_id");

-- CreateIndex
CREATE UNIQUE INDEX "member_request_id_position_key" ON "member"("request_id", "position");

-- CreateIndex
CREATE INDEX "request_event_request_id_sequence_idx" ON "request_event"("request_id", "sequence");

-- CreateIndex
CREATE INDEX "request_event_territory_id_at_idx" ON "request_event"("territory_id", "at");

-- CreateIndex
CREATE INDEX "shortlist_request_id_idx" ON "shortlist"("request_id");

-- CreateIndex
CREATE INDEX "shortlist_territory_id_idx" ON "shortlist"("territory_id");

-- CreateIndex
CREATE INDEX "shortlist_entry_availability_id_idx" ON "shortlist_entry"("availability_id");

-- CreateIndex
CREATE INDEX "shortlist_entry_territory_id_idx" ON "shortlist_entry"("territory_id");

-- CreateIndex
CREATE UNIQUE INDEX "shortlist_entry_shortlist_id_availability_id_key" ON "shortlist_entry"("shortlist_id", "availability_id");

-- CreateIndex
CREATE INDEX "proposal_availability_id_status_idx" ON "proposal"("availability_id", "status");

-- CreateIndex
CREATE INDEX "proposal_territory_id_expires_at_idx" ON "proposal"("territory_id", "expires_at");

-- CreateIndex
CREATE INDEX "outcome_request_id_idx" ON "outcome"("request_id");

-- CreateIndex
CREATE INDEX "outcome_territory_id_at_idx" ON "outcome"("territory_id", "at");

-- CreateIndex
CREATE UNIQUE INDEX "private_link_token_hash_key" ON "private_link"("token_hash");

-- CreateIndex
CREATE INDEX "private_link_request_id_idx" ON "private_link"("request_id");

-- CreateIndex
CREATE INDEX "private_link_territory_id_idx" ON "private_link"("territory_id");

-- CreateIndex
CREATE INDEX "message_status_deliver_after_idx" ON "message"("status", "deliver_after");

-- CreateIndex
CREATE INDEX "message_request_id_idx" ON "message"("request_id");

-- CreateIndex
CREATE UNIQUE INDEX "message_territory_id_unique_key_key" ON "message"("territory_id", "unique_key");

-- CreateIndex
CREATE INDEX "local_message_territory_id_at_idx" ON "local_message"("territory_id", "at");

-- CreateIndex
CREATE INDEX "local_message_message_id_idx" ON "local_message"("message_id");

-- CreateIndex
CREATE INDEX "draft_updated_at_idx" ON "draft"("updated_at");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- CreateIndex
CREATE UNIQUE INDEX "account_email_key" ON "account"("email");

-- CreateIndex
CREATE UNIQUE INDEX "account_activation_hash_key" ON "account"("activation_hash");

-- CreateIndex
CREATE INDEX "membership_territory_id_idx" ON "membership"("territory_id");

-- CreateIndex
CREATE INDEX "session_expires_at_idx" ON "session"("expires_at");

-- CreateIndex
CREATE UNIQUE INDEX "audit_entry_sequence_key" ON "audit_entry"("sequence");

-- CreateIndex
CREATE INDEX "audit_entry_territory_id_at_idx" ON "audit_entry"("territory_id", "at");

-- CreateIndex
CREATE INDEX "audit_entry_subject_kind_subject_id_idx" ON "audit_entry"("subject_kind", "subject_id");

-- AddForeignKey
ALTER TABLE "territory_part" ADD CONSTRAINT "territory_part_territory_id_fkey" FOREIGN KEY ("territory_id") REFERENCES "territory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "doctor" ADD CONSTRAINT "doctor_territory_id_fkey" FOREIGN KEY ("territory_id") REFERENCES "territory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "practice" ADD CONSTRAINT "practice_territory_id_fkey" FOREIGN KEY ("territory_id") REFERENCES "territory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "availability" ADD CONSTRAINT "availability_territory_id_fkey" FOREIGN KEY ("territory_id") REFERENCES "territory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "availability" ADD CONSTRAINT "availability_doctor_id_fkey" FOREIGN KEY ("doctor_id") REFERENCES "doctor"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "availability" ADD CONSTRAINT "availability_practice_id_fkey" FOREIGN KEY ("practice_id") REFERENCES "practice"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "orientation_request" ADD CONSTRAINT "orientation_request_territory_id_fkey" FOREIGN KEY ("territory_id") REFERENCES "territory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "orientation_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "request_event" ADD CONSTRAINT "request_event_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "orientation_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shortlist" ADD CONSTRAINT "shortlist_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "orientation_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shortlist_entry" ADD CONSTRAINT "shortlist_entry_shortlist_id_fkey" FOREIGN KEY ("shortlist_id") REFERENCES "shortlist"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shortlist_entry" ADD CONSTRAINT "shortlist_entry_availability_id_fkey" FOREIGN KEY ("availability_id") REFERENCES "availability"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "orientation_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_availability_id_fkey" FOREIGN KEY ("availability_id") REFERENCES "availability"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome" ADD CONSTRAINT "outcome_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "orientation_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "outcome" ADD CONSTRAINT "outcome_member_id_fkey" FOREIGN KEY ("member_id") REFERENCES "member"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "private_link" ADD CONSTRAINT "private_link_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "orientation_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "message" ADD CONSTRAINT "message_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "orientation_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_territory_id_fkey" FOREIGN KEY ("territory_id") REFERENCES "territory"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- What Prisma's schema cannot say.

alter table "availability"
  add constraint "availability_places_range" check ("places" between 0 and 10000),
  add constraint "availability_parts_of_places" check ("ald_places" between 0 and "places" and "home_visit_places" between 0 and "places"),
  add constraint "availability_ages" check ("age_min" is null or "age_max" is null or "age_min" <= "age_max"),
  add constraint "availability_stay" check ("starts_on" is null or "ends_on" is null or "starts_on" <= "ends_on");

alter table "practice"
  add constraint "practice_position" check (("lon" is null) = ("lat" is null)),
  add constraint "practice_located" check ("located" in ('located', 'by_hand', 'to_locate') and ("located" = 'to_locate' or "lon" is not null));

alter table "doctor" add constraint "doctor_rpps" check ("rpps" ~ '^[0-9]{11}$');

alter table "orientation_request"
  add constraint "request_closed_with_reason" check (("status" = 'closed') = ("close_reason" is not null) and ("status" = 'closed') = ("closed_at" is not null)),
  add constraint "request_people" check ("people_count" between 1 and 20),
  add constraint "request_pause" check ("paused_until" is null or ("paused_from" is not null and "paused_from" <= "paused_until")),
  add constraint "request_verdict" check ("verdict" is null or "verdict" in ('inside', 'outside', 'to_verify'));

alter table "proposal"
  add constraint "proposal_holds" check ("places_held" > 0 and "home_visit_held" between 0 and "places_held"),
  add constraint "proposal_answered" check (("status" = 'pending') = ("answered_at" is null));

-- One living proposal for a request and a doctor at a practice.
create unique index "proposal_one_living" on "proposal" ("request_id", "availability_id") where "status" in ('pending', 'accepted');

alter table "message"
  add constraint "message_lease" check (("status" = 'sending') = ("lease_until" is not null)),
  add constraint "message_attempts" check ("attempts" >= 0);

-- What the worker looks for, and nothing else.
create index "message_due" on "message" ("deliver_after") where "status" in ('queued', 'failed_temporary');

alter table "account" add constraint "account_email_lower" check ("email" = lower("email"));
