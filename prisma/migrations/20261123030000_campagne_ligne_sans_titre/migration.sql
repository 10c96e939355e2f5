-- The titre of a line is the one of its member, campaign and volet: saying it twice cost an update of every line when a campaign is issued.
ALTER TABLE campagne_ligne DROP COLUMN "titreId";

-- By campaign first: one index finds the titre of a line and the titres of a campaign, however new the campaign is to the planner.
DROP INDEX "titre_campagneId_idx";
DROP INDEX "titre_collectiviteId_campagneId_volet_key";
CREATE UNIQUE INDEX "titre_campagneId_collectiviteId_volet_key" ON titre ("campagneId", "collectiviteId", volet);

CREATE OR REPLACE FUNCTION portail_campagne_ligne_figee() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  etat campagne_etat;
  premiere boolean;
BEGIN
  SELECT c.etat INTO etat FROM campagne c WHERE c.id = coalesce(NEW."campagneId", OLD."campagneId");
  IF etat = 'brouillon' THEN RETURN coalesce(NEW, OLD); END IF;
  -- Rows are compared as they are: a campaign may have tens of thousands of lines.
  IF TG_OP = 'UPDATE' AND etat IN ('approuvee', 'en_emission') THEN
    premiere := OLD.tranche IS NULL OR NEW.tranche = OLD.tranche;
    OLD.tranche := NEW.tranche;
    IF premiere AND OLD IS NOT DISTINCT FROM NEW THEN RETURN NEW; END IF;
  END IF;
  RAISE EXCEPTION 'Les lignes d''une campagne soumise ne changent plus' USING ERRCODE = 'restrict_violation';
END $$;
