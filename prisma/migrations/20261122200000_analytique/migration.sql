-- What is committed before it is billed, beside what is spent; and the action of the budget that each is for.
CREATE TABLE "engagement_depense" (
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "exercice" SMALLINT NOT NULL,
    "pilierId" TEXT,
    "serviceId" UUID,
    "budgetId" UUID,
    "fournisseur" TEXT NOT NULL,
    "libelle" TEXT NOT NULL,
    "reference" TEXT,
    "engageLe" DATE NOT NULL,
    "montantHt" BIGINT NOT NULL,
    "soldeLe" DATE,
    "synthetique" BOOLEAN NOT NULL DEFAULT false,
    "creeParId" UUID,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "engagement_depense_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "engagement_depense_montant" CHECK ("montantHt" > 0),
    CONSTRAINT "engagement_depense_service_pilier" CHECK ("serviceId" IS NULL OR "pilierId" IS NOT NULL)
);
CREATE INDEX "engagement_depense_exercice_pilierId_idx" ON "engagement_depense"("exercice", "pilierId");
ALTER TABLE "engagement_depense"
  ADD CONSTRAINT "engagement_depense_pilierId_fkey" FOREIGN KEY ("pilierId") REFERENCES "pilier"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "engagement_depense_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "engagement_depense_budgetId_fkey" FOREIGN KEY ("budgetId") REFERENCES "budget"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE "depense" ADD COLUMN "engagementId" UUID, ADD COLUMN "budgetId" UUID;
CREATE INDEX "depense_engagementId_idx" ON "depense"("engagementId");
ALTER TABLE "depense"
  ADD CONSTRAINT "depense_engagementId_fkey" FOREIGN KEY ("engagementId") REFERENCES "engagement_depense"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
  ADD CONSTRAINT "depense_budgetId_fkey" FOREIGN KEY ("budgetId") REFERENCES "budget"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

GRANT SELECT, INSERT, UPDATE ON engagement_depense TO portail_agent;

-- The codes of the operator's accounts; a line keeps the one of the day it was issued.
ALTER TABLE "pilier" ADD COLUMN "codeAnalytique" TEXT,
  ADD CONSTRAINT "pilier_code_analytique" CHECK (length("codeAnalytique") BETWEEN 1 AND 20);
ALTER TABLE "service" ADD COLUMN "codeAnalytique" TEXT,
  ADD CONSTRAINT "service_code_analytique" CHECK (length("codeAnalytique") BETWEEN 1 AND 20);
ALTER TABLE "operateur" ADD COLUMN "codeAnalytique" TEXT,
  ADD CONSTRAINT "operateur_code_analytique" CHECK (length("codeAnalytique") BETWEEN 1 AND 20);
ALTER TABLE "titre_ligne" ADD COLUMN "codeAnalytique" TEXT;
