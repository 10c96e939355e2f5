-- A shared cost is billed with its last share; once one has its titre, it neither goes back to the drawing board nor is given up.
CREATE FUNCTION portail_partage_restes() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.etat = 'facture' AND EXISTS (
    SELECT FROM partage_part WHERE "partageId" = NEW.id AND montant > 0 AND "titreRef" IS NULL) THEN
    RAISE EXCEPTION 'Une part de ce coût attend encore son titre' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.etat IN ('brouillon', 'abandonne') AND EXISTS (
    SELECT FROM partage_part WHERE "partageId" = NEW.id AND "titreRef" IS NOT NULL) THEN
    RAISE EXCEPTION 'Une part de ce coût a déjà son titre' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;

-- Until now a campaign that left a payer out closed the cost all the same: what was never asked for waits again.
ALTER TABLE partage DISABLE TRIGGER transition;
UPDATE partage k SET etat = 'valide' WHERE k.etat = 'facture' AND EXISTS (
  SELECT FROM partage_part p WHERE p."partageId" = k.id AND p.montant > 0 AND p."titreRef" IS NULL);
ALTER TABLE partage ENABLE TRIGGER transition;

CREATE TRIGGER restes BEFORE UPDATE OF etat ON partage FOR EACH ROW WHEN (NEW.etat <> OLD.etat) EXECUTE FUNCTION portail_partage_restes();
