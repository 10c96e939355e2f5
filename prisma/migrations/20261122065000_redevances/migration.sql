-- CreateEnum
CREATE TYPE "infrastructure_genre" AS ENUM ('lotissement', 'zone_activite', 'autre');

-- CreateEnum
CREATE TYPE "preuve_nature" AS ENUM ('marche_travaux', 'reception_travaux', 'retrocession', 'convention', 'autre');

-- CreateEnum
CREATE TYPE "bareme_rodp_etat" AS ENUM ('projet', 'publie', 'remplace', 'ecarte');

-- CreateEnum
CREATE TYPE "rodp_arrondi" AS ENUM ('centime', 'euro');

-- CreateEnum
CREATE TYPE "patrimoine_nature" AS ENUM ('souterrain', 'aerien', 'emprise', 'mat');

-- CreateEnum
CREATE TYPE "patrimoine_domaine" AS ENUM ('routier', 'non_routier');

-- CreateEnum
CREATE TYPE "patrimoine_source" AS ENUM ('operateur', 'releve', 'fichier', 'report');

-- CreateEnum
CREATE TYPE "patrimoine_import_etat" AS ENUM ('a_verifier', 'enregistre', 'laisse');

-- CreateEnum
CREATE TYPE "creance_rodp_etat" AS ENUM ('preparee', 'envoyee', 'contestee', 'payee', 'prescrite', 'abandonnee');

-- CreateEnum
CREATE TYPE "ligne_telecom_genre" AS ENUM ('fixe', 'internet', 'mobile', 'lien_dedie', 'autre');

-- CreateTable
CREATE TABLE "infrastructure_telecom" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "nom" TEXT NOT NULL,
    "genre" "infrastructure_genre" NOT NULL,
    "lieu" TEXT,
    "metres" INTEGER NOT NULL,
    "creeParId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "infrastructure_telecom_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "infrastructure_preuve" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "infrastructureId" UUID NOT NULL,
    "nature" "preuve_nature" NOT NULL,
    "reference" TEXT NOT NULL,
    "date" DATE NOT NULL,
    "conserve" TEXT NOT NULL,
    "ajouteParId" UUID NOT NULL,

    CONSTRAINT "infrastructure_preuve_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "loyer_contrat" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "infrastructureId" UUID NOT NULL,
    "operateurTelecomId" UUID NOT NULL,
    "reference" TEXT,
    "metres" INTEGER NOT NULL,
    "tarifMetre" DECIMAL(10,4) NOT NULL,
    "debut" DATE NOT NULL,
    "fin" DATE,
    "creeParId" UUID NOT NULL,

    CONSTRAINT "loyer_contrat_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "loyer_revision" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "contratId" UUID NOT NULL,
    "effet" DATE NOT NULL,
    "tarifMetre" DECIMAL(10,4) NOT NULL,
    "motif" TEXT NOT NULL,
    "saisieParId" UUID NOT NULL,

    CONSTRAINT "loyer_revision_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "bareme_rodp" (
    "id" UUID NOT NULL,
    "annee" SMALLINT NOT NULL,
    "etat" "bareme_rodp_etat" NOT NULL DEFAULT 'projet',
    "souterrainKm" DECIMAL(10,2) NOT NULL,
    "aerienKm" DECIMAL(10,2) NOT NULL,
    "empriseM2" DECIMAL(10,2) NOT NULL,
    "nonRoutierKm" DECIMAL(10,2) NOT NULL,
    "nonRoutierM2" DECIMAL(10,2) NOT NULL,
    "coefficient" DECIMAL(9,5),
    "source" TEXT NOT NULL,
    "creeParId" UUID,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "publieParId" UUID,
    "publieLe" TIMESTAMPTZ(3),

    CONSTRAINT "bareme_rodp_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operateur_telecom" (
    "id" UUID NOT NULL,
    "nom" TEXT NOT NULL,
    "alias" TEXT[],
    "siren" TEXT,
    "adresse" TEXT,
    "codePostal" TEXT,
    "ville" TEXT,
    "actif" BOOLEAN NOT NULL DEFAULT true,
    "note" TEXT,

    CONSTRAINT "operateur_telecom_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "taux_interet_legal" (
    "annee" SMALLINT NOT NULL,
    "semestre" SMALLINT NOT NULL,
    "taux" DECIMAL(5,2) NOT NULL,
    "source" TEXT NOT NULL,

    CONSTRAINT "taux_interet_legal_pkey" PRIMARY KEY ("annee","semestre")
);

