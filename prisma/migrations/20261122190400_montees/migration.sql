-- A new version of a tool reaches its users by waves: who, when, and how it went for each.
CREATE TYPE "montee_etat" AS ENUM ('a_faire', 'faite', 'reportee', 'en_difficulte');

CREATE TABLE "montee" (
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "serviceId" UUID NOT NULL,
    "titre" TEXT NOT NULL,
    "apporte" TEXT NOT NULL,
    "guide" TEXT,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "creeParId" UUID NOT NULL,

    CONSTRAINT "montee_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "montee_vague" (
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "monteeId" UUID NOT NULL,
    "nom" TEXT NOT NULL,
    "prevueLe" DATE NOT NULL,

    CONSTRAINT "montee_vague_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "montee_membre" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "monteeId" UUID NOT NULL,
    "vagueId" UUID NOT NULL,
    "etat" "montee_etat" NOT NULL DEFAULT 'a_faire',
    "note" TEXT,
    "majLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "montee_membre_pkey" PRIMARY KEY ("collectiviteId","id")
);
CREATE INDEX "montee_serviceId_idx" ON "montee"("serviceId");
CREATE INDEX "montee_vague_monteeId_prevueLe_idx" ON "montee_vague"("monteeId", "prevueLe");
CREATE UNIQUE INDEX "montee_membre_collectiviteId_monteeId_key" ON "montee_membre"("collectiviteId", "monteeId");
CREATE INDEX "montee_membre_vagueId_idx" ON "montee_membre"("vagueId");
ALTER TABLE "montee" ADD CONSTRAINT "montee_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "montee_vague" ADD CONSTRAINT "montee_vague_monteeId_fkey" FOREIGN KEY ("monteeId") REFERENCES "montee"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "montee_membre" ADD CONSTRAINT "montee_membre_monteeId_fkey" FOREIGN KEY ("monteeId") REFERENCES "montee"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "montee_membre" ADD CONSTRAINT "montee_membre_vagueId_fkey" FOREIGN KEY ("vagueId") REFERENCES "montee_vague"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT portail_isoler('montee_membre', 'SELECT', 'SELECT, INSERT, UPDATE');
GRANT SELECT ON montee, montee_vague TO portail_membre;
GRANT SELECT, INSERT ON montee, montee_vague TO portail_agent;
