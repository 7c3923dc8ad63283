-- AlterTable
ALTER TABLE "proposal" ADD COLUMN     "answered_by" TEXT,
ADD COLUMN     "ended_why" TEXT,
ADD COLUMN     "fewer_people" INTEGER,
ADD COLUMN     "household_answer" TEXT,
ADD COLUMN     "household_answered_at" TIMESTAMPTZ(3),
ADD COLUMN     "km" DOUBLE PRECISION,
ADD COLUMN     "later_from" DATE,
ADD COLUMN     "medium" TEXT NOT NULL DEFAULT 'link',
ADD COLUMN     "offer_expires_at" TIMESTAMPTZ(3),
ADD COLUMN     "offered_at" TIMESTAMPTZ(3),
ADD COLUMN     "round_id" UUID;

-- AlterTable
ALTER TABLE "territory" ADD COLUMN     "common_list_days" INTEGER NOT NULL DEFAULT 30,
ADD COLUMN     "has_common_list" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "moves_on_to" TEXT NOT NULL DEFAULT 'next',
ADD COLUMN     "offer_working_days" INTEGER NOT NULL DEFAULT 10,
ADD COLUMN     "proposal_working_days" INTEGER NOT NULL DEFAULT 5,
ADD COLUMN     "reasonable_km" DOUBLE PRECISION NOT NULL DEFAULT 10,
ADD COLUMN     "wider_km" DOUBLE PRECISION NOT NULL DEFAULT 15;

-- CreateTable
CREATE TABLE "proposal_round" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "medium" TEXT NOT NULL,
    "queue" UUID[],
    "working_days" INTEGER NOT NULL,
    "max_km" DOUBLE PRECISION NOT NULL,
    "exception_sealed" TEXT,
    "started_by" TEXT NOT NULL,
    "started_at" TIMESTAMPTZ(3) NOT NULL,
    "ended_at" TIMESTAMPTZ(3),
    "ended_why" TEXT,

    CONSTRAINT "proposal_round_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "ladder" (
    "request_id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "rung" TEXT NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL,
    "named_availability_id" UUID,
    "wider_km" DOUBLE PRECISION,
    "wider_asked_at" TIMESTAMPTZ(3),
    "wider_answer" TEXT,
    "wider_answered_at" TIMESTAMPTZ(3),

    CONSTRAINT "ladder_pkey" PRIMARY KEY ("request_id")
);

-- CreateTable
CREATE TABLE "todo" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "unique_key" TEXT NOT NULL,
    "while_status" "RequestStatus",
    "facts" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "done_at" TIMESTAMPTZ(3),
    "done_by" TEXT,

    CONSTRAINT "todo_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "proposal_round_request_id_idx" ON "proposal_round"("request_id");

-- CreateIndex
CREATE INDEX "proposal_round_territory_id_idx" ON "proposal_round"("territory_id");

-- CreateIndex
CREATE INDEX "ladder_territory_id_rung_idx" ON "ladder"("territory_id", "rung");

-- CreateIndex
CREATE INDEX "todo_territory_id_done_at_idx" ON "todo"("territory_id", "done_at");

-- CreateIndex
CREATE INDEX "todo_request_id_idx" ON "todo"("request_id");

-- CreateIndex
CREATE UNIQUE INDEX "todo_territory_id_unique_key_key" ON "todo"("territory_id", "unique_key");

-- CreateIndex
CREATE INDEX "proposal_request_id_idx" ON "proposal"("request_id");

-- AddForeignKey
ALTER TABLE "proposal_round" ADD CONSTRAINT "proposal_round_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "orientation_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "proposal" ADD CONSTRAINT "proposal_round_id_fkey" FOREIGN KEY ("round_id") REFERENCES "proposal_round"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ladder" ADD CONSTRAINT "ladder_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "orientation_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "todo" ADD CONSTRAINT "todo_request_id_fkey" FOREIGN KEY ("request_id") REFERENCES "orientation_request"("id") ON DELETE CASCADE ON UPDATE CASCADE;



-- What Prisma's schema cannot say.

alter table "territory"
  add constraint "territory_moves_on_to" check ("moves_on_to" in ('next', 'coordinator')),
  add constraint "territory_asking" check (
    "reasonable_km" > 0 and "wider_km" > 0 and "proposal_working_days" > 0 and "offer_working_days" > 0
    and "common_list_days" > 0
  );

alter table "proposal_round"
  add constraint "proposal_round_medium" check ("medium" in ('link', 'phone')),
  add constraint "proposal_round_ended" check (("ended_at" is null) = ("ended_why" is null));

-- A household is asked about in one round at a time.
create unique index "proposal_round_one_open" on "proposal_round" ("request_id") where "ended_at" is null;

alter table "proposal"
  add constraint "proposal_medium" check ("medium" in ('link', 'phone', 'common_list')),
  add constraint "proposal_offered" check (("offered_at" is null) = ("offer_expires_at" is null)),
  add constraint "proposal_household" check (
    ("household_answer" is null) = ("household_answered_at" is null)
    and coalesce("household_answer" in ('agreed', 'refused', 'silent'), true)
  );

alter table "ladder"
  add constraint "ladder_rung" check ("rung" in ('named', 'radius', 'wider', 'common_list', 'coordinator')),
  add constraint "ladder_wider" check (
    ("wider_answer" is null) = ("wider_answered_at" is null)
    and coalesce("wider_answer" in ('agreed', 'refused', 'silent'), true)
  );