-- CreateTable
CREATE TABLE "mandat_rodp" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "donneLe" DATE NOT NULL,
    "donneParId" UUID NOT NULL,
    "retireLe" DATE,
    "retireParId" UUID,

    CONSTRAINT "mandat_rodp_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "deliberation_rodp" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "annee" SMALLINT NOT NULL,
    "permanente" BOOLEAN NOT NULL DEFAULT false,
    "plafond" BOOLEAN NOT NULL DEFAULT true,
    "souterrainKm" DECIMAL(10,2),
    "aerienKm" DECIMAL(10,2),
    "empriseM2" DECIMAL(10,2),
    "nonRoutierKm" DECIMAL(10,2),
    "nonRoutierM2" DECIMAL(10,2),
    "arrondi" "rodp_arrondi" NOT NULL DEFAULT 'centime',
    "prorata" BOOLEAN NOT NULL DEFAULT false,
    "exigibiliteMois" SMALLINT NOT NULL DEFAULT 1,
    "exigibiliteJour" SMALLINT NOT NULL DEFAULT 1,
    "numero" TEXT,
    "adopteeLe" DATE,
    "prepareParId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deliberation_rodp_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "patrimoine_etat" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "operateurTelecomId" UUID NOT NULL,
    "annee" SMALLINT NOT NULL,
    "source" "patrimoine_source" NOT NULL,
    "recuLe" DATE NOT NULL,
    "note" TEXT,
    "remplaceLe" TIMESTAMPTZ(3),
    "saisiParId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "patrimoine_etat_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "patrimoine_ligne" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "etatId" UUID NOT NULL,
    "rang" SMALLINT NOT NULL,
    "nature" "patrimoine_nature" NOT NULL,
    "domaine" "patrimoine_domaine" NOT NULL,
    "quantite" DECIMAL(12,3) NOT NULL,
    "fourreaux" SMALLINT NOT NULL DEFAULT 1,
    "lieu" TEXT,
    "depuis" DATE,
    "jusqua" DATE,

    CONSTRAINT "patrimoine_ligne_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "patrimoine_import" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "etat" "patrimoine_import_etat" NOT NULL DEFAULT 'a_verifier',
    "annee" SMALLINT NOT NULL,
    "fichierNom" TEXT NOT NULL,
    "empreinte" TEXT NOT NULL,
    "entetes" JSONB NOT NULL,
    "lignes" JSONB NOT NULL,
    "correspondance" JSONB NOT NULL DEFAULT '{}',
    "bilan" JSONB NOT NULL DEFAULT '{}',
    "creeParId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "patrimoine_import_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "creance_rodp" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "operateurTelecomId" UUID NOT NULL,
    "annee" SMALLINT NOT NULL,
    "etat" "creance_rodp_etat" NOT NULL DEFAULT 'preparee',
    "montant" BIGINT NOT NULL,
    "calcul" JSONB NOT NULL,
    "etatPatrimoineId" UUID NOT NULL,
    "deliberationId" UUID NOT NULL,
    "exigibleLe" DATE NOT NULL,
    "envoyeeLe" DATE,
    "echeance" DATE,
    "prepareParId" UUID NOT NULL,
    "prepareLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "creance_rodp_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "creance_rodp_suivi" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "creanceId" UUID NOT NULL,
    "etat" "creance_rodp_etat" NOT NULL,
    "jour" DATE NOT NULL,
    "le" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "personneId" UUID,
    "montantPaye" BIGINT NOT NULL DEFAULT 0,
    "note" TEXT,

    CONSTRAINT "creance_rodp_suivi_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "ligne_telecom" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "site" TEXT NOT NULL,
    "libelle" TEXT NOT NULL,
    "genre" "ligne_telecom_genre" NOT NULL,
    "fournisseur" TEXT NOT NULL,
    "montantMensuel" BIGINT NOT NULL,
    "cuivre" BOOLEAN NOT NULL DEFAULT false,
    "utilisee" BOOLEAN NOT NULL DEFAULT true,
    "engagementJusqua" DATE,
    "retireeLe" DATE,
    "saisieParId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "ligne_telecom_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateIndex
