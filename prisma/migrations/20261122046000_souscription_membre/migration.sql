-- Only the operator puts a service in service and ends it: the members' login is refused, whatever the code does.
CREATE FUNCTION portail_souscription_operateur() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF current_user = 'portail_membre' AND NEW.etat IN ('en_service', 'terminee')
     AND (TG_OP = 'INSERT' OR NEW.etat IS DISTINCT FROM OLD.etat) THEN
    RAISE EXCEPTION 'Seul l''opérateur met en service et termine une souscription' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER operateur BEFORE INSERT OR UPDATE ON souscription FOR EACH ROW EXECUTE FUNCTION portail_souscription_operateur();
