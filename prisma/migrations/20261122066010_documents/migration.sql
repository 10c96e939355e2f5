-- Versions, title and act of each document; what the law asks of it; what may become of it.
CREATE TYPE "document_etat" AS ENUM ('en_analyse', 'disponible', 'infecte', 'detruit');
CREATE TYPE "sort_final" AS ENUM ('conserver', 'detruire', 'trier');
CREATE TYPE "depart_conservation" AS ENUM ('acte', 'fin');

DROP INDEX "document_collectiviteId_genre_objetId_key";
DROP TRIGGER immuable ON document;

ALTER TABLE "document" ADD COLUMN "acteLe" DATE,
ADD COLUMN "acteNumero" TEXT,
ADD COLUMN "affaireId" UUID,
ADD COLUMN "analyseEssais" SMALLINT NOT NULL DEFAULT 0,
ADD COLUMN "analyseLe" TIMESTAMPTZ(3),
ADD COLUMN "analyseSignature" TEXT,
ADD COLUMN "deposeParId" UUID,
ADD COLUMN "etat" "document_etat" NOT NULL DEFAULT 'disponible',
ADD COLUMN "recherche" TEXT,
ADD COLUMN "titre" TEXT,
ADD COLUMN "version" SMALLINT NOT NULL DEFAULT 1,
ALTER COLUMN "cleEnveloppee" DROP NOT NULL;

-- Only titres were stored so far: their name is titre-<number>.pdf.
UPDATE document SET titre = 'Titre n° ' || regexp_replace(nom, '^titre-|\.pdf$', '', 'g');
UPDATE document SET recherche = lower(unaccent(titre || ' ' || nom));
ALTER TABLE document ALTER COLUMN titre SET NOT NULL, ALTER COLUMN recherche SET NOT NULL;

ALTER TABLE document
  ADD CONSTRAINT document_cle CHECK ((etat IN ('en_analyse', 'disponible')) = ("cleEnveloppee" IS NOT NULL)),
  ADD CONSTRAINT document_signature CHECK ((etat = 'infecte') = ("analyseSignature" IS NOT NULL)),
  ADD CONSTRAINT document_version CHECK (version >= 1);

CREATE TABLE "document_legalite" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "documentId" UUID NOT NULL,
    "transmisLe" DATE,
    "recuLe" DATE,
    "actesNumero" TEXT,
    "finLe" DATE,
    "majParId" UUID NOT NULL,
    "majLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "document_legalite_pkey" PRIMARY KEY ("collectiviteId","id"),
    CONSTRAINT document_legalite_recue CHECK ("recuLe" IS NULL OR "recuLe" >= "transmisLe")
);

CREATE TABLE "visa_archives" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "documentId" UUID NOT NULL,
    "numero" TEXT NOT NULL,
    "viseLe" DATE NOT NULL,
    "visePar" TEXT NOT NULL,
    "enregistreParId" UUID NOT NULL,
    "enregistreLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "visa_archives_pkey" PRIMARY KEY ("collectiviteId","id")
);

CREATE TABLE "regle_conservation" (
    "genre" "document_genre" NOT NULL,
    "dureeAns" SMALLINT NOT NULL,
    "depart" "depart_conservation" NOT NULL,
    "sortFinal" "sort_final" NOT NULL,
    "source" TEXT NOT NULL,
    "majLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "majParId" UUID,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "regle_conservation_pkey" PRIMARY KEY ("genre"),
    CONSTRAINT regle_conservation_duree CHECK ("dureeAns" BETWEEN 0 AND 100)
);

CREATE UNIQUE INDEX "document_legalite_collectiviteId_documentId_key" ON "document_legalite"("collectiviteId", "documentId");
CREATE UNIQUE INDEX "visa_archives_collectiviteId_documentId_key" ON "visa_archives"("collectiviteId", "documentId");
CREATE INDEX "document_collectiviteId_affaireId_idx" ON "document"("collectiviteId", "affaireId");
CREATE INDEX "document_collectiviteId_creeLe_idx" ON "document"("collectiviteId", "creeLe");
CREATE UNIQUE INDEX "document_collectiviteId_genre_objetId_version_key" ON "document"("collectiviteId", "genre", "objetId", "version");
-- The queue of the scan, and what staff must look at: few among millions.
CREATE INDEX document_en_analyse ON document ("creeLe") WHERE etat = 'en_analyse';

ALTER TABLE "document_legalite" ADD CONSTRAINT "document_legalite_collectiviteId_documentId_fkey" FOREIGN KEY ("collectiviteId", "documentId") REFERENCES "document"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "visa_archives" ADD CONSTRAINT "visa_archives_collectiviteId_documentId_fkey" FOREIGN KEY ("collectiviteId", "documentId") REFERENCES "document"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

