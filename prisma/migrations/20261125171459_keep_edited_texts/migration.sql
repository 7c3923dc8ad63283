-- CreateTable
CREATE TABLE "edited_text" (
    "id" UUID NOT NULL,
    "territory_id" UUID NOT NULL,
    "template" TEXT NOT NULL,
    "part" TEXT NOT NULL,
    "version" INTEGER NOT NULL,
    "text" TEXT,
    "changed_by" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "edited_text_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "edited_text_territory_id_template_part_version_key" ON "edited_text"("territory_id", "template", "part", "version");

-- AddForeignKey
ALTER TABLE "edited_text" ADD CONSTRAINT "edited_text_territory_id_fkey" FOREIGN KEY ("territory_id") REFERENCES "territory"("id") ON DELETE CASCADE ON UPDATE CASCADE;


alter table "edited_text"
  add constraint "edited_text_version" check ("version" > 0),
  add constraint "edited_text_words" check ("text" is null or "text" <> '');
