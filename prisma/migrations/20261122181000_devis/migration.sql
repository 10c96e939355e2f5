-- What is on quote: the operator's offer for a service or an option, which an élu accepts or refuses before it lapses.
CREATE TYPE "devis_etat" AS ENUM ('propose', 'accepte', 'refuse', 'echu', 'retire');

ALTER TABLE "souscription" ADD COLUMN "unite" TEXT;

CREATE TABLE "devis" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "souscriptionId" UUID NOT NULL,
    "optionId" UUID,
    "rang" SMALLINT NOT NULL,
    "etat" "devis_etat" NOT NULL DEFAULT 'propose',
    "contenu" TEXT NOT NULL,
    "quantite" INTEGER NOT NULL,
    "unite" TEXT NOT NULL,
    "prixUnitaire" DECIMAL(12,4) NOT NULL,
    "periodicite" "periodicite" NOT NULL,
    "categorieTva" "categorie_tva" NOT NULL,
    "tauxTva" DECIMAL(5,2) NOT NULL,
    "valableJusquau" DATE NOT NULL,
    "documentId" UUID,
    "creeParId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decideParId" UUID,
    "decideLe" TIMESTAMPTZ(3),
    "motif" TEXT,

    CONSTRAINT "devis_pkey" PRIMARY KEY ("collectiviteId","id")
);

CREATE UNIQUE INDEX "devis_collectiviteId_souscriptionId_rang_key" ON "devis"("collectiviteId", "souscriptionId", "rang");
CREATE INDEX "devis_etat_valableJusquau_idx" ON "devis"("etat", "valableJusquau");
ALTER TABLE "devis" ADD CONSTRAINT "devis_collectiviteId_souscriptionId_fkey" FOREIGN KEY ("collectiviteId", "souscriptionId") REFERENCES "souscription"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "devis" ADD CONSTRAINT "devis_collectiviteId_optionId_fkey" FOREIGN KEY ("collectiviteId", "optionId") REFERENCES "souscription_option"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "devis" ADD CONSTRAINT "devis_collectiviteId_documentId_fkey" FOREIGN KEY ("collectiviteId", "documentId") REFERENCES "document"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE devis
  ADD CONSTRAINT devis_quantite CHECK (quantite > 0),
  ADD CONSTRAINT devis_prix CHECK ("prixUnitaire" >= 0),
  ADD CONSTRAINT devis_tva CHECK (("categorieTva" = 'S') = ("tauxTva" > 0)),
  ADD CONSTRAINT devis_decision CHECK (etat NOT IN ('accepte', 'refuse') OR ("decideParId" IS NOT NULL AND "decideLe" IS NOT NULL));
-- One offer at a time, and one agreement for ever, for a service and for each of its options.
CREATE UNIQUE INDEX devis_propose ON devis ("collectiviteId", "souscriptionId", "optionId") NULLS NOT DISTINCT WHERE etat = 'propose';
CREATE UNIQUE INDEX devis_accepte ON devis ("collectiviteId", "souscriptionId", "optionId") NULLS NOT DISTINCT WHERE etat = 'accepte';

SELECT portail_isoler('devis', 'SELECT, UPDATE', 'SELECT, INSERT, UPDATE');
-- The same transitions as lib/souscriptions/types.ts.
CREATE TRIGGER transition BEFORE UPDATE ON devis FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"propose":["accepte","refuse","echu","retire"]}');

-- What is offered never changes; only the member says yes or no, and yes only while it is valid.
CREATE FUNCTION portail_devis_garde() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free constant text[] := ARRAY['etat', 'decideParId', 'decideLe', 'motif'];
BEGIN
  IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free OR (OLD.etat <> 'propose' AND NEW IS DISTINCT FROM OLD) THEN
    RAISE EXCEPTION 'Un devis ne change pas : il se retire, un autre se propose' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.etat = OLD.etat THEN RETURN NEW; END IF;
  IF (current_user = 'portail_membre') <> (NEW.etat IN ('accepte', 'refuse')) AND current_user IN ('portail_membre', 'portail_agent') THEN
    RAISE EXCEPTION 'La collectivité accepte ou refuse un devis, l''opérateur le retire' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.etat = 'accepte' AND NEW."valableJusquau" < (now() AT TIME ZONE 'Europe/Paris')::date THEN
    RAISE EXCEPTION 'Ce devis n''est plus valable' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER garde BEFORE UPDATE ON devis FOR EACH ROW EXECUTE FUNCTION portail_devis_garde();
