-- A campaign that waits for approval names who asked: without her, "another person" would mean nothing.
ALTER TABLE campagne ADD CONSTRAINT campagne_soumise CHECK (etat IN ('brouillon', 'abandonnee') OR "soumisParId" IS NOT NULL);

-- What was decided when the campaign was made stays; whether two people are wanted above all.
CREATE FUNCTION portail_campagne_figee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW.exercice, NEW."populationGenre", NEW.millesime, NEW.budget, NEW.serie, NEW.imputation, NEW."secondePersonne", NEW."creeParId")
     IS DISTINCT FROM
     (OLD.exercice, OLD."populationGenre", OLD.millesime, OLD.budget, OLD.serie, OLD.imputation, OLD."secondePersonne", OLD."creeParId") THEN
    RAISE EXCEPTION 'Les règles d''une campagne ne changent pas : abandonnez-la et préparez-en une autre' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER figee BEFORE UPDATE ON campagne FOR EACH ROW EXECUTE FUNCTION portail_campagne_figee();

-- What was submitted is what is approved and issued: past the draft, a line only receives its chunk and its titre, once.
CREATE FUNCTION portail_campagne_ligne_figee() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE etat campagne_etat;
BEGIN
  SELECT c.etat INTO etat FROM campagne c WHERE c.id = coalesce(NEW."campagneId", OLD."campagneId");
  IF etat = 'brouillon' THEN RETURN coalesce(NEW, OLD); END IF;
  IF TG_OP = 'UPDATE' AND etat IN ('approuvee', 'en_emission')
     AND to_jsonb(NEW) - 'tranche' - 'titreId' = to_jsonb(OLD) - 'tranche' - 'titreId'
     AND (OLD.tranche IS NULL OR NEW.tranche = OLD.tranche) AND (OLD."titreId" IS NULL OR NEW."titreId" = OLD."titreId") THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'Les lignes d''une campagne soumise ne changent plus' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER figee BEFORE INSERT OR UPDATE OR DELETE ON campagne_ligne FOR EACH ROW EXECUTE FUNCTION portail_campagne_ligne_figee();