CREATE INDEX "infrastructure_preuve_collectiviteId_infrastructureId_idx" ON "infrastructure_preuve"("collectiviteId", "infrastructureId");

-- CreateIndex
CREATE INDEX "loyer_contrat_collectiviteId_infrastructureId_idx" ON "loyer_contrat"("collectiviteId", "infrastructureId");

-- CreateIndex
CREATE UNIQUE INDEX "loyer_revision_collectiviteId_contratId_effet_key" ON "loyer_revision"("collectiviteId", "contratId", "effet");

-- CreateIndex
CREATE INDEX "bareme_rodp_annee_idx" ON "bareme_rodp"("annee");

-- CreateIndex
CREATE UNIQUE INDEX "operateur_telecom_nom_key" ON "operateur_telecom"("nom");

-- CreateIndex
CREATE INDEX "deliberation_rodp_collectiviteId_annee_idx" ON "deliberation_rodp"("collectiviteId", "annee");

-- CreateIndex
CREATE INDEX "patrimoine_etat_collectiviteId_annee_idx" ON "patrimoine_etat"("collectiviteId", "annee");

-- CreateIndex
CREATE INDEX "patrimoine_etat_annee_operateurTelecomId_idx" ON "patrimoine_etat"("annee", "operateurTelecomId");

-- CreateIndex
CREATE UNIQUE INDEX "patrimoine_ligne_collectiviteId_etatId_rang_key" ON "patrimoine_ligne"("collectiviteId", "etatId", "rang");

-- CreateIndex
CREATE INDEX "patrimoine_import_collectiviteId_creeLe_idx" ON "patrimoine_import"("collectiviteId", "creeLe");

-- CreateIndex
CREATE INDEX "creance_rodp_collectiviteId_annee_idx" ON "creance_rodp"("collectiviteId", "annee");

-- CreateIndex
CREATE INDEX "creance_rodp_etat_exigibleLe_idx" ON "creance_rodp"("etat", "exigibleLe");

-- CreateIndex
CREATE INDEX "creance_rodp_suivi_collectiviteId_creanceId_le_idx" ON "creance_rodp_suivi"("collectiviteId", "creanceId", "le");

-- AddForeignKey
ALTER TABLE "infrastructure_telecom" ADD CONSTRAINT "infrastructure_telecom_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "infrastructure_preuve" ADD CONSTRAINT "infrastructure_preuve_collectiviteId_infrastructureId_fkey" FOREIGN KEY ("collectiviteId", "infrastructureId") REFERENCES "infrastructure_telecom"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loyer_contrat" ADD CONSTRAINT "loyer_contrat_collectiviteId_infrastructureId_fkey" FOREIGN KEY ("collectiviteId", "infrastructureId") REFERENCES "infrastructure_telecom"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loyer_contrat" ADD CONSTRAINT "loyer_contrat_operateurTelecomId_fkey" FOREIGN KEY ("operateurTelecomId") REFERENCES "operateur_telecom"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "loyer_revision" ADD CONSTRAINT "loyer_revision_collectiviteId_contratId_fkey" FOREIGN KEY ("collectiviteId", "contratId") REFERENCES "loyer_contrat"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "mandat_rodp" ADD CONSTRAINT "mandat_rodp_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "deliberation_rodp" ADD CONSTRAINT "deliberation_rodp_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patrimoine_etat" ADD CONSTRAINT "patrimoine_etat_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patrimoine_etat" ADD CONSTRAINT "patrimoine_etat_operateurTelecomId_fkey" FOREIGN KEY ("operateurTelecomId") REFERENCES "operateur_telecom"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patrimoine_ligne" ADD CONSTRAINT "patrimoine_ligne_collectiviteId_etatId_fkey" FOREIGN KEY ("collectiviteId", "etatId") REFERENCES "patrimoine_etat"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "patrimoine_import" ADD CONSTRAINT "patrimoine_import_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "creance_rodp" ADD CONSTRAINT "creance_rodp_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "creance_rodp" ADD CONSTRAINT "creance_rodp_operateurTelecomId_fkey" FOREIGN KEY ("operateurTelecomId") REFERENCES "operateur_telecom"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "creance_rodp" ADD CONSTRAINT "creance_rodp_collectiviteId_etatPatrimoineId_fkey" FOREIGN KEY ("collectiviteId", "etatPatrimoineId") REFERENCES "patrimoine_etat"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "creance_rodp" ADD CONSTRAINT "creance_rodp_collectiviteId_deliberationId_fkey" FOREIGN KEY ("collectiviteId", "deliberationId") REFERENCES "deliberation_rodp"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "creance_rodp_suivi" ADD CONSTRAINT "creance_rodp_suivi_collectiviteId_creanceId_fkey" FOREIGN KEY ("collectiviteId", "creanceId") REFERENCES "creance_rodp"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "ligne_telecom" ADD CONSTRAINT "ligne_telecom_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


