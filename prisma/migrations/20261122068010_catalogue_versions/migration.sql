-- The catalogue as it is published, for whom each service is, what is tried, what is proposed, and the tools of the pack.
-- CreateEnum
CREATE TYPE "fiche_impact_etat" AS ENUM ('preparation', 'presentee', 'retenue', 'ecartee');

-- CreateEnum
CREATE TYPE "catalogue_version_etat" AS ENUM ('preparation', 'publiee');

-- CreateEnum
CREATE TYPE "offre_auteur" AS ENUM ('delegataire', 'partenaire');

-- AlterTable
ALTER TABLE "service" DROP COLUMN "prorata",
ADD COLUMN     "capacite" INTEGER,
ADD COLUMN     "populationMax" INTEGER,
ADD COLUMN     "populationMin" INTEGER;

-- DropEnum
DROP TYPE "prorata";

-- CreateTable
CREATE TABLE "service_prerequis" (
    "serviceId" UUID NOT NULL,
    "requisId" UUID NOT NULL,

    CONSTRAINT "service_prerequis_pkey" PRIMARY KEY ("serviceId","requisId")
);

-- CreateTable
CREATE TABLE "service_option" (
    "id" UUID NOT NULL,
    "serviceId" UUID NOT NULL,
    "nom" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "prixUnitaire" DECIMAL(12,4),
    "unite" TEXT,
    "periodicite" "periodicite",
    "rang" SMALLINT NOT NULL,

    CONSTRAINT "service_option_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "service_document" (
    "id" UUID NOT NULL,
    "serviceId" UUID NOT NULL,
    "titre" TEXT NOT NULL,
    "adresse" TEXT NOT NULL,
    "rang" SMALLINT NOT NULL,

    CONSTRAINT "service_document_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "experimentation" (
    "id" UUID NOT NULL,
    "serviceId" UUID NOT NULL,
    "objet" TEXT NOT NULL,
    "montant" BIGINT NOT NULL,
    "depuis" DATE NOT NULL,
    "jusqua" DATE NOT NULL,
    "deliberation" TEXT NOT NULL,
    "delibereLe" DATE NOT NULL,

    CONSTRAINT "experimentation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "experimentation_membre" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "experimentationId" UUID NOT NULL,
    "choisiLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "choisiParId" UUID NOT NULL,

    CONSTRAINT "experimentation_membre_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "fiche_impact" (
    "serviceId" UUID NOT NULL,
    "etat" "fiche_impact_etat" NOT NULL DEFAULT 'preparation',
    "montantInitial" BIGINT NOT NULL,
    "montantAnnuel" BIGINT NOT NULL,
    "mode" "tarif_mode" NOT NULL,
    "tarifProjete" DECIMAL(12,4),
    "unite" TEXT,
    "quantiteAttendue" INTEGER NOT NULL,
    "dureeAnnees" SMALLINT NOT NULL,
    "hypotheses" TEXT NOT NULL,
    "source" TEXT,
    "majLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "fiche_impact_pkey" PRIMARY KEY ("serviceId")
);

-- CreateTable
CREATE TABLE "catalogue_version" (
    "id" UUID NOT NULL,
    "numero" INTEGER NOT NULL,
    "etat" "catalogue_version_etat" NOT NULL DEFAULT 'preparation',
    "libelle" TEXT NOT NULL,
    "note" TEXT,
    "depuis" DATE NOT NULL,
    "empreinte" TEXT NOT NULL,
    "publieeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "publieeParId" UUID NOT NULL,

    CONSTRAINT "catalogue_version_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "catalogue_version_service" (
    "versionId" UUID NOT NULL,
    "rang" SMALLINT NOT NULL,
    "slug" TEXT NOT NULL,
    "nom" TEXT NOT NULL,
    "pilier" TEXT NOT NULL,
    "contenu" JSONB NOT NULL,

    CONSTRAINT "catalogue_version_service_pkey" PRIMARY KEY ("versionId","rang")
);

