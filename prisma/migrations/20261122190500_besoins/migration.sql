-- A need that the operator names without a tool of its own: what answers it today, and no service invented for it.
CREATE TABLE "besoin" (
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "nom" TEXT NOT NULL,
    "reponse" TEXT NOT NULL,
    "serviceId" UUID,
    "source" TEXT NOT NULL,
    "rang" SMALLINT NOT NULL,

    CONSTRAINT "besoin_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "besoin_nom_key" ON "besoin"("nom");
ALTER TABLE "besoin" ADD CONSTRAINT "besoin_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
GRANT SELECT ON besoin TO portail_membre;
GRANT SELECT, INSERT, UPDATE, DELETE ON besoin TO portail_agent;
