-- What the assembly voted to try, and what it decided of a service in project, lead to the act. What was written in words stays.
ALTER TABLE "experimentation" ADD COLUMN "deliberationId" UUID;
ALTER TABLE "fiche_impact" ADD COLUMN "deliberationId" UUID;
ALTER TABLE "experimentation" ADD CONSTRAINT "experimentation_deliberationId_fkey" FOREIGN KEY ("deliberationId") REFERENCES "deliberation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "fiche_impact" ADD CONSTRAINT "fiche_impact_deliberationId_fkey" FOREIGN KEY ("deliberationId") REFERENCES "deliberation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
-- An act decides: what is prepared or presented rests on none.
ALTER TABLE fiche_impact ADD CONSTRAINT fiche_impact_acte CHECK ("deliberationId" IS NULL OR etat IN ('retenue', 'ecartee'));

CREATE OR REPLACE FUNCTION portail_deliberation_figee() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free constant text[] := ARRAY['transmiseLe', 'recueLe', 'actesNumero', 'publieeLe', 'publique', 'version'];
BEGIN
  IF to_jsonb(NEW) - free IS NOT DISTINCT FROM to_jsonb(OLD) - free THEN RETURN NEW; END IF;
  IF NEW.id <> OLD.id OR EXISTS (SELECT FROM tarif WHERE "deliberationId" = OLD.id)
    OR EXISTS (SELECT FROM regle_cotisation WHERE "deliberationId" = OLD.id)
    OR EXISTS (SELECT FROM campagne_regle WHERE "deliberationId" = OLD.id)
    OR EXISTS (SELECT FROM simulation_tarif WHERE "deliberationId" = OLD.id)
    OR EXISTS (SELECT FROM experimentation WHERE "deliberationId" = OLD.id)
    OR EXISTS (SELECT FROM fiche_impact WHERE "deliberationId" = OLD.id)
    OR EXISTS (SELECT FROM service WHERE "deliberationId" = OLD.id) THEN
    RAISE EXCEPTION 'Une délibération sur laquelle repose une décision ne change pas' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
