-- A simulation and its computings would point at each other. The vote names one of its own, which no key alone could say.
ALTER TABLE "simulation_tarif" DROP CONSTRAINT "simulation_tarif_calculId_fkey";
CREATE FUNCTION portail_simulation_calcul_sien() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."calculId" IS NULL OR EXISTS (
    SELECT FROM simulation_calcul WHERE id = NEW."calculId" AND "simulationId" = NEW.id) THEN RETURN NEW; END IF;
  RAISE EXCEPTION 'Ce calcul n''est pas de cette simulation' USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER calcul_sien BEFORE INSERT OR UPDATE ON simulation_tarif FOR EACH ROW EXECUTE FUNCTION portail_simulation_calcul_sien();
