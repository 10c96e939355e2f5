-- What an amendment changes is said until its pages are drawn, of its own souscription and service only.
CREATE OR REPLACE FUNCTION portail_avenant_option() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (
    SELECT FROM avenant n JOIN souscription s ON s."collectiviteId" = n."collectiviteId" AND s.id = n."souscriptionId"
    JOIN service_option o ON o.id = NEW."optionId" AND o."serviceId" = s."serviceId"
    LEFT JOIN acte a ON a."collectiviteId" = n."collectiviteId" AND a.id = n."acteId"
    WHERE n."collectiviteId" = NEW."collectiviteId" AND n.id = NEW."avenantId" AND n.etat = 'a_signer' AND coalesce(a.etat, 'a_generer') = 'a_generer'
      AND (NEW."retireeId" IS NULL OR EXISTS (
        SELECT FROM souscription_option p WHERE p."collectiviteId" = NEW."collectiviteId" AND p.id = NEW."retireeId"
          AND p."souscriptionId" = s.id AND p."optionId" = NEW."optionId" AND p.jusqua IS NULL))) THEN
    RAISE EXCEPTION 'Un avenant dit ce qu''il change avant d''être établi' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
-- After the keys: another tenant's row is refused as such.
DROP TRIGGER etabli ON avenant_option;
CREATE TRIGGER etabli AFTER INSERT ON avenant_option FOR EACH ROW EXECUTE FUNCTION portail_avenant_option();

-- An option begins without its end.
ALTER TABLE souscription_option DROP CONSTRAINT souscription_option_retrait;
CREATE FUNCTION portail_souscription_option_sans_retrait() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."retraitAvenantId" IS NOT NULL THEN
    RAISE EXCEPTION 'Une option se retire par un avenant signé des deux parties' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER sans_retrait AFTER INSERT ON souscription_option FOR EACH ROW EXECUTE FUNCTION portail_souscription_option_sans_retrait();

-- Which tenant a row is of is the policies' to refuse.
CREATE OR REPLACE FUNCTION portail_devis_garde() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free constant text[] := ARRAY['collectiviteId', 'etat', 'decideParId', 'decideLe', 'motif'];
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
