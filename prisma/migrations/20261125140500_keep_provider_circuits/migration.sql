-- CreateTable
CREATE TABLE "provider_circuit" (
    "provider" TEXT NOT NULL,
    "failed_at" TIMESTAMPTZ(3)[],
    "opened_at" TIMESTAMPTZ(3),
    "last_probe_at" TIMESTAMPTZ(3),

    CONSTRAINT "provider_circuit_pkey" PRIMARY KEY ("provider")
);

-- What Prisma's schema cannot say: a circuit that is open says when it was last tried.
alter table "provider_circuit"
  add constraint "provider_circuit_open" check (("opened_at" is null) = ("last_probe_at" is null));