SELECT portail_isoler('document_legalite', 'SELECT', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('visa_archives', 'SELECT', 'SELECT, INSERT');
GRANT SELECT, INSERT, UPDATE ON regle_conservation TO portail_agent;
-- A member deposits; only staff and jobs move a document's state.
GRANT INSERT ON document TO portail_membre;
GRANT UPDATE (etat, "cleEnveloppee", "analyseLe", "analyseEssais", "analyseSignature") ON document TO portail_agent;

CREATE TRIGGER immuable BEFORE DELETE ON document FOR EACH ROW EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable BEFORE UPDATE OR DELETE ON visa_archives FOR EACH ROW EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable_table BEFORE TRUNCATE ON visa_archives FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable();

-- The same transitions as lib/documents/types.ts.
CREATE TRIGGER transition BEFORE UPDATE ON document FOR EACH ROW EXECUTE FUNCTION portail_transition('{"en_analyse": ["disponible", "infecte"], "disponible": ["detruit"]}');

-- What was stored never changes: a document only goes through its scan, then perhaps to its destruction.
CREATE FUNCTION portail_document_fige() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE moving constant text[] := ARRAY['etat', 'cleEnveloppee', 'analyseLe', 'analyseEssais', 'analyseSignature'];
BEGIN
  IF to_jsonb(NEW) - moving IS DISTINCT FROM to_jsonb(OLD) - moving THEN
    RAISE EXCEPTION 'Un document déposé ne change pas : déposez-en une nouvelle version' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW."cleEnveloppee" IS NOT NULL AND NEW."cleEnveloppee" IS DISTINCT FROM OLD."cleEnveloppee" THEN
    RAISE EXCEPTION 'La clé d''un document ne change pas' USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.etat <> 'en_analyse' AND (NEW."analyseLe", NEW."analyseEssais", NEW."analyseSignature")
     IS DISTINCT FROM (OLD."analyseLe", OLD."analyseEssais", OLD."analyseSignature") THEN
    RAISE EXCEPTION 'L''analyse d''un document est terminée' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.etat = 'detruit' AND OLD.etat <> 'detruit' THEN PERFORM portail_destruction_permise(OLD); END IF;
  RETURN NEW;
END $$;

-- Code du patrimoine, R. 212-14: nothing is destroyed without the archives' visa; nor before its time, nor against its rule.
CREATE FUNCTION portail_destruction_permise(d document) RETURNS void LANGUAGE plpgsql STABLE AS $$
DECLARE
  regle regle_conservation;
  depart date;
BEGIN
  IF NOT EXISTS (SELECT FROM visa_archives v WHERE v."collectiviteId" = d."collectiviteId" AND v."documentId" = d.id) THEN
    RAISE EXCEPTION 'Aucune destruction sans le visa des archives' USING ERRCODE = 'restrict_violation';
  END IF;
  SELECT * INTO regle FROM regle_conservation r WHERE r.genre = d.genre;
  IF regle.genre IS NULL OR regle."sortFinal" = 'conserver' THEN
    RAISE EXCEPTION 'Ce genre de document se conserve : il ne peut pas être détruit' USING ERRCODE = 'restrict_violation';
  END IF;
  SELECT l."finLe" INTO depart FROM document_legalite l WHERE l."collectiviteId" = d."collectiviteId" AND l."documentId" = d.id;
  IF regle.depart = 'acte' THEN depart := coalesce(d."acteLe", (d."creeLe" AT TIME ZONE 'Europe/Paris')::date); END IF;
  IF depart IS NULL OR depart + make_interval(years => regle."dureeAns") > (now() AT TIME ZONE 'Europe/Paris')::date THEN
    RAISE EXCEPTION 'La durée de conservation n''est pas écoulée' USING ERRCODE = 'restrict_violation';
  END IF;
END $$;
GRANT EXECUTE ON FUNCTION portail_destruction_permise(document) TO portail_agent;
CREATE TRIGGER fige BEFORE UPDATE ON document FOR EACH ROW EXECUTE FUNCTION portail_document_fige();

-- Proposals to confirm with the département's archives; staff change them (Réglages).
INSERT INTO regle_conservation (genre, "dureeAns", depart, "sortFinal", source) VALUES
  ('titre', 10, 'acte', 'detruire', 'Instruction DAF/DPACI/RES/2009/018 du 28 août 2009, finances : titres de recettes, 10 ans, destruction.'),
  ('deliberation', 1, 'acte', 'conserver', 'Instruction DAF/DPACI/RES/2009/018 du 28 août 2009, assemblées : délibérations, 1 an, conservation définitive.'),
  ('charte', 10, 'fin', 'conserver', 'Proposition : acte d''engagement, 10 ans après sa fin, puis conservation. À confirmer avec les archives départementales.'),
  ('convention', 10, 'fin', 'trier', 'Proposition : contrat, 10 ans après sa fin, puis tri. À confirmer avec les archives départementales.'),
  ('avenant', 10, 'fin', 'trier', 'Proposition : suit la convention qu''il modifie. À confirmer avec les archives départementales.'),
  ('preuve', 10, 'fin', 'trier', 'Proposition : suit l''acte signé qu''elle accompagne. À confirmer avec les archives départementales.'),
  ('rapport', 10, 'acte', 'conserver', 'Proposition : rapports d''activité, conservation. À confirmer avec les archives départementales.'),
  ('modele', 10, 'fin', 'detruire', 'Proposition : document de travail de l''opérateur. À confirmer avec les archives départementales.'),
  ('autre', 10, 'acte', 'trier', 'Proposition pour ce qui n''a pas de genre propre. À confirmer avec les archives départementales.');
