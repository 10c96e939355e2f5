-- Options of a service: taxed as their own, withdrawn without forgetting what was asked for.
ALTER TABLE service_option ADD COLUMN "categorieTva" categorie_tva, ADD COLUMN "tauxTva" DECIMAL(5,2), ADD COLUMN "retireeLe" TIMESTAMPTZ(3);
-- What had a price before its VAT was asked had none.
UPDATE service_option SET unite = coalesce(unite, 'unité'), periodicite = coalesce(periodicite, 'unique'), "categorieTva" = 'O', "tauxTva" = 0
  WHERE "prixUnitaire" IS NOT NULL;
ALTER TABLE service_option
  ADD CONSTRAINT service_option_prix CHECK ("prixUnitaire" >= 0 AND ("prixUnitaire" IS NULL) = (periodicite IS NULL)
    AND ("prixUnitaire" IS NULL) = ("categorieTva" IS NULL) AND ("prixUnitaire" IS NULL) = ("tauxTva" IS NULL)),
  ADD CONSTRAINT service_option_tva CHECK (("categorieTva" = 'S') = ("tauxTva" > 0));

CREATE TABLE "souscription_option" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "souscriptionId" UUID NOT NULL,
    "optionId" UUID NOT NULL,
    "nom" TEXT NOT NULL,
    "quantite" INTEGER NOT NULL,
    "unite" TEXT,
    "prixUnitaire" DECIMAL(12,4),
    "periodicite" periodicite,
    "categorieTva" categorie_tva,
    "tauxTva" DECIMAL(5,2),

    CONSTRAINT "souscription_option_pkey" PRIMARY KEY ("collectiviteId","id")
);
CREATE INDEX "souscription_option_collectiviteId_souscriptionId_idx"
  ON "souscription_option"("collectiviteId", "souscriptionId");
ALTER TABLE "souscription_option" ADD CONSTRAINT "souscription_option_collectiviteId_souscriptionId_fkey"
  FOREIGN KEY ("collectiviteId", "souscriptionId") REFERENCES "souscription"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "souscription_option" ADD CONSTRAINT "souscription_option_optionId_fkey"
  FOREIGN KEY ("optionId") REFERENCES "service_option"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE souscription_option
  ADD CONSTRAINT souscription_option_quantite CHECK (quantite > 0),
  ADD CONSTRAINT souscription_option_prix CHECK ("prixUnitaire" >= 0 AND ("prixUnitaire" IS NULL) = (periodicite IS NULL)
    AND ("prixUnitaire" IS NULL) = ("categorieTva" IS NULL) AND ("prixUnitaire" IS NULL) = ("tauxTva" IS NULL)),
  ADD CONSTRAINT souscription_option_tva CHECK (("categorieTva" = 'S') = ("tauxTva" > 0));
SELECT portail_isoler('souscription_option', 'SELECT, INSERT', 'SELECT, INSERT');
CREATE TRIGGER immuable BEFORE UPDATE OR DELETE ON souscription_option FOR EACH ROW EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable_table BEFORE TRUNCATE ON souscription_option FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable();

-- Options are asked for with their service, and with nobody's decision yet: what an élu approved never grows afterwards.
CREATE FUNCTION portail_souscription_option() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM souscription s JOIN service_option o ON o.id = NEW."optionId" AND o."serviceId" = s."serviceId"
    WHERE s."collectiviteId" = NEW."collectiviteId" AND s.id = NEW."souscriptionId" AND s.version = 1 AND s."decideLe" IS NULL) THEN
    RAISE EXCEPTION 'Une option se choisit avec le service, à la demande' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER demande AFTER INSERT ON souscription_option FOR EACH ROW EXECUTE FUNCTION portail_souscription_option();

-- What a price is multiplied by: units that are counted, inhabitants, or nothing.
CREATE TYPE "tarif_assiette" AS ENUM ('unite', 'habitant', 'forfait');
ALTER TABLE tarif ADD COLUMN assiette tarif_assiette NOT NULL DEFAULT 'unite';

-- What the price was found with the day it was asked for: population, band.
ALTER TABLE souscription ADD COLUMN "baseTarif" JSONB;

CREATE OR REPLACE FUNCTION portail_souscription_figee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW."serviceId", NEW."tarifId", NEW."prixUnitaire", NEW.periodicite, NEW."categorieTva", NEW."tauxTva", NEW."demandeParId", NEW."demandeLe",
      NEW."baseTarif")
     IS DISTINCT FROM
     (OLD."serviceId", OLD."tarifId", OLD."prixUnitaire", OLD.periodicite, OLD."categorieTva", OLD."tauxTva", OLD."demandeParId", OLD."demandeLe",
      OLD."baseTarif") THEN
    RAISE EXCEPTION 'Le service et le prix d''une souscription ne changent pas' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION portail_tarif_fige() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free constant text[] := ARRAY['jusqua'];
BEGIN
  IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
    RAISE EXCEPTION 'Un tarif ne change pas : il se termine, un autre commence' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
