-- What is told to the staff about no collectivité: theirs in the portal, and by mail as each chose.
CREATE TABLE "notification_bureau" (
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "personneId" UUID NOT NULL,
    "genre" TEXT NOT NULL,
    "objetId" UUID NOT NULL,
    "titre" TEXT NOT NULL,
    "texte" TEXT NOT NULL,
    "lien" TEXT NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lueLe" TIMESTAMPTZ(3),
    "canal" "notification_canal" NOT NULL,
    "resumeId" UUID,
    "etat" "courriel_etat" NOT NULL DEFAULT 'a_envoyer',
    "essais" SMALLINT NOT NULL DEFAULT 0,
    "prochainEssaiLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reponse" TEXT,
    "envoyeLe" TIMESTAMPTZ(3),

    CONSTRAINT "notification_bureau_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "notification_bureau_genre_objetId_personneId_key" ON "notification_bureau"("genre", "objetId", "personneId");
CREATE INDEX "notification_bureau_personneId_creeLe_idx" ON "notification_bureau"("personneId", "creeLe" DESC);
CREATE INDEX notification_bureau_a_envoyer ON notification_bureau ("prochainEssaiLe") WHERE canal = 'immediat' AND etat = 'a_envoyer';
CREATE INDEX notification_bureau_a_resumer ON notification_bureau ("personneId") WHERE canal = 'resume' AND "resumeId" IS NULL;
ALTER TABLE "notification_bureau" ADD CONSTRAINT "notification_bureau_personneId_fkey" FOREIGN KEY ("personneId") REFERENCES "personne"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE notification_bureau ENABLE ROW LEVEL SECURITY;
ALTER TABLE notification_bureau FORCE ROW LEVEL SECURITY;
CREATE POLICY migration ON notification_bureau TO portail_migration USING (true) WITH CHECK (true);
CREATE POLICY agent ON notification_bureau TO portail_agent USING (true) WITH CHECK (true);
CREATE POLICY membre ON notification_bureau TO portail_membre
  USING ("personneId" = portail_personne()) WITH CHECK ("personneId" = portail_personne());
CREATE POLICY identite ON notification_bureau FOR SELECT TO portail_identite USING (true);
GRANT SELECT, INSERT, UPDATE, DELETE ON notification_bureau TO portail_agent;
-- Who was of the staff and is a member now still reads her own.
GRANT SELECT ON notification_bureau TO portail_membre;
GRANT UPDATE ("lueLe") ON notification_bureau TO portail_membre;
GRANT SELECT ("personneId", "lueLe") ON notification_bureau TO portail_identite;

-- The end of a market was told so many days before it, 0 once past: each once. Prolonged, it has another last day.
CREATE TABLE "marche_avis" (
    "marcheId" UUID NOT NULL,
    "jusqua" DATE NOT NULL,
    "jours" INTEGER NOT NULL,
    "le" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "marche_avis_pkey" PRIMARY KEY ("marcheId", "jusqua", "jours")
);
ALTER TABLE "marche_avis" ADD CONSTRAINT "marche_avis_marcheId_fkey" FOREIGN KEY ("marcheId") REFERENCES "marche"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE marche_avis ADD CONSTRAINT marche_avis_jours CHECK (jours >= 0);
GRANT SELECT, INSERT ON marche_avis TO portail_agent;