CREATE TRIGGER immuable BEFORE DELETE ON devis FOR EACH ROW EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable_table BEFORE TRUNCATE ON devis FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable();

-- A price on quote is found once: the one that an élu accepted.
CREATE OR REPLACE FUNCTION portail_souscription_figee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW."serviceId", NEW."tarifId", NEW."demandeParId", NEW."demandeLe", NEW."baseTarif")
     IS DISTINCT FROM (OLD."serviceId", OLD."tarifId", OLD."demandeParId", OLD."demandeLe", OLD."baseTarif")
     OR ((NEW."prixUnitaire", NEW.periodicite, NEW."categorieTva", NEW."tauxTva", NEW.unite)
       IS DISTINCT FROM (OLD."prixUnitaire", OLD.periodicite, OLD."categorieTva", OLD."tauxTva", OLD.unite)
       AND (OLD."prixUnitaire" IS NOT NULL OR NOT EXISTS (
         SELECT FROM devis d WHERE d."collectiviteId" = NEW."collectiviteId" AND d."souscriptionId" = NEW.id AND d."optionId" IS NULL AND d.etat = 'accepte'
           AND (d.quantite, d.unite, d."prixUnitaire", d.periodicite, d."categorieTva", d."tauxTva")
             = (NEW.quantite, NEW.unite, NEW."prixUnitaire", NEW.periodicite, NEW."categorieTva", NEW."tauxTva")))) THEN
    RAISE EXCEPTION 'Le service et le prix d''une souscription ne changent pas' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.etat = 'approuvee' AND OLD.etat = 'a_approuver' AND NEW."prixUnitaire" IS NULL
     AND EXISTS (SELECT FROM service s WHERE s.id = NEW."serviceId" AND s.mode IN ('unitaire', 'non_precise')) THEN
    RAISE EXCEPTION 'Un service sur devis s''approuve en acceptant son devis' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;

CREATE OR REPLACE FUNCTION portail_souscription_option_figee() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  ended constant text[] := ARRAY['jusqua', 'retraitAvenantId'];
  quoted constant text[] := ARRAY['quantite', 'unite', 'prixUnitaire', 'periodicite', 'categorieTva', 'tauxTva', 'depuis'];
BEGIN
  IF to_jsonb(NEW) - ended - quoted IS DISTINCT FROM to_jsonb(OLD) - ended - quoted
     OR ((NEW.quantite, NEW.unite, NEW."prixUnitaire", NEW.periodicite, NEW."categorieTva", NEW."tauxTva", NEW.depuis)
       IS DISTINCT FROM (OLD.quantite, OLD.unite, OLD."prixUnitaire", OLD.periodicite, OLD."categorieTva", OLD."tauxTva", OLD.depuis)
       AND (OLD."prixUnitaire" IS NOT NULL OR NEW.depuis < OLD.depuis OR (NEW.depuis IS NULL AND OLD.depuis IS NOT NULL) OR NOT EXISTS (
         SELECT FROM devis d WHERE d."collectiviteId" = NEW."collectiviteId" AND d."souscriptionId" = NEW."souscriptionId" AND d."optionId" = NEW.id
           AND d.etat = 'accepte' AND (d.quantite, d.unite, d."prixUnitaire", d.periodicite, d."categorieTva", d."tauxTva")
             = (NEW.quantite, NEW.unite, NEW."prixUnitaire", NEW.periodicite, NEW."categorieTva", NEW."tauxTva")))) THEN
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
GRANT UPDATE ("quantite", "unite", "prixUnitaire", "periodicite", "categorieTva", "tauxTva", "depuis") ON souscription_option TO portail_membre;
