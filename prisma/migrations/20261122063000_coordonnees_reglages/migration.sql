-- A member changes the box where codes and titres arrive: the box it leaves confirms first.
CREATE TABLE "changement_courriel" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "ancien" TEXT NOT NULL,
    "nouveau" TEXT NOT NULL,
    "codeHache" TEXT NOT NULL,
    "codeExpireLe" TIMESTAMPTZ(3) NOT NULL,
    "codeEssais" SMALLINT NOT NULL DEFAULT 0,
    "demandeParId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "confirmeLe" TIMESTAMPTZ(3),
    "abandonneLe" TIMESTAMPTZ(3),
    CONSTRAINT "changement_courriel_pkey" PRIMARY KEY ("collectiviteId", "id"),
    CONSTRAINT "changement_courriel_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "changement_courriel_une_fin" CHECK ("confirmeLe" IS NULL OR "abandonneLe" IS NULL)
);
SELECT portail_isoler('changement_courriel', 'SELECT, INSERT, UPDATE', 'SELECT, UPDATE');
CREATE UNIQUE INDEX changement_courriel_en_cours ON changement_courriel ("collectiviteId")
  WHERE "confirmeLe" IS NULL AND "abandonneLe" IS NULL;

-- What the law asks the legal pages to say; null until the operator has said it.
ALTER TABLE "operateur"
  ADD COLUMN "hebergeurNom" TEXT,
  ADD COLUMN "hebergeurAdresse" TEXT,
  ADD COLUMN "hebergeurTelephone" TEXT,
  ADD COLUMN "conservationComptesMois" SMALLINT,
  ADD COLUMN "conservationDemandesMois" SMALLINT,
  ADD COLUMN "conservationJournalAns" SMALLINT,
  ADD COLUMN "conservationTitresAns" SMALLINT,
  ADD CONSTRAINT operateur_conservation CHECK (
    "conservationComptesMois" BETWEEN 1 AND 120 AND "conservationDemandesMois" BETWEEN 1 AND 120
    AND "conservationJournalAns" BETWEEN 1 AND 30 AND "conservationTitresAns" BETWEEN 1 AND 30);

