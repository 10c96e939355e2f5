-- Acts of all members in one go: what was asked, and one row a member, which is the work itself.
CREATE TYPE "generation_ligne_etat" AS ENUM ('a_faire', 'faite', 'ecartee', 'echec');

CREATE TABLE "generation" (
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "genre" "acte_genre" NOT NULL,
    "motif" TEXT NOT NULL,
    "creeParId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "generation_pkey" PRIMARY KEY ("id")
);
CREATE TABLE "generation_ligne" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "generationId" UUID NOT NULL,
    "souscriptionId" UUID,
    "etat" "generation_ligne_etat" NOT NULL DEFAULT 'a_faire',
    "acteId" UUID,
    "motif" TEXT,
    "essais" SMALLINT NOT NULL DEFAULT 0,
    "prochainEssaiLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "generation_ligne_pkey" PRIMARY KEY ("collectiviteId","id")
);
CREATE INDEX "generation_ligne_generationId_etat_idx" ON "generation_ligne"("generationId", "etat");
ALTER TABLE "generation_ligne" ADD CONSTRAINT "generation_ligne_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "generation_ligne" ADD CONSTRAINT "generation_ligne_generationId_fkey" FOREIGN KEY ("generationId") REFERENCES "generation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "generation_ligne" ADD CONSTRAINT "generation_ligne_collectiviteId_souscriptionId_fkey" FOREIGN KEY ("collectiviteId", "souscriptionId") REFERENCES "souscription"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "generation_ligne" ADD CONSTRAINT "generation_ligne_collectiviteId_acteId_fkey" FOREIGN KEY ("collectiviteId", "acteId") REFERENCES "acte"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
SELECT portail_isoler('generation_ligne', '', 'SELECT, INSERT, UPDATE');
GRANT SELECT, INSERT ON generation TO portail_agent;
CREATE INDEX generation_ligne_a_faire ON generation_ligne ("prochainEssaiLe") WHERE etat = 'a_faire';

-- The same transitions as lib/conventions/types.ts.
CREATE TRIGGER transition BEFORE UPDATE ON generation_ligne FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"a_faire":["faite","ecartee","echec"],"echec":["a_faire"]}');
ALTER TABLE generation_ligne ADD CONSTRAINT generation_ligne_faite CHECK (etat <> 'faite' OR "acteId" IS NOT NULL);

-- A convention that cannot be written is tried again later: the next one does not wait for it.
ALTER TABLE "souscription" ADD COLUMN     "conventionEssaiLe" TIMESTAMPTZ(3);
