-- What the portal tells a person: shown in the portal, and sent by mail as she chose. Rows are the jobs.
CREATE TYPE "notification_canal" AS ENUM ('immediat', 'resume', 'portail');

CREATE TABLE "notification" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    -- Null: for the operator's staff, whom a member's transaction does not know; the worker gives each of them a row.
    "personneId" UUID,
    -- Who acted: never told of it.
    "auteurId" UUID,
    "genre" TEXT NOT NULL,
    "objetId" UUID NOT NULL,
    "titre" TEXT NOT NULL,
    "texte" TEXT NOT NULL,
    "lien" TEXT NOT NULL,
    "legale" BOOLEAN NOT NULL DEFAULT false,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "lueLe" TIMESTAMPTZ(3),
    -- Null until the worker has read the person's choice.
    "canal" "notification_canal",
    "resumeId" UUID,
    CONSTRAINT "notification_pkey" PRIMARY KEY ("collectiviteId", "id"),
    CONSTRAINT "notification_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "notification_personneId_fkey" FOREIGN KEY ("personneId") REFERENCES "personne"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    -- What the law asks to be told is told at once.
    CONSTRAINT "notification_legale" CHECK (NOT legale OR canal IS DISTINCT FROM 'resume')
);
-- One telling of one kind about one thing to one person, however often the step is walked.
CREATE UNIQUE INDEX "notification_collectiviteId_genre_objetId_personneId_key" ON "notification"("collectiviteId", "genre", "objetId", "personneId")
  NULLS NOT DISTINCT;
CREATE INDEX "notification_personneId_creeLe_idx" ON "notification"("personneId", "creeLe" DESC);
CREATE INDEX notification_a_trier ON notification ("creeLe") WHERE canal IS NULL;
CREATE INDEX notification_a_resumer ON notification ("personneId") WHERE canal = 'resume' AND "resumeId" IS NULL;
SELECT portail_isoler('notification', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');

-- A notification is read, sorted and summed up; what it said does not change.
CREATE FUNCTION portail_notification_figee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW."personneId", NEW."auteurId", NEW.genre, NEW."objetId", NEW.titre, NEW.texte, NEW.lien, NEW.legale, NEW."creeLe")
     IS DISTINCT FROM
     (OLD."personneId", OLD."auteurId", OLD.genre, OLD."objetId", OLD.titre, OLD.texte, OLD.lien, OLD.legale, OLD."creeLe") THEN
    RAISE EXCEPTION 'Une notification ne change pas : elle se lit' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER figee BEFORE UPDATE ON notification FOR EACH ROW EXECUTE FUNCTION portail_notification_figee();

-- How many she has not read is asked with her session, by the login that knows it.
CREATE POLICY identite ON notification FOR SELECT TO portail_identite USING (true);
GRANT SELECT ("collectiviteId", "personneId", "lueLe") ON notification TO portail_identite;
CREATE INDEX notification_non_lue ON notification ("personneId") WHERE "lueLe" IS NULL;

-- A legal mail that did not arrive, or came back, is settled by somebody: told otherwise, by whom and how.
ALTER TABLE courriel
  ADD COLUMN "retourLe" TIMESTAMPTZ(3),
  ADD COLUMN "traiteLe" TIMESTAMPTZ(3),
  ADD COLUMN "traiteParId" UUID,
  ADD COLUMN "traiteNote" TEXT,
  ADD CONSTRAINT courriel_retour CHECK ("retourLe" IS NULL OR etat = 'rejete'),
  ADD CONSTRAINT courriel_traite CHECK (("traiteLe" IS NULL) = ("traiteParId" IS NULL) AND ("traiteLe" IS NULL OR etat = 'rejete'));
CREATE INDEX courriel_rejete ON courriel ("creeLe" DESC) WHERE etat = 'rejete';

-- A person's own choice, over all of her collectivités: nobody else's business.
CREATE TABLE "preference_notification" (
    "personneId" UUID NOT NULL,
    "genre" TEXT NOT NULL,
    "choix" "notification_canal" NOT NULL,
    CONSTRAINT "preference_notification_pkey" PRIMARY KEY ("personneId", "genre"),
    CONSTRAINT "preference_notification_personneId_fkey" FOREIGN KEY ("personneId") REFERENCES "personne"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
ALTER TABLE preference_notification ENABLE ROW LEVEL SECURITY;
ALTER TABLE preference_notification FORCE ROW LEVEL SECURITY;
CREATE POLICY migration ON preference_notification TO portail_migration USING (true) WITH CHECK (true);
CREATE POLICY agent ON preference_notification TO portail_agent USING (true) WITH CHECK (true);
CREATE POLICY membre ON preference_notification TO portail_membre
  USING ("personneId" = portail_personne()) WITH CHECK ("personneId" = portail_personne());
GRANT SELECT, INSERT, UPDATE ON preference_notification TO portail_membre, portail_agent;

-- One digest a person and day, merged over her collectivités.
CREATE TABLE "resume_notification" (
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "personneId" UUID NOT NULL,
    "jour" DATE NOT NULL,
    "etat" "courriel_etat" NOT NULL DEFAULT 'a_envoyer',
    "essais" SMALLINT NOT NULL DEFAULT 0,
    "prochainEssaiLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reponse" TEXT,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "envoyeLe" TIMESTAMPTZ(3),
    CONSTRAINT "resume_notification_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "resume_notification_personneId_fkey" FOREIGN KEY ("personneId") REFERENCES "personne"("id") ON DELETE RESTRICT ON UPDATE CASCADE
);
CREATE UNIQUE INDEX "resume_notification_personneId_jour_key" ON "resume_notification"("personneId", "jour");
CREATE INDEX "resume_notification_etat_prochainEssaiLe_idx" ON "resume_notification"("etat", "prochainEssaiLe");
GRANT SELECT, INSERT, UPDATE ON resume_notification TO portail_agent;

-- A reminder of a step that is late: the n-th about one thing, once.
CREATE TABLE "rappel" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "genre" TEXT NOT NULL,
    "objetId" UUID NOT NULL,
    "rang" SMALLINT NOT NULL,
    "le" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT "rappel_pkey" PRIMARY KEY ("collectiviteId", "id"),
    CONSTRAINT "rappel_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE,
    CONSTRAINT "rappel_rang" CHECK (rang > 0)
);
CREATE UNIQUE INDEX "rappel_collectiviteId_genre_objetId_rang_key" ON "rappel"("collectiviteId", "genre", "objetId", "rang");
SELECT portail_isoler('rappel', 'SELECT', 'SELECT, INSERT');
CREATE TRIGGER immuable BEFORE UPDATE OR DELETE ON rappel FOR EACH ROW EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable_table BEFORE TRUNCATE ON rappel FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable();
