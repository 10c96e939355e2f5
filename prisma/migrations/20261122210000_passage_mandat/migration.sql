-- A mandat on account 673 (correction of a closed exercice) is passed in the accounting software, which numbers every expense:
-- what became of it there is appended here. No row yet: it waits.
CREATE TYPE "passage_etat" AS ENUM ('passe', 'pris_en_charge', 'rejete');
CREATE TABLE "passage_mandat" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "titreId" UUID NOT NULL,
    "etat" "passage_etat" NOT NULL,
    "numero" TEXT,
    "bordereau" TEXT,
    "le" DATE NOT NULL,
    "motif" TEXT,
    "personneId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT now(),
    CONSTRAINT "passage_mandat_pkey" PRIMARY KEY ("collectiviteId", "id"),
    CONSTRAINT passage_mandat_numero CHECK ((etat = 'passe') = (numero IS NOT NULL) AND (bordereau IS NULL OR numero IS NOT NULL)),
    CONSTRAINT passage_mandat_motif CHECK ((etat = 'rejete') = (motif IS NOT NULL))
);
CREATE INDEX "passage_mandat_collectiviteId_titreId_creeLe_idx" ON "passage_mandat"("collectiviteId", "titreId", "creeLe");
ALTER TABLE "passage_mandat" ADD CONSTRAINT "passage_mandat_collectiviteId_titreId_fkey"
  FOREIGN KEY ("collectiviteId", "titreId") REFERENCES "titre"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX titre_mandats ON titre (exercice, bordereau) WHERE "surExerciceClos";

CREATE TRIGGER immuable BEFORE UPDATE OR DELETE ON passage_mandat FOR EACH ROW EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable_table BEFORE TRUNCATE ON passage_mandat FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable();
SELECT portail_isoler('passage_mandat', '', 'SELECT, INSERT');

-- The same transitions as lib/echanges/types.ts (PASSAGE_TRANSITIONS), one writer at a time for each mandat.
CREATE FUNCTION portail_passage_mandat() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE avant text;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('passage:' || NEW."titreId", 0));
  -- Staff alone writes here, by its own login.
  IF current_user = 'portail_agent' AND EXISTS (SELECT FROM titre t
      WHERE t."collectiviteId" = NEW."collectiviteId" AND t.id = NEW."titreId" AND NOT t."surExerciceClos") THEN
    RAISE EXCEPTION 'Seule la correction d''un exercice clos est un mandat' USING ERRCODE = 'check_violation';
  END IF;
  SELECT p.etat::text INTO avant FROM passage_mandat p
    WHERE p."collectiviteId" = NEW."collectiviteId" AND p."titreId" = NEW."titreId" ORDER BY p."creeLe" DESC, p.id DESC LIMIT 1;
  IF NOT ('{"a_passer": ["passe"], "passe": ["passe", "pris_en_charge", "rejete"], "pris_en_charge": ["rejete"], "rejete": ["passe"]}'::jsonb
      -> coalesce(avant, 'a_passer') ? NEW.etat::text) THEN
    RAISE EXCEPTION 'passage_mandat : passage de « % » à « % » interdit', coalesce(avant, 'a_passer'), NEW.etat USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER passage BEFORE INSERT ON passage_mandat FOR EACH ROW EXECUTE FUNCTION portail_passage_mandat();