-- CreateTable
CREATE TABLE "offre_externe" (
    "id" UUID NOT NULL,
    "auteur" "offre_auteur" NOT NULL,
    "organisme" TEXT NOT NULL,
    "nom" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "eligibilite" TEXT,
    "contact" TEXT,
    "adresse" TEXT,
    "source" TEXT NOT NULL,
    "rang" SMALLINT NOT NULL,

    CONSTRAINT "offre_externe_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "module" (
    "serviceId" UUID NOT NULL,
    "aQuoiSert" TEXT NOT NULL,
    "adresse" TEXT,
    "tutoriel" TEXT,
    "contact" TEXT NOT NULL,
    "certificat" BOOLEAN NOT NULL DEFAULT false,
    "perturbation" TEXT,
    "majLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "module_pkey" PRIMARY KEY ("serviceId")
);

-- CreateTable
CREATE TABLE "maintenance" (
    "id" UUID NOT NULL,
    "serviceId" UUID NOT NULL,
    "debut" TIMESTAMPTZ(3) NOT NULL,
    "fin" TIMESTAMPTZ(3) NOT NULL,
    "objet" TEXT NOT NULL,
    "annonceLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "annulee" BOOLEAN NOT NULL DEFAULT false,

    CONSTRAINT "maintenance_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "module_acces" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "serviceId" UUID NOT NULL,
    "comptes" INTEGER NOT NULL,
    "identifiant" TEXT,
    "certificatJusqua" DATE,
    "dernierUsageLe" DATE,
    "majLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "module_acces_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "service_option_serviceId_nom_key" ON "service_option"("serviceId", "nom");

-- CreateIndex
CREATE UNIQUE INDEX "service_document_serviceId_adresse_key" ON "service_document"("serviceId", "adresse");

-- CreateIndex
CREATE INDEX "experimentation_serviceId_depuis_idx" ON "experimentation"("serviceId", "depuis");

-- CreateIndex
CREATE UNIQUE INDEX "experimentation_membre_collectiviteId_experimentationId_key" ON "experimentation_membre"("collectiviteId", "experimentationId");

-- CreateIndex
CREATE UNIQUE INDEX "catalogue_version_numero_key" ON "catalogue_version"("numero");

-- CreateIndex
CREATE UNIQUE INDEX "catalogue_version_depuis_key" ON "catalogue_version"("depuis");

-- CreateIndex
CREATE UNIQUE INDEX "catalogue_version_service_versionId_slug_key" ON "catalogue_version_service"("versionId", "slug");

-- CreateIndex
CREATE INDEX "maintenance_serviceId_fin_idx" ON "maintenance"("serviceId", "fin");

-- CreateIndex
CREATE UNIQUE INDEX "module_acces_collectiviteId_serviceId_key" ON "module_acces"("collectiviteId", "serviceId");

-- AddForeignKey
ALTER TABLE "service_prerequis" ADD CONSTRAINT "service_prerequis_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_prerequis" ADD CONSTRAINT "service_prerequis_requisId_fkey" FOREIGN KEY ("requisId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_option" ADD CONSTRAINT "service_option_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "service_document" ADD CONSTRAINT "service_document_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "experimentation" ADD CONSTRAINT "experimentation_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "experimentation_membre" ADD CONSTRAINT "experimentation_membre_experimentationId_fkey" FOREIGN KEY ("experimentationId") REFERENCES "experimentation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "fiche_impact" ADD CONSTRAINT "fiche_impact_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "catalogue_version_service" ADD CONSTRAINT "catalogue_version_service_versionId_fkey" FOREIGN KEY ("versionId") REFERENCES "catalogue_version"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "module" ADD CONSTRAINT "module_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "maintenance" ADD CONSTRAINT "maintenance_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "module_acces" ADD CONSTRAINT "module_acces_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;


DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['service_option', 'service_document', 'experimentation', 'experimentation_membre', 'catalogue_version', 'offre_externe',
    'maintenance', 'module_acces'] LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN id SET DEFAULT portail_uuid7()', t);
  END LOOP;
END $$;

SELECT portail_isoler('experimentation_membre', 'SELECT', 'SELECT, INSERT, DELETE');
SELECT portail_isoler('module_acces', 'SELECT', 'SELECT, INSERT, UPDATE');

GRANT SELECT ON service_prerequis, service_option, service_document, experimentation, fiche_impact, catalogue_version,
  catalogue_version_service, offre_externe, module, maintenance TO portail_membre;
GRANT SELECT, INSERT, UPDATE, DELETE ON service_prerequis, service_option, service_document, offre_externe TO portail_agent;
GRANT SELECT, INSERT, UPDATE ON experimentation, fiche_impact, catalogue_version, module, maintenance TO portail_agent;
GRANT SELECT, INSERT ON catalogue_version_service TO portail_agent;

-- What is published is what was signed: neither the version nor its services change, whoever asks.
CREATE FUNCTION portail_version_figee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.etat = 'publiee' THEN
    RAISE EXCEPTION 'La version % du catalogue est publiée : elle ne change plus', OLD.numero USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER figee BEFORE UPDATE OR DELETE ON catalogue_version FOR EACH ROW EXECUTE FUNCTION portail_version_figee();
CREATE FUNCTION portail_version_service_fige() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE version uuid := CASE WHEN TG_OP = 'INSERT' THEN NEW."versionId" ELSE OLD."versionId" END;
BEGIN
  IF TG_OP = 'UPDATE' OR EXISTS (SELECT FROM catalogue_version WHERE id = version AND etat = 'publiee') THEN
    RAISE EXCEPTION 'Une version publiée du catalogue ne change plus' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE WHEN TG_OP = 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER fige BEFORE INSERT OR UPDATE OR DELETE ON catalogue_version_service
  FOR EACH ROW EXECUTE FUNCTION portail_version_service_fige();
CREATE TRIGGER immuable_table BEFORE TRUNCATE ON catalogue_version FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable_table BEFORE TRUNCATE ON catalogue_version_service FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable();

-- The same transitions as lib/catalogue/types.ts.
CREATE TRIGGER transition BEFORE UPDATE ON fiche_impact FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"preparation":["presentee"],"presentee":["retenue","ecartee","preparation"],"ecartee":["preparation"]}');
CREATE TRIGGER transition BEFORE UPDATE ON catalogue_version FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"preparation":["publiee"]}');

