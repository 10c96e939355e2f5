-- Options that come and go while a service runs: by an amendment that both sides signed.
CREATE TYPE "avenant_option_sens" AS ENUM ('ajout', 'retrait');

ALTER TABLE "souscription_option" ADD COLUMN "avenantId" UUID,
ADD COLUMN     "depuis" DATE,
ADD COLUMN     "jusqua" DATE,
ADD COLUMN     "retraitAvenantId" UUID;

CREATE TABLE "avenant_option" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "avenantId" UUID NOT NULL,
    "sens" "avenant_option_sens" NOT NULL,
    "retireeId" UUID,
    "optionId" UUID NOT NULL,
    "nom" TEXT NOT NULL,
    "quantite" INTEGER NOT NULL,
    "unite" TEXT,
    "prixUnitaire" DECIMAL(12,4),
    "periodicite" "periodicite",
    "categorieTva" "categorie_tva",
    "tauxTva" DECIMAL(5,2),

    CONSTRAINT "avenant_option_pkey" PRIMARY KEY ("collectiviteId","id")
);

CREATE UNIQUE INDEX "avenant_option_collectiviteId_avenantId_retireeId_key" ON "avenant_option"("collectiviteId", "avenantId", "retireeId");
ALTER TABLE "souscription_option" ADD CONSTRAINT "souscription_option_collectiviteId_avenantId_fkey" FOREIGN KEY ("collectiviteId", "avenantId") REFERENCES "avenant"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "souscription_option" ADD CONSTRAINT "souscription_option_collectiviteId_retraitAvenantId_fkey" FOREIGN KEY ("collectiviteId", "retraitAvenantId") REFERENCES "avenant"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "avenant_option" ADD CONSTRAINT "avenant_option_collectiviteId_avenantId_fkey" FOREIGN KEY ("collectiviteId", "avenantId") REFERENCES "avenant"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "avenant_option" ADD CONSTRAINT "avenant_option_collectiviteId_retireeId_fkey" FOREIGN KEY ("collectiviteId", "retireeId") REFERENCES "souscription_option"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "avenant_option" ADD CONSTRAINT "avenant_option_optionId_fkey" FOREIGN KEY ("optionId") REFERENCES "service_option"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE avenant_option
  ADD CONSTRAINT avenant_option_sens CHECK ((sens = 'retrait') = ("retireeId" IS NOT NULL)),
  ADD CONSTRAINT avenant_option_quantite CHECK (quantite > 0),
  ADD CONSTRAINT avenant_option_prix CHECK ("prixUnitaire" >= 0 AND ("prixUnitaire" IS NULL) = (periodicite IS NULL)
    AND ("prixUnitaire" IS NULL) = ("categorieTva" IS NULL) AND ("prixUnitaire" IS NULL) = ("tauxTva" IS NULL)),
  ADD CONSTRAINT avenant_option_tva CHECK (("categorieTva" = 'S') = ("tauxTva" > 0));
ALTER TABLE souscription_option
  ADD CONSTRAINT souscription_option_retrait CHECK ("retraitAvenantId" IS NULL OR jusqua IS NOT NULL),
  ADD CONSTRAINT souscription_option_dates CHECK (jusqua >= depuis);

SELECT portail_isoler('avenant_option', 'SELECT', 'SELECT, INSERT');
CREATE TRIGGER immuable BEFORE UPDATE OR DELETE ON avenant_option FOR EACH ROW EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable_table BEFORE TRUNCATE ON avenant_option FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable();

