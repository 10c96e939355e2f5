-- CreateEnum
CREATE TYPE "telecom_import_etat" AS ENUM ('a_relire', 'repris', 'laisse');

-- AlterTable
ALTER TABLE "infrastructure_preuve" ADD COLUMN     "documentId" UUID;

-- AlterTable
ALTER TABLE "loyer_contrat" ADD COLUMN     "indice" TEXT,
ADD COLUMN     "indiceBase" DECIMAL(10,3);

-- AlterTable
ALTER TABLE "loyer_revision" ADD COLUMN     "indiceValeur" DECIMAL(10,3);

-- CreateTable
CREATE TABLE "agenda" (
    "id" UUID NOT NULL,
    "personneId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "luLe" TIMESTAMPTZ(3),
    "fermeLe" TIMESTAMPTZ(3),

    CONSTRAINT "agenda_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "creance_rodp_titre" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "creanceId" UUID NOT NULL,
    "exercice" SMALLINT NOT NULL,
    "poste" TEXT NOT NULL,
    "codeCollectivite" TEXT NOT NULL,
    "budget" TEXT NOT NULL,
    "codeProduit" TEXT NOT NULL,
    "bordereau" INTEGER NOT NULL,
    "numero" INTEGER NOT NULL,
    "emisLe" DATE NOT NULL,
    "cumulAnnuel" BIGINT NOT NULL,
    "montant" BIGINT NOT NULL,
    "documentId" UUID NOT NULL,
    "faitParId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "creance_rodp_titre_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "telecom_import" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "etat" "telecom_import_etat" NOT NULL DEFAULT 'a_relire',
    "fichierNom" TEXT NOT NULL,
    "empreinte" TEXT NOT NULL,
    "entetes" JSONB NOT NULL,
    "lignes" JSONB NOT NULL,
    "correspondance" JSONB NOT NULL DEFAULT '{}',
    "bilan" JSONB NOT NULL DEFAULT '{}',
    "creeParId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "telecom_import_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateIndex
CREATE INDEX "agenda_personneId_idx" ON "agenda"("personneId");

-- CreateIndex
CREATE INDEX "creance_rodp_titre_collectiviteId_creanceId_idx" ON "creance_rodp_titre"("collectiviteId", "creanceId");

-- CreateIndex
CREATE UNIQUE INDEX "creance_rodp_titre_collectiviteId_exercice_budget_numero_key" ON "creance_rodp_titre"("collectiviteId", "exercice", "budget", "numero");

-- CreateIndex
CREATE INDEX "telecom_import_collectiviteId_creeLe_idx" ON "telecom_import"("collectiviteId", "creeLe");

-- AddForeignKey
ALTER TABLE "agenda" ADD CONSTRAINT "agenda_personneId_fkey" FOREIGN KEY ("personneId") REFERENCES "personne"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "infrastructure_preuve" ADD CONSTRAINT "infrastructure_preuve_collectiviteId_documentId_fkey" FOREIGN KEY ("collectiviteId", "documentId") REFERENCES "document"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "creance_rodp_titre" ADD CONSTRAINT "creance_rodp_titre_collectiviteId_creanceId_fkey" FOREIGN KEY ("collectiviteId", "creanceId") REFERENCES "creance_rodp"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "creance_rodp_titre" ADD CONSTRAINT "creance_rodp_titre_collectiviteId_documentId_fkey" FOREIGN KEY ("collectiviteId", "documentId") REFERENCES "document"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "telecom_import" ADD CONSTRAINT "telecom_import_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma's schema language cannot say.
ALTER TABLE agenda ALTER COLUMN id SET DEFAULT portail_uuid7();
ALTER TABLE creance_rodp_titre ALTER COLUMN id SET DEFAULT portail_uuid7();
ALTER TABLE telecom_import ALTER COLUMN id SET DEFAULT portail_uuid7();

SELECT portail_isoler('creance_rodp_titre', 'SELECT, INSERT', 'SELECT, INSERT');
SELECT portail_isoler('telecom_import', 'SELECT, INSERT, UPDATE', 'SELECT');
-- Like sessions: only the identity login knows which address is whose.
GRANT SELECT, INSERT, UPDATE ON agenda TO portail_identite;
CREATE UNIQUE INDEX agenda_un ON agenda ("personneId") WHERE "fermeLe" IS NULL;

-- The same transitions as lib/telecom/types.ts.
CREATE TRIGGER transition BEFORE UPDATE ON telecom_import FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"a_relire":["repris","laisse"]}');

CREATE TRIGGER immuable BEFORE UPDATE OR DELETE ON creance_rodp_titre FOR EACH ROW EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable_table BEFORE TRUNCATE ON creance_rodp_titre FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable();

ALTER TABLE creance_rodp_titre ADD CONSTRAINT creance_rodp_titre_numeros CHECK (
  bordereau BETWEEN 1 AND 9999999 AND numero BETWEEN 1 AND 99999999 AND montant > 0 AND "cumulAnnuel" >= montant);
ALTER TABLE loyer_contrat ADD CONSTRAINT loyer_contrat_indice CHECK (
  (indice IS NULL) = ("indiceBase" IS NULL) AND ("indiceBase" IS NULL OR "indiceBase" > 0));
ALTER TABLE loyer_revision ADD CONSTRAINT loyer_revision_indice CHECK ("indiceValeur" IS NULL OR "indiceValeur" > 0);
