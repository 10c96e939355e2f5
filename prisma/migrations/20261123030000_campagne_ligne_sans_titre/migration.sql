-- The titre of a line is the one of its member, campaign and volet: saying it twice cost an update of every line when a campaign is issued.
ALTER TABLE campagne_ligne DROP COLUMN "titreId";

-- Whichever of the two the planner takes, it finds the titre of one line: a campaign that was just issued, of which it knows nothing
-- yet, was read whole for each of its lines.
DROP INDEX "titre_campagneId_idx";
CREATE INDEX "titre_campagneId_collectiviteId_volet_idx" ON titre ("campagneId", "collectiviteId", volet);

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
