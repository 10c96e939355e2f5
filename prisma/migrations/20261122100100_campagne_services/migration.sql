CREATE TYPE "revision_tarif" AS ENUM ('jamais', 'a_sa_date', 'premier_janvier');
CREATE TYPE "simulation_tarif_etat" AS ENUM ('preparation', 'votee', 'ecartee');

ALTER TABLE regle_cotisation ADD COLUMN bandes JSONB;
ALTER TABLE campagne_regle ADD COLUMN bandes JSONB;
ALTER TABLE tarif ADD COLUMN bandes JSONB;
ALTER TABLE service ADD COLUMN "revisionTarif" revision_tarif NOT NULL DEFAULT 'jamais';
ALTER TABLE operateur ADD COLUMN "imputationServices" TEXT NOT NULL DEFAULT '7068';
ALTER TABLE campagne ADD COLUMN "servicesDu" DATE, ADD COLUMN "servicesAu" DATE, ADD COLUMN "imputationServices" TEXT NOT NULL DEFAULT '7068';
ALTER TABLE campagne_ligne ADD COLUMN ecarts JSONB NOT NULL DEFAULT '[]', ADD COLUMN "numeroEngagement" TEXT, ADD COLUMN "codeService" TEXT;
ALTER TABLE partage ADD COLUMN "secondePersonne" BOOLEAN NOT NULL DEFAULT true, ADD COLUMN motif TEXT;
ALTER TABLE partage_part ADD COLUMN "payeurNom" TEXT NOT NULL, ADD COLUMN "titreRef" UUID;

CREATE TABLE simulation_tarif (
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "libelle" TEXT NOT NULL,
    "etat" simulation_tarif_etat NOT NULL DEFAULT 'preparation',
    "exercice" SMALLINT NOT NULL,
    "serviceId" UUID,
    "type" collectivite_type,
    "mode" cotisation_mode,
    "taux" DECIMAL(12,6),
    "montant" BIGINT,
    "bandes" JSONB,
    "minimum" BIGINT,
    "maximum" BIGINT,
    "prixUnitaire" DECIMAL(12,4),
    "populationGenre" population_genre NOT NULL,
    "millesime" SMALLINT NOT NULL,
    "deliberation" TEXT,
    "motif" TEXT,
    "creeParId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decideParId" UUID,
    "decideLe" TIMESTAMPTZ(3),

    CONSTRAINT "simulation_tarif_pkey" PRIMARY KEY ("id")
);
ALTER TABLE simulation_tarif ADD CONSTRAINT "simulation_tarif_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
GRANT SELECT, INSERT, UPDATE ON simulation_tarif TO portail_agent;

-- A rule is whole: its mode says which of its values there is, and bounds do not cross.
ALTER TABLE regle_cotisation DROP CONSTRAINT regle_cotisation_forme,
  ADD CONSTRAINT regle_cotisation_forme CHECK (coalesce(CASE mode::text
    WHEN 'taux_population' THEN taux >= 0 AND montant IS NULL AND bandes IS NULL
    WHEN 'forfait' THEN montant >= 0 AND taux IS NULL AND bandes IS NULL
    WHEN 'bandes' THEN jsonb_array_length(bandes) > 0 AND taux IS NULL AND montant IS NULL
    ELSE taux IS NULL AND montant IS NULL AND bandes IS NULL END, false)),
  ADD CONSTRAINT regle_cotisation_bornes CHECK (minimum >= 0 AND maximum > 0 AND (minimum IS NULL OR maximum IS NULL OR minimum <= maximum));
ALTER TABLE campagne_regle DROP CONSTRAINT campagne_regle_forme,
  ADD CONSTRAINT campagne_regle_forme CHECK (coalesce(CASE mode::text
    WHEN 'taux_population' THEN taux >= 0 AND montant IS NULL AND bandes IS NULL
    WHEN 'forfait' THEN montant >= 0 AND taux IS NULL AND bandes IS NULL
    WHEN 'bandes' THEN jsonb_array_length(bandes) > 0 AND taux IS NULL AND montant IS NULL
    ELSE taux IS NULL AND montant IS NULL AND bandes IS NULL END, false));
ALTER TABLE tarif
  ADD CONSTRAINT tarif_bornes CHECK (minimum >= 0 AND maximum > 0 AND (minimum IS NULL OR maximum IS NULL OR minimum <= maximum)),
  ADD CONSTRAINT tarif_bandes CHECK (jsonb_array_length(bandes) > 0);
