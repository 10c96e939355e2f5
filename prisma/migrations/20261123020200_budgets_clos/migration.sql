-- A budget of other years is another budget: the one before stays as it was voted, line by line.
CREATE TABLE "budget_clos" (
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "periode" TEXT NOT NULL,
    "niveau" TEXT NOT NULL,
    "pilierNom" TEXT NOT NULL,
    "action" TEXT,
    "sousAction" TEXT,
    "montant" BIGINT,
    "moyensInternes" BOOLEAN NOT NULL,
    "ligneId" UUID NOT NULL,
    "closLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "closParId" UUID NOT NULL,

    CONSTRAINT "budget_clos_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "budget_clos_periode_ligneId_key" ON "budget_clos"("periode", "ligneId");
CREATE TRIGGER immuable BEFORE UPDATE OR DELETE ON budget_clos FOR EACH ROW EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable_table BEFORE TRUNCATE ON budget_clos FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable();
GRANT SELECT, INSERT ON budget_clos TO portail_agent;
