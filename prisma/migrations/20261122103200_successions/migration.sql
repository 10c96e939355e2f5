-- Communes that merge or split, intercommunalités that change: dated, on an act, finished on their day.
CREATE TYPE "succession_genre" AS ENUM ('fusion', 'scission');
ALTER TABLE "succession" ADD COLUMN     "genre" "succession_genre" NOT NULL DEFAULT 'fusion',
ADD COLUMN     "creeParId" UUID,
ADD COLUMN     "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
ADD COLUMN     "acheveeLe" TIMESTAMPTZ(3);
ALTER TABLE succession ADD CONSTRAINT succession_autre CHECK ("predecesseurId" <> "successeurId");
CREATE INDEX succession_a_achever ON succession (le) WHERE "acheveeLe" IS NULL;

CREATE TABLE "appartenance_epci" (
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "concerneId" UUID NOT NULL,
    "epciId" UUID,
    "epciNom" TEXT,
    "depuis" DATE NOT NULL,
    "fondement" TEXT NOT NULL,
    "appliqueeLe" TIMESTAMPTZ(3),
    "creeParId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "appartenance_epci_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "appartenance_epci_concerneId_depuis_key" ON "appartenance_epci"("concerneId", "depuis");
ALTER TABLE "appartenance_epci" ADD CONSTRAINT "appartenance_epci_concerneId_fkey" FOREIGN KEY ("concerneId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "appartenance_epci" ADD CONSTRAINT "appartenance_epci_epciId_fkey" FOREIGN KEY ("epciId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
GRANT SELECT, INSERT, UPDATE ON appartenance_epci TO portail_agent;
-- Sign-in gives who succeeds to read what was before.
GRANT SELECT ON succession TO portail_identite;
-- A commune that disappears no longer has a mandate to give.
GRANT UPDATE ("retireLe") ON mandat_rodp TO portail_agent;
