-- A titre whose page could not be drawn or kept: it no longer holds back the others of its tranche, is tried again later, and shows.
CREATE TABLE titre_page_echec (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "titreId" UUID NOT NULL,
    "essais" INTEGER NOT NULL DEFAULT 1,
    "erreur" TEXT NOT NULL,
    "depuis" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    "prochainEssaiLe" TIMESTAMPTZ(3) NOT NULL,
    CONSTRAINT "titre_page_echec_pkey" PRIMARY KEY ("collectiviteId", "id"),
    CONSTRAINT titre_page_echec_essais CHECK (essais > 0)
);
CREATE UNIQUE INDEX "titre_page_echec_collectiviteId_titreId_key" ON "titre_page_echec"("collectiviteId", "titreId");
CREATE INDEX "titre_page_echec_prochainEssaiLe_idx" ON "titre_page_echec"("prochainEssaiLe");
ALTER TABLE "titre_page_echec" ADD CONSTRAINT "titre_page_echec_collectiviteId_titreId_fkey"
  FOREIGN KEY ("collectiviteId", "titreId") REFERENCES "titre"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
SELECT portail_isoler('titre_page_echec', '', 'SELECT, INSERT, UPDATE, DELETE');

-- Never written: what failed is now said of each titre.
ALTER TABLE campagne_tranche DROP COLUMN erreur, DROP COLUMN essais;
