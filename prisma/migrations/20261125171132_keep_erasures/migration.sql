-- CreateTable
CREATE TABLE "erasure" (
    "request_id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "erased_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "erasure_pkey" PRIMARY KEY ("request_id")
);

-- CreateIndex
CREATE INDEX "erasure_territory_id_idx" ON "erasure"("territory_id");