ALTER TABLE simulation_tarif
  ADD CONSTRAINT simulation_tarif_objet CHECK (
    ("serviceId" IS NULL AND type IS NOT NULL AND mode IS NOT NULL AND "prixUnitaire" IS NULL AND coalesce(CASE mode::text
    WHEN 'taux_population' THEN taux >= 0 AND montant IS NULL AND bandes IS NULL
    WHEN 'forfait' THEN montant >= 0 AND taux IS NULL AND bandes IS NULL
    WHEN 'bandes' THEN jsonb_array_length(bandes) > 0 AND taux IS NULL AND montant IS NULL
    ELSE taux IS NULL AND montant IS NULL AND bandes IS NULL END, false))
    OR ("serviceId" IS NOT NULL AND type IS NULL AND mode IS NULL AND "prixUnitaire" >= 0 AND taux IS NULL AND montant IS NULL AND bandes IS NULL)),
  ADD CONSTRAINT simulation_tarif_votee CHECK (etat <> 'votee' OR deliberation IS NOT NULL);
CREATE TRIGGER transition BEFORE UPDATE ON simulation_tarif FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"preparation":["votee","ecartee"],"votee":[],"ecartee":["preparation"]}');

-- A day of service is billed once: no two living campaigns share one.
ALTER TABLE campagne
  ADD CONSTRAINT campagne_services CHECK (("avecServices") = ("servicesDu" IS NOT NULL AND "servicesAu" IS NOT NULL) AND "servicesAu" >= "servicesDu"),
  ADD CONSTRAINT campagne_services_une_fois EXCLUDE USING gist (daterange("servicesDu", "servicesAu", '[]') WITH &&)
    WHERE ("avecServices" AND etat <> 'abandonnee');

-- What was submitted is what is approved and issued, line by line.
CREATE FUNCTION portail_campagne_detail_fige() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE etat campagne_etat;
BEGIN
  SELECT c.etat INTO etat FROM campagne_ligne l JOIN campagne c ON c.id = l."campagneId"
  WHERE l."collectiviteId" = coalesce(NEW."collectiviteId", OLD."collectiviteId") AND l.id = coalesce(NEW."ligneId", OLD."ligneId");
  -- A line that is not there is the foreign key's to refuse.
  IF etat IS NULL OR etat = 'brouillon' THEN RETURN coalesce(NEW, OLD); END IF;
  RAISE EXCEPTION 'Le détail d''une campagne soumise ne change plus' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER fige BEFORE INSERT OR UPDATE OR DELETE ON campagne_detail FOR EACH ROW EXECUTE FUNCTION portail_campagne_detail_fige();

ALTER TABLE depense
  ADD CONSTRAINT depense_montants CHECK ("montantHt" > 0 AND "montantTva" >= 0),
  ADD CONSTRAINT depense_service_pilier CHECK ("serviceId" IS NULL OR "pilierId" IS NOT NULL);

-- Whoever validates is not who prepared, where the operator wants two people; a validated cost no longer changes.
ALTER TABLE partage
  ADD CONSTRAINT partage_seconde_personne CHECK (NOT "secondePersonne" OR "valideParId" IS NULL OR "valideParId" <> "creeParId"),
  ADD CONSTRAINT partage_valide CHECK (etat NOT IN ('valide', 'facture') OR "valideParId" IS NOT NULL);
CREATE FUNCTION portail_partage_fige() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.etat <> 'brouillon' AND to_jsonb(NEW) - 'etat' - 'valideParId' - 'valideLe' - 'motif' <> to_jsonb(OLD) - 'etat' - 'valideParId' - 'valideLe' - 'motif' THEN
    RAISE EXCEPTION 'Un partage validé ne change plus' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fige BEFORE UPDATE ON partage FOR EACH ROW EXECUTE FUNCTION portail_partage_fige();
CREATE FUNCTION portail_partage_part_fige() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE etat partage_etat;
BEGIN
  SELECT p.etat INTO etat FROM partage p WHERE p.id = coalesce(NEW."partageId", OLD."partageId");
  IF etat = 'brouillon' THEN RETURN coalesce(NEW, OLD); END IF;
  IF TG_OP = 'UPDATE' AND OLD."titreRef" IS NULL AND to_jsonb(NEW) - 'titreRef' = to_jsonb(OLD) - 'titreRef' THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'Les parts d''un partage validé ne changent plus' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER fige BEFORE INSERT OR UPDATE OR DELETE ON partage_part FOR EACH ROW EXECUTE FUNCTION portail_partage_part_fige();
