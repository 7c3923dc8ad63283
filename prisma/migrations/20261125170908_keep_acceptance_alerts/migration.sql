-- CreateTable
CREATE TABLE "acceptance_alert" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "doctor_id" UUID NOT NULL,
    "band" TEXT NOT NULL,
    "doctor_yes" INTEGER NOT NULL,
    "doctor_answered" INTEGER NOT NULL,
    "territory_yes" INTEGER NOT NULL,
    "territory_answered" INTEGER NOT NULL,
    "counted_at" TIMESTAMPTZ(3) NOT NULL,
    "opened_at" TIMESTAMPTZ(3) NOT NULL,
    "shown_at" TIMESTAMPTZ(3),
    "talked_at" TIMESTAMPTZ(3),
    "talked_by" TEXT,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "acceptance_alert_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "acceptance_alert_territory_id_closed_at_idx" ON "acceptance_alert"("territory_id", "closed_at");

-- CreateIndex
CREATE INDEX "acceptance_alert_doctor_id_idx" ON "acceptance_alert"("doctor_id");

-- AddForeignKey
ALTER TABLE "acceptance_alert" ADD CONSTRAINT "acceptance_alert_doctor_id_fkey" FOREIGN KEY ("doctor_id") REFERENCES "doctor"("id") ON DELETE CASCADE ON UPDATE CASCADE;


ALTER TABLE "acceptance_alert"
  ADD CONSTRAINT "acceptance_alert_band_check" CHECK ("band" in ('A', 'B', 'C', 'D')),
  ADD CONSTRAINT "acceptance_alert_doctor_check" CHECK ("doctor_yes" >= 0 and "doctor_yes" <= "doctor_answered"),
  ADD CONSTRAINT "acceptance_alert_territory_check" CHECK ("territory_yes" >= 0 and "territory_yes" <= "territory_answered"),
  ADD CONSTRAINT "acceptance_alert_talked_check" CHECK (("talked_at" is null) = ("talked_by" is null));

-- One alert at a time for a doctor and a band
CREATE UNIQUE INDEX "acceptance_alert_open_key" ON "acceptance_alert"("doctor_id", "band") WHERE "closed_at" is null;
