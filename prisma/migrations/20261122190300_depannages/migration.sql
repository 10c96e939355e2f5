-- What does not work on a post, handed to the provider who repairs it, with its number and the day to ask again.
CREATE TYPE "depannage_etat" AS ENUM ('a_transmettre', 'accuse', 'rejete', 'resolu');

CREATE TABLE "depannage" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "souscriptionId" UUID NOT NULL,
    "posteId" UUID,
    "etat" "depannage_etat" NOT NULL DEFAULT 'a_transmettre',
    "objet" TEXT NOT NULL,
    "bloquant" BOOLEAN NOT NULL DEFAULT false,
    "contactNom" TEXT NOT NULL,
    "contactTelephone" TEXT NOT NULL,
    "demandeParId" UUID NOT NULL,
    "demandeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "essais" SMALLINT NOT NULL DEFAULT 0,
    "prochainEssaiLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reponse" TEXT,
    "reference" TEXT,
    "accuseLe" TIMESTAMPTZ(3),
    "suiviLe" DATE,
    "resolution" TEXT,
    "resoluLe" TIMESTAMPTZ(3),
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "depannage_pkey" PRIMARY KEY ("collectiviteId","id")
);
CREATE INDEX "depannage_collectiviteId_souscriptionId_demandeLe_idx" ON "depannage"("collectiviteId", "souscriptionId", "demandeLe");
CREATE INDEX "depannage_etat_prochainEssaiLe_idx" ON "depannage"("etat", "prochainEssaiLe");
ALTER TABLE "depannage" ADD CONSTRAINT "depannage_collectiviteId_souscriptionId_fkey" FOREIGN KEY ("collectiviteId", "souscriptionId") REFERENCES "souscription"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "depannage" ADD CONSTRAINT "depannage_collectiviteId_posteId_fkey" FOREIGN KEY ("collectiviteId", "posteId") REFERENCES "poste"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT portail_isoler('depannage', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');
-- The same transitions as lib/depannages/types.ts.
CREATE TRIGGER transition BEFORE UPDATE ON depannage FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"a_transmettre":["accuse","rejete","resolu"],"accuse":["resolu"],"rejete":["a_transmettre","accuse","resolu"]}');
