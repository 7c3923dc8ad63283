-- CreateTable
CREATE TABLE "send_attempt" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "message_id" UUID NOT NULL,
    "attempt" INTEGER NOT NULL,
    "provider" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "answer" TEXT NOT NULL,
    "reason" TEXT,

    CONSTRAINT "send_attempt_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "send_attempt_message_id_idx" ON "send_attempt"("message_id");

-- CreateIndex
CREATE INDEX "send_attempt_territory_id_idx" ON "send_attempt"("territory_id");

-- AddForeignKey
ALTER TABLE "send_attempt" ADD CONSTRAINT "send_attempt_message_id_fkey" FOREIGN KEY ("message_id") REFERENCES "message"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema cannot say.
alter table "send_attempt"
  add constraint "send_attempt_answer" check ("answer" in ('accepted', 'retry', 'permanent', 'uncertain')),
  add constraint "send_attempt_attempt" check ("attempt" > 0);
