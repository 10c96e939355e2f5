-- What follows the last day of a convention: another period unless one side says no in time, or an amendment that both sign.
CREATE TYPE "reconduction" AS ENUM ('tacite', 'expresse');
CREATE TYPE "denonciation_cote" AS ENUM ('collectivite', 'operateur');

ALTER TABLE "service" ADD COLUMN "reconduction" "reconduction", ADD COLUMN "preavisMois" SMALLINT;
ALTER TABLE "souscription" ADD COLUMN "reconduction" "reconduction", ADD COLUMN "preavisMois" SMALLINT;
ALTER TABLE "avenant_demande" ADD COLUMN "prolongeMois" SMALLINT;
ALTER TABLE "avenant" ADD COLUMN "termeApres" DATE;

-- Notice is what tacit renewal needs, and never longer than what it renews.
ALTER TABLE service ADD CONSTRAINT service_reconduction CHECK (
  ("reconduction" IS NULL OR "conventionMois" IS NOT NULL)
  AND (("reconduction" IS NOT DISTINCT FROM 'tacite') = ("preavisMois" IS NOT NULL))
  AND ("preavisMois" IS NULL OR ("preavisMois" BETWEEN 1 AND 12 AND "preavisMois" < "conventionMois")));
ALTER TABLE souscription ADD CONSTRAINT souscription_reconduction CHECK (
  ("reconduction" IS NULL OR "dureeMois" IS NOT NULL)
  AND (("reconduction" IS NOT DISTINCT FROM 'tacite') = ("preavisMois" IS NOT NULL))
  AND ("preavisMois" IS NULL OR ("preavisMois" BETWEEN 1 AND 12 AND "preavisMois" < "dureeMois")));
ALTER TABLE avenant_demande ADD CONSTRAINT avenant_demande_prolonge CHECK ("prolongeMois" BETWEEN 1 AND 120);

CREATE TABLE "denonciation" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "souscriptionId" UUID NOT NULL,
    "cote" "denonciation_cote" NOT NULL,
    "terme" DATE NOT NULL,
    "motif" TEXT NOT NULL,
    "parId" UUID NOT NULL,
    "le" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retireeLe" TIMESTAMPTZ(3),
    "retireeParId" UUID,

    CONSTRAINT "denonciation_pkey" PRIMARY KEY ("collectiviteId","id")
);
CREATE INDEX "denonciation_collectiviteId_souscriptionId_idx" ON "denonciation"("collectiviteId", "souscriptionId");
ALTER TABLE "denonciation" ADD CONSTRAINT "denonciation_collectiviteId_souscriptionId_fkey" FOREIGN KEY ("collectiviteId", "souscriptionId") REFERENCES "souscription"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- One side has said no; the other has nothing to add.
CREATE UNIQUE INDEX denonciation_vivante ON denonciation ("collectiviteId", "souscriptionId", terme) WHERE "retireeLe" IS NULL;

SELECT portail_isoler('denonciation', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');

-- Each side speaks for itself, of the last day as it stands; what was said never changes, it is only taken back. What a
-- body that disappeared had said goes on with its successor, by the operator's hand.
CREATE FUNCTION portail_denonciation_garde() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free constant text[] := ARRAY['collectiviteId', 'retireeLe', 'retireeParId'];
BEGIN
  IF (current_user = 'portail_membre' AND NEW.cote <> 'collectivite')
     OR (current_user = 'portail_agent' AND NEW.cote <> 'operateur' AND TG_OP = 'UPDATE') THEN
    RAISE EXCEPTION 'Chaque partie dénonce pour elle-même' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF TG_OP = 'UPDATE' AND (OLD."retireeLe" IS NOT NULL OR to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free) THEN
    RAISE EXCEPTION 'Une dénonciation ne change pas : elle est retirée' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER garde BEFORE INSERT OR UPDATE ON denonciation FOR EACH ROW EXECUTE FUNCTION portail_denonciation_garde();
-- After what isolates: whose file it is comes before what it says.
CREATE FUNCTION portail_denonciation_fondee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM souscription s WHERE s."collectiviteId" = NEW."collectiviteId" AND s.id = NEW."souscriptionId"
    AND s.etat = 'en_service' AND s.terme = NEW.terme AND s."reconduction" IS NOT NULL) THEN
    RAISE EXCEPTION 'Seule se dénonce une convention en cours, qui se renouvelle' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER fondee AFTER INSERT ON denonciation FOR EACH ROW EXECUTE FUNCTION portail_denonciation_fondee();
CREATE TRIGGER immuable BEFORE DELETE ON denonciation FOR EACH ROW EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable_table BEFORE TRUNCATE ON denonciation FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable();