-- What an amendment changes is said before its act is written, of its own souscription and service only.
CREATE FUNCTION portail_avenant_option() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM avenant n JOIN souscription s ON s."collectiviteId" = n."collectiviteId" AND s.id = n."souscriptionId"
    JOIN service_option o ON o.id = NEW."optionId" AND o."serviceId" = s."serviceId"
    WHERE n."collectiviteId" = NEW."collectiviteId" AND n.id = NEW."avenantId" AND n.etat = 'a_signer' AND n."acteId" IS NULL
      AND (NEW."retireeId" IS NULL OR EXISTS (
        SELECT FROM souscription_option p WHERE p."collectiviteId" = NEW."collectiviteId" AND p.id = NEW."retireeId"
          AND p."souscriptionId" = s.id AND p."optionId" = NEW."optionId" AND p.jusqua IS NULL))) THEN
    RAISE EXCEPTION 'Un avenant dit ce qu''il change avant d''être établi' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER etabli BEFORE INSERT ON avenant_option FOR EACH ROW EXECUTE FUNCTION portail_avenant_option();

-- Chosen with the service, with nobody's decision yet; or added, at the price agreed, by an amendment that applies.
CREATE OR REPLACE FUNCTION portail_souscription_option() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."avenantId" IS NOT NULL THEN
    IF NOT EXISTS (
      SELECT FROM avenant n JOIN avenant_option o ON o."collectiviteId" = n."collectiviteId" AND o."avenantId" = n.id AND o.sens = 'ajout'
      WHERE n."collectiviteId" = NEW."collectiviteId" AND n.id = NEW."avenantId" AND n."souscriptionId" = NEW."souscriptionId"
        AND n.etat = 'applique' AND n."effetLe" = NEW.depuis
        AND (o."optionId", o.nom, o.quantite, o.unite, o."prixUnitaire", o.periodicite, o."categorieTva", o."tauxTva")
          IS NOT DISTINCT FROM (NEW."optionId", NEW.nom, NEW.quantite, NEW.unite, NEW."prixUnitaire", NEW.periodicite, NEW."categorieTva", NEW."tauxTva")) THEN
      RAISE EXCEPTION 'Une option s''ajoute par un avenant signé des deux parties' USING ERRCODE = 'restrict_violation';
    END IF;
    RETURN NEW;
  END IF;
  IF NOT EXISTS (
    SELECT FROM souscription s JOIN service_option o ON o.id = NEW."optionId" AND o."serviceId" = s."serviceId"
    WHERE s."collectiviteId" = NEW."collectiviteId" AND s.id = NEW."souscriptionId" AND s.version = 1 AND s."decideLe" IS NULL) THEN
    RAISE EXCEPTION 'Une option se choisit avec le service, à la demande' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

-- An option keeps what was agreed; only its end is set, once, by an amendment that applies.
DROP TRIGGER immuable ON souscription_option;
CREATE FUNCTION portail_souscription_option_figee() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free constant text[] := ARRAY['jusqua', 'retraitAvenantId'];
BEGIN
  IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
    RAISE EXCEPTION 'Une option souscrite ne change pas : elle se retire, une autre s''ajoute' USING ERRCODE = 'restrict_violation';
  END IF;
  IF (NEW.jusqua, NEW."retraitAvenantId") IS DISTINCT FROM (OLD.jusqua, OLD."retraitAvenantId") AND (OLD.jusqua IS NOT NULL OR NOT EXISTS (
    SELECT FROM avenant n JOIN avenant_option o ON o."collectiviteId" = n."collectiviteId" AND o."avenantId" = n.id AND o."retireeId" = NEW.id
    WHERE n."collectiviteId" = NEW."collectiviteId" AND n.id = NEW."retraitAvenantId" AND n.etat = 'applique'
      AND NEW.jusqua = greatest(n."effetLe", OLD.depuis))) THEN
    RAISE EXCEPTION 'Une option se retire par un avenant signé des deux parties' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER figee BEFORE UPDATE ON souscription_option FOR EACH ROW EXECUTE FUNCTION portail_souscription_option_figee();
CREATE TRIGGER immuable BEFORE DELETE ON souscription_option FOR EACH ROW EXECUTE FUNCTION portail_immuable();
GRANT UPDATE ("jusqua", "retraitAvenantId") ON souscription_option TO portail_agent;
