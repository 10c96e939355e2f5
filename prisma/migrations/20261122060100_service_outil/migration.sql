CREATE TYPE outil AS ENUM ('adresses', 'redevances', 'cyber', 'messagerie');
ALTER TABLE service
  ADD COLUMN outil outil,
  ADD COLUMN "ouvertureImmediate" boolean NOT NULL DEFAULT false,
  -- What has a price is installed by the operator first.
  ADD CONSTRAINT service_ouverture CHECK (NOT "ouvertureImmediate" OR mode = 'inclus');
CREATE UNIQUE INDEX service_outil ON service (outil) WHERE etat = 'publie';

-- A member's login puts in service only what the catalogue opens at once, and ends nothing.
CREATE OR REPLACE FUNCTION portail_souscription_operateur() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'portail_membre' AND NEW.etat IN ('en_service', 'terminee')
     AND (TG_OP = 'INSERT' OR NEW.etat IS DISTINCT FROM OLD.etat)
     AND NOT (TG_OP = 'INSERT' AND NEW.etat = 'en_service' AND EXISTS (
       SELECT FROM service WHERE id = NEW."serviceId" AND etat = 'publie' AND mode = 'inclus' AND "ouvertureImmediate")) THEN
    RAISE EXCEPTION 'Seul l''opérateur met en service et termine une souscription' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
