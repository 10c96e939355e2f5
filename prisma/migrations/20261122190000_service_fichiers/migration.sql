-- What there is to read about a service may be a file of the operator's own, in dated versions; a page elsewhere stays a link.
ALTER TABLE "service_document" ALTER COLUMN "adresse" DROP NOT NULL,
  ADD COLUMN "retireLe" TIMESTAMPTZ(3);

-- CreateTable
CREATE TABLE "service_fichier" (
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "documentId" UUID NOT NULL,
    "version" SMALLINT NOT NULL,
    "nom" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "taille" INTEGER NOT NULL,
    "empreinte" TEXT NOT NULL,
    "adresse" TEXT NOT NULL,
    "cleEnveloppee" BYTEA NOT NULL,
    "dateLe" DATE NOT NULL,
    "deposeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deposeParId" UUID NOT NULL,

    CONSTRAINT "service_fichier_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "service_fichier_documentId_version_key" ON "service_fichier"("documentId", "version");
CREATE INDEX "service_fichier_adresse_idx" ON "service_fichier"("adresse");
CREATE INDEX "service_fichier_empreinte_idx" ON "service_fichier"("empreinte");
ALTER TABLE "service_fichier" ADD CONSTRAINT "service_fichier_documentId_fkey" FOREIGN KEY ("documentId") REFERENCES "service_document"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "service_fichier" ADD CONSTRAINT service_fichier_version CHECK (version > 0 AND taille > 0);

-- A charter may annex it: what was given never changes and never goes.
CREATE TRIGGER immuable BEFORE UPDATE OR DELETE ON service_fichier FOR EACH ROW EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable_table BEFORE TRUNCATE ON service_fichier FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable();
GRANT SELECT ON service_fichier TO portail_membre;
GRANT SELECT, INSERT ON service_fichier TO portail_agent;