ALTER TABLE service
  ADD CONSTRAINT service_population CHECK ("populationMin" IS NULL OR "populationMax" IS NULL OR "populationMin" <= "populationMax"),
  ADD CONSTRAINT service_capacite CHECK (capacite IS NULL OR capacite > 0);
ALTER TABLE service_prerequis ADD CONSTRAINT service_prerequis_autre CHECK ("serviceId" <> "requisId");
ALTER TABLE experimentation ADD CONSTRAINT experimentation_periode CHECK (depuis <= jusqua),
  ADD CONSTRAINT experimentation_montant CHECK (montant >= 0);
ALTER TABLE fiche_impact ADD CONSTRAINT fiche_impact_montants CHECK ("montantInitial" >= 0 AND "montantAnnuel" >= 0),
  ADD CONSTRAINT fiche_impact_duree CHECK ("dureeAnnees" > 0 AND "quantiteAttendue" >= 0);
ALTER TABLE maintenance ADD CONSTRAINT maintenance_periode CHECK (debut < fin);
ALTER TABLE module_acces ADD CONSTRAINT module_acces_comptes CHECK (comptes >= 0);

-- How many places of a service with a capacity are taken: a count of the operator's own, for whoever asks for one.
GRANT SELECT ON service TO portail_agregats;
CREATE FUNCTION portail_places_prises(service uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(DISTINCT s."collectiviteId")::integer FROM souscription s JOIN service v ON v.id = s."serviceId"
  WHERE s."serviceId" = portail_places_prises.service AND v.capacite IS NOT NULL AND s.etat NOT IN ('refusee', 'annulee', 'terminee')
$$;
GRANT CREATE ON SCHEMA public TO portail_agregats;
ALTER FUNCTION portail_places_prises(uuid) OWNER TO portail_agregats;
REVOKE CREATE ON SCHEMA public FROM portail_agregats;
SET LOCAL ROLE portail_agregats;
REVOKE ALL ON FUNCTION portail_places_prises(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION portail_places_prises(uuid) TO portail_membre, portail_agent;
RESET ROLE;