-- What Prisma's schema language cannot say.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['bareme_rodp', 'operateur_telecom', 'mandat_rodp', 'deliberation_rodp', 'patrimoine_etat', 'patrimoine_ligne',
    'patrimoine_import', 'creance_rodp', 'creance_rodp_suivi', 'infrastructure_telecom', 'infrastructure_preuve', 'loyer_contrat',
    'loyer_revision', 'ligne_telecom'] LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN id SET DEFAULT portail_uuid7()', t);
  END LOOP;
END $$;

SELECT portail_isoler('mandat_rodp', 'SELECT, INSERT, UPDATE', 'SELECT');
SELECT portail_isoler('deliberation_rodp', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('patrimoine_etat', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('patrimoine_ligne', 'SELECT, INSERT', 'SELECT, INSERT');
SELECT portail_isoler('patrimoine_import', 'SELECT, INSERT, UPDATE', 'SELECT');
SELECT portail_isoler('creance_rodp', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('creance_rodp_suivi', 'SELECT, INSERT', 'SELECT, INSERT');
SELECT portail_isoler('infrastructure_telecom', 'SELECT, INSERT, UPDATE', 'SELECT');
SELECT portail_isoler('infrastructure_preuve', 'SELECT, INSERT', 'SELECT, INSERT');
SELECT portail_isoler('loyer_contrat', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT');
SELECT portail_isoler('loyer_revision', 'SELECT, INSERT', 'SELECT, INSERT');
SELECT portail_isoler('ligne_telecom', 'SELECT, INSERT, UPDATE', 'SELECT');
GRANT SELECT ON bareme_rodp, operateur_telecom, taux_interet_legal TO portail_membre, portail_agregats;
GRANT SELECT, INSERT, UPDATE ON bareme_rodp, operateur_telecom TO portail_agent;
GRANT SELECT, INSERT ON taux_interet_legal TO portail_agent;

-- The same transitions as lib/redevances/types.ts.
CREATE TRIGGER transition BEFORE UPDATE ON bareme_rodp FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"projet":["publie","ecarte"],"publie":["remplace"]}');
CREATE TRIGGER transition BEFORE UPDATE ON patrimoine_import FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"a_verifier":["enregistre","laisse"]}');
CREATE TRIGGER transition BEFORE UPDATE ON creance_rodp FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"preparee":["envoyee","prescrite","abandonnee"],"envoyee":["contestee","payee","prescrite","abandonnee"],"contestee":["envoyee","payee","prescrite","abandonnee"]}');

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['patrimoine_ligne', 'creance_rodp_suivi', 'loyer_revision'] LOOP
    EXECUTE format('CREATE TRIGGER immuable BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION portail_immuable()', t);
    EXECUTE format('CREATE TRIGGER immuable_table BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable()', t);
  END LOOP;
END $$;

-- One published barème a year, one being prepared; one statement that counts; one claim that is not given up; one mandate.
CREATE UNIQUE INDEX bareme_rodp_publie ON bareme_rodp (annee) WHERE etat = 'publie';
CREATE UNIQUE INDEX bareme_rodp_projet ON bareme_rodp (annee) WHERE etat = 'projet';
CREATE UNIQUE INDEX patrimoine_etat_retenu ON patrimoine_etat ("collectiviteId", "operateurTelecomId", annee) WHERE "remplaceLe" IS NULL;
CREATE UNIQUE INDEX creance_rodp_une ON creance_rodp ("collectiviteId", "operateurTelecomId", annee) WHERE etat <> 'abandonnee';
CREATE UNIQUE INDEX mandat_rodp_un ON mandat_rodp ("collectiviteId") WHERE "retireLe" IS NULL;

ALTER TABLE bareme_rodp ADD CONSTRAINT bareme_rodp_taux CHECK (
  "souterrainKm" > 0 AND "aerienKm" > 0 AND "empriseM2" > 0 AND "nonRoutierKm" > 0 AND "nonRoutierM2" > 0),
  ADD CONSTRAINT bareme_rodp_source CHECK (length(btrim(source)) > 3);
ALTER TABLE taux_interet_legal ADD CONSTRAINT taux_interet_legal_semestre CHECK (semestre IN (1, 2) AND taux >= 0);
ALTER TABLE deliberation_rodp ADD CONSTRAINT deliberation_rodp_taux CHECK (
  plafond = ("souterrainKm" IS NULL) AND plafond = ("aerienKm" IS NULL) AND plafond = ("empriseM2" IS NULL)
  AND plafond = ("nonRoutierKm" IS NULL) AND plafond = ("nonRoutierM2" IS NULL)),
  ADD CONSTRAINT deliberation_rodp_permanente CHECK (NOT permanente OR plafond);
ALTER TABLE patrimoine_ligne ADD CONSTRAINT patrimoine_ligne_quantite CHECK (quantite >= 0 AND fourreaux >= 1),
  ADD CONSTRAINT patrimoine_ligne_periode CHECK (jusqua IS NULL OR depuis IS NULL OR jusqua >= depuis);
ALTER TABLE creance_rodp ADD CONSTRAINT creance_rodp_montant CHECK (montant > 0),
  ADD CONSTRAINT creance_rodp_echeance CHECK (echeance IS NULL OR echeance >= "envoyeeLe");
ALTER TABLE creance_rodp_suivi ADD CONSTRAINT creance_rodp_suivi_paye CHECK ("montantPaye" >= 0);
ALTER TABLE infrastructure_telecom ADD CONSTRAINT infrastructure_telecom_metres CHECK (metres > 0);
ALTER TABLE loyer_contrat ADD CONSTRAINT loyer_contrat_forme CHECK (metres > 0 AND "tarifMetre" >= 0 AND (fin IS NULL OR fin >= debut));
ALTER TABLE ligne_telecom ADD CONSTRAINT ligne_telecom_montant CHECK ("montantMensuel" >= 0);

-- What was published, adopted, declared or asked keeps what it said. After the row, so that the tenant policy is judged first.
CREATE FUNCTION portail_rodp_fige() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  kept jsonb := to_jsonb(OLD);
  now_ jsonb := to_jsonb(NEW);
  free text;
BEGIN
  FOREACH free IN ARRAY string_to_array(TG_ARGV[0], ',') LOOP
    kept := kept - free;
    now_ := now_ - free;
  END LOOP;
  IF kept IS DISTINCT FROM now_ THEN
    RAISE EXCEPTION 'La table % garde ce qui a été dit : un autre enregistrement le remplace', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fige AFTER UPDATE ON bareme_rodp FOR EACH ROW EXECUTE FUNCTION portail_rodp_fige('etat,publieParId,publieLe');
CREATE TRIGGER fige AFTER UPDATE ON patrimoine_etat FOR EACH ROW EXECUTE FUNCTION portail_rodp_fige('remplaceLe');
CREATE TRIGGER fige AFTER UPDATE ON creance_rodp FOR EACH ROW EXECUTE FUNCTION portail_rodp_fige('etat,envoyeeLe,echeance,version');
CREATE TRIGGER fige AFTER UPDATE ON deliberation_rodp FOR EACH ROW WHEN (OLD."adopteeLe" IS NOT NULL)
  EXECUTE FUNCTION portail_rodp_fige('numero');

-- Ceilings of CPCE R.20-52 as published: law, not demonstration (the same as lib/redevances/rules/bareme.ts).
INSERT INTO bareme_rodp (annee, etat, "souterrainKm", "aerienKm", "empriseM2", "nonRoutierKm", "nonRoutierM2", source, "publieLe") VALUES
  (2006, 'publie', 30.00, 40.00, 20.00, 1000.00, 650.00, 'Décret n° 2005-1676 du 27 décembre 2005', now()),
  (2021, 'publie', 41.29, 55.05, 27.53, 1376.33, 894.61, 'Maires de France, plafonds 2021 (article 722)', now()),
  (2022, 'publie', 42.64, 56.85, 28.43, 1421.36, 923.89, 'Maires de France, plafonds 2022 (article 1309)', now()),
  (2024, 'publie', 48.27, 64.36, 32.18, 1609.00, 1045.85, 'Association des maires de l''Aube, plafonds 2024 (amf10.fr, article 180)', now()),
  (2026, 'publie', 49.11, 65.49, 32.74, 1637.14, 1064.14, 'Maires de France, plafonds 2026 (article 28814)', now());
-- Legal interest, creditors who are not private persons.
INSERT INTO taux_interet_legal (annee, semestre, taux, source) VALUES
  (2021, 1, 0.79, 'dandrel-avocats.fr, taux de l''intérêt légal du second semestre 2021'),
  (2021, 2, 0.76, 'dandrel-avocats.fr, taux de l''intérêt légal du second semestre 2021'),
  (2025, 1, 3.71, 'Lefebvre Dalloz (ksca.fr), d''après l''arrêté du 19 juin 2025');

-- An EPCI sees its communes as counts and sums, never fewer than three, never a name.
CREATE POLICY agregats ON creance_rodp FOR SELECT TO portail_agregats USING (true);
CREATE POLICY agregats ON creance_rodp_suivi FOR SELECT TO portail_agregats USING (true);
CREATE POLICY agregats ON patrimoine_etat FOR SELECT TO portail_agregats USING (true);
GRANT SELECT ON creance_rodp, creance_rodp_suivi, patrimoine_etat TO portail_agregats;
CREATE FUNCTION portail_redevances_epci(epci uuid)
RETURNS TABLE (annee integer, communes integer, reclamantes integer, demande bigint, paye bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  WITH mine AS (SELECT id FROM collectivite WHERE "epciId" = epci AND type = 'commune'),
  declared AS (
    SELECT e.annee, count(DISTINCT e."collectiviteId") AS communes FROM patrimoine_etat e
    WHERE e."collectiviteId" IN (SELECT id FROM mine) AND e."remplaceLe" IS NULL GROUP BY e.annee),
  asked AS (
    SELECT r.annee, count(DISTINCT r."collectiviteId") AS communes, sum(r.montant) AS demande,
      sum((SELECT coalesce(sum(s."montantPaye"), 0) FROM creance_rodp_suivi s
        WHERE s."collectiviteId" = r."collectiviteId" AND s."creanceId" = r.id)) AS paye
    FROM creance_rodp r
    WHERE r."collectiviteId" IN (SELECT id FROM mine) AND r.etat IN ('envoyee', 'contestee', 'payee') GROUP BY r.annee)
  SELECT d.annee::integer, d.communes::integer,
    CASE WHEN a.communes >= 3 THEN a.communes::integer END, CASE WHEN a.communes >= 3 THEN a.demande::bigint END,
    CASE WHEN a.communes >= 3 THEN a.paye::bigint END
  FROM declared d LEFT JOIN asked a ON a.annee = d.annee
  WHERE d.communes >= 3 ORDER BY d.annee
$$;
-- In how many communes of an EPCI an operator declares lines for a year.
CREATE FUNCTION portail_redevances_voisins(epci uuid) RETURNS TABLE ("operateurTelecomId" uuid, annee integer, communes integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT e."operateurTelecomId", e.annee::integer, count(DISTINCT e."collectiviteId")::integer
  FROM patrimoine_etat e JOIN collectivite c ON c.id = e."collectiviteId"
  WHERE c."epciId" = epci AND c.type = 'commune' AND e."remplaceLe" IS NULL
  GROUP BY e."operateurTelecomId", e.annee HAVING count(DISTINCT e."collectiviteId") >= 3
$$;
GRANT CREATE ON SCHEMA public TO portail_agregats;
ALTER FUNCTION portail_redevances_voisins(uuid) OWNER TO portail_agregats;
ALTER FUNCTION portail_redevances_epci(uuid) OWNER TO portail_agregats;
REVOKE CREATE ON SCHEMA public FROM portail_agregats;
SET LOCAL ROLE portail_agregats;
REVOKE ALL ON FUNCTION portail_redevances_epci(uuid), portail_redevances_voisins(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION portail_redevances_epci(uuid), portail_redevances_voisins(uuid) TO portail_membre, portail_agent;
RESET ROLE;
