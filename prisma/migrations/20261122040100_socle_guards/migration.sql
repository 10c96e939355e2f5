-- What Prisma's schema language cannot say: who may see and do what, what never changes, what never overlaps.
-- Roles are provisioned beforehand (docs/production.md). None of them bypasses row-level security.

REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO portail_membre, portail_agent, portail_identite, portail_agregats;
ALTER DEFAULT PRIVILEGES IN SCHEMA public REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- Time-ordered identifiers on PostgreSQL 16 and later (uuidv7() is only in 18).
CREATE FUNCTION portail_uuid7() RETURNS uuid LANGUAGE sql VOLATILE PARALLEL SAFE AS $$
  SELECT encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid())
    PLACING substring(int8send((extract(epoch FROM clock_timestamp()) * 1000)::bigint) FROM 3) FROM 1 FOR 6), 52, 1), 53, 1), 'hex')::uuid
$$;
-- The collectivités of this transaction; nothing set is nobody.
CREATE FUNCTION portail_collectivites() RETURNS uuid[] LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT string_to_array(nullif(current_setting('app.collectivites', true), ''), ',')::uuid[]
$$;
CREATE FUNCTION portail_personne() RETURNS uuid LANGUAGE sql STABLE PARALLEL SAFE AS $$
  SELECT nullif(current_setting('app.personne', true), '')::uuid
$$;
GRANT EXECUTE ON FUNCTION portail_uuid7(), portail_collectivites(), portail_personne() TO portail_membre, portail_agent, portail_identite, portail_agregats;

DO $$
DECLARE t text;
BEGIN
  FOR t IN SELECT table_name FROM information_schema.columns
           WHERE table_schema = 'public' AND column_name = 'id' AND data_type = 'uuid' LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN id SET DEFAULT portail_uuid7()', t);
  END LOOP;
END $$;

-- Makes a table a tenant table. `membre` and `agent` are the privileges of the two logins ('' = none).
-- The comparison is spelled out, not wrapped in a function: so the primary key's index serves it.
CREATE FUNCTION portail_isoler(t regclass, membre text, agent text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  mine constant text := '"collectiviteId" = ANY (string_to_array(nullif(current_setting(''app.collectivites'', true), ''''), '','')::uuid[])';
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', t);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', t);
  EXECUTE format('CREATE POLICY migration ON %s TO portail_migration USING (true) WITH CHECK (true)', t);
  EXECUTE format('CREATE POLICY agent ON %s TO portail_agent USING (true) WITH CHECK (true)', t);
  EXECUTE format('CREATE POLICY membre ON %s TO portail_membre USING (%s) WITH CHECK (%s)', t, mine, mine);
  IF membre <> '' THEN EXECUTE format('GRANT %s ON %s TO portail_membre', membre, t); END IF;
  IF agent <> '' THEN EXECUTE format('GRANT %s ON %s TO portail_agent', agent, t); END IF;
END $$;

SELECT portail_isoler('fiche', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('adhesion', 'SELECT', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('demande_adhesion', 'SELECT, INSERT', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('rattachement', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('invitation', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('demande_rattachement', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('souscription', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('souscription_suivi', 'SELECT, INSERT', 'SELECT, INSERT');
SELECT portail_isoler('campagne_ligne', '', 'SELECT, INSERT, UPDATE, DELETE');
SELECT portail_isoler('cotisation_reprise', 'SELECT', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('titre', 'SELECT', 'SELECT, INSERT');
SELECT portail_isoler('titre_ligne', 'SELECT', 'SELECT, INSERT');
SELECT portail_isoler('titre_suivi', 'SELECT', 'SELECT, INSERT');
SELECT portail_isoler('document', 'SELECT', 'SELECT, INSERT');
SELECT portail_isoler('courriel', 'SELECT, INSERT', 'SELECT, INSERT, UPDATE');

-- A signed-in person sees her own links before any collectivité is chosen.
CREATE POLICY personne ON rattachement FOR SELECT TO portail_membre USING ("personneId" = portail_personne());
CREATE POLICY personne ON demande_rattachement FOR SELECT TO portail_membre USING ("personneId" = portail_personne());
-- Sign-in reads who may act for whom, and turns an accepted invitation into a rattachement.
CREATE POLICY identite ON rattachement TO portail_identite USING (true) WITH CHECK (true);
CREATE POLICY identite ON invitation TO portail_identite USING (true) WITH CHECK (true);
GRANT SELECT, INSERT ON rattachement TO portail_identite;
GRANT SELECT, UPDATE ON invitation TO portail_identite;
GRANT SELECT ON collectivite TO portail_identite;

-- Who people are: sessions, tokens and factors are for the identity login alone.
ALTER TABLE personne ENABLE ROW LEVEL SECURITY;
ALTER TABLE personne FORCE ROW LEVEL SECURITY;
CREATE POLICY migration ON personne TO portail_migration USING (true) WITH CHECK (true);
CREATE POLICY identite ON personne TO portail_identite USING (true) WITH CHECK (true);
CREATE POLICY agent ON personne TO portail_agent USING (true) WITH CHECK (true);
CREATE POLICY membre ON personne FOR SELECT TO portail_membre
  USING (id = portail_personne() OR EXISTS (SELECT FROM rattachement r WHERE r."personneId" = personne.id));
GRANT SELECT ON personne TO portail_membre;
GRANT SELECT, INSERT, UPDATE ON personne TO portail_agent;
GRANT SELECT, INSERT, UPDATE ON personne TO portail_identite;
GRANT SELECT, INSERT, UPDATE, DELETE ON identite, session, jeton_connexion, tentative_connexion, facteur, defi, courriel_connexion TO portail_identite;
GRANT SELECT ON agent TO portail_identite;
GRANT SELECT, INSERT, UPDATE ON agent TO portail_agent;

-- The operator's own tables.
GRANT SELECT ON operateur, regle_cotisation, collectivite, denomination, succession, population, pilier, service, tarif
  TO portail_membre, portail_agregats;
GRANT SELECT ON operateur TO portail_identite;
GRANT SELECT ON battement TO portail_membre;
GRANT SELECT, INSERT, UPDATE ON battement TO portail_agent;
GRANT SELECT, INSERT, UPDATE ON operateur, regle_cotisation, collectivite, denomination, succession, population, pilier, service,
  tarif, budget, comite_ligne, campagne, serie, import TO portail_agent;
GRANT SELECT, INSERT, UPDATE, DELETE ON campagne_regle, campagne_tranche, import_ligne TO portail_agent;
GRANT SELECT, INSERT ON titre_numero TO portail_agent;

-- The journal: everyone writes it, a member reads what concerns it, nobody changes it.
ALTER TABLE journal ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal FORCE ROW LEVEL SECURITY;
CREATE POLICY migration ON journal TO portail_migration USING (true) WITH CHECK (true);
CREATE POLICY agent ON journal TO portail_agent USING (true) WITH CHECK (true);
CREATE POLICY lecture ON journal FOR SELECT TO portail_membre USING ("concerneId" = ANY (portail_collectivites()));
CREATE POLICY ecriture ON journal FOR INSERT TO portail_membre
  WITH CHECK ("concerneId" IS NULL OR "concerneId" = ANY (portail_collectivites()));
CREATE POLICY identite ON journal FOR INSERT TO portail_identite WITH CHECK (true);
GRANT SELECT, INSERT ON journal TO portail_membre, portail_agent;
GRANT INSERT ON journal TO portail_identite;

-- Issued or recorded once: never changed, whoever asks.
CREATE FUNCTION portail_immuable() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'La table % ne se modifie pas : ce qui est émis ou consigné reste.', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
END $$;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['titre', 'titre_ligne', 'titre_suivi', 'titre_numero', 'souscription_suivi', 'document', 'journal'] LOOP
    EXECUTE format('CREATE TRIGGER immuable BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION portail_immuable()', t);
    EXECUTE format('CREATE TRIGGER immuable_table BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable()', t);
  END LOOP;
END $$;

-- State machines: the same transitions as lib/souscriptions/types.ts and lib/cotisations/types.ts.
CREATE FUNCTION portail_transition() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE allowed jsonb := TG_ARGV[0]::jsonb;
BEGIN
  IF NEW.etat IS DISTINCT FROM OLD.etat AND NOT (coalesce(allowed -> OLD.etat::text, '[]') ? NEW.etat::text) THEN
    RAISE EXCEPTION '% : passage de « % » à « % » interdit', TG_TABLE_NAME, OLD.etat, NEW.etat USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER transition BEFORE UPDATE ON souscription FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"a_approuver":["approuvee","refusee","annulee"],"approuvee":["en_service","annulee"],"en_service":["terminee"]}');
CREATE TRIGGER transition BEFORE UPDATE ON campagne FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"brouillon":["a_approuver","abandonnee"],"a_approuver":["approuvee","brouillon","abandonnee"],"approuvee":["en_emission","brouillon","abandonnee"],"en_emission":["emise"]}');
CREATE TRIGGER transition BEFORE UPDATE ON demande_adhesion FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"recue":["en_cours","acceptee","refusee"],"en_cours":["acceptee","refusee"]}');
CREATE TRIGGER transition BEFORE UPDATE ON demande_rattachement FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"code_envoye":["a_verifier","refusee"],"a_verifier":["acceptee","refusee"]}');
CREATE TRIGGER transition BEFORE UPDATE ON import FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"apercu":["applique","abandonne"]}');

-- Approval by a second person is held here, not only in the code.
ALTER TABLE campagne
  ADD CONSTRAINT campagne_seconde_personne CHECK (NOT "secondePersonne" OR "approuveParId" IS NULL OR "approuveParId" <> "soumisParId"),
  ADD CONSTRAINT campagne_approuvee CHECK (etat NOT IN ('approuvee', 'en_emission', 'emise') OR "approuveParId" IS NOT NULL),
  ADD CONSTRAINT campagne_echeance CHECK (echeance >= "dateEmission");
CREATE UNIQUE INDEX campagne_exercice_en_cours ON campagne (exercice, budget, serie) WHERE etat <> 'abandonnee';

-- What is valid at a date is valid once.
ALTER TABLE adhesion ADD CONSTRAINT adhesion_periode EXCLUDE USING gist ("collectiviteId" WITH =, daterange(depuis, jusqua) WITH &&);
ALTER TABLE rattachement ADD CONSTRAINT rattachement_periode
  EXCLUDE USING gist ("collectiviteId" WITH =, "personneId" WITH =, role WITH =, daterange(depuis, jusqua) WITH &&);
ALTER TABLE tarif ADD CONSTRAINT tarif_periode EXCLUDE USING gist ("serviceId" WITH =, unite WITH =, daterange(depuis, jusqua) WITH &&);
ALTER TABLE regle_cotisation ADD CONSTRAINT regle_cotisation_periode EXCLUDE USING gist (type WITH =, daterange(depuis, jusqua) WITH &&);
ALTER TABLE denomination ADD CONSTRAINT denomination_periode EXCLUDE USING gist ("concerneId" WITH =, daterange(depuis, jusqua) WITH &&);

-- Values that have no meaning.
ALTER TABLE operateur ADD CONSTRAINT operateur_unique CHECK (id = 1), ADD CONSTRAINT operateur_numero CHECK ("premierNumero" > 0);
ALTER TABLE collectivite
  ADD CONSTRAINT collectivite_siren CHECK (siren ~ '^[0-9]{9}$'),
  ADD CONSTRAINT collectivite_insee CHECK ("codeInsee" ~ '^[0-9][0-9AB][0-9]{3}$'),
  ADD CONSTRAINT collectivite_publique CHECK ("categorieJuridique" IS NULL OR "categorieJuridique" ~ '^[47][0-9]{3}$');
ALTER TABLE fiche ADD CONSTRAINT fiche_siret CHECK (siret ~ '^[0-9]{14}$');
ALTER TABLE population ADD CONSTRAINT population_habitants CHECK (habitants >= 0);
ALTER TABLE tarif ADD CONSTRAINT tarif_prix CHECK ("prixUnitaire" >= 0),
  ADD CONSTRAINT tarif_tva CHECK (("categorieTva" = 'S') = ("tauxTva" > 0));
ALTER TABLE souscription ADD CONSTRAINT souscription_quantite CHECK (quantite > 0),
  ADD CONSTRAINT souscription_tva CHECK ("categorieTva" IS NULL OR ("categorieTva" = 'S') = ("tauxTva" > 0)),
  ADD CONSTRAINT souscription_prix CHECK (("prixUnitaire" IS NULL) = ("periodicite" IS NULL));
ALTER TABLE regle_cotisation ADD CONSTRAINT regle_cotisation_forme CHECK (
  (mode = 'taux_population' AND taux >= 0 AND montant IS NULL) OR (mode = 'forfait' AND montant >= 0 AND taux IS NULL) OR
  (mode = 'aucune' AND taux IS NULL AND montant IS NULL));
ALTER TABLE campagne_regle ADD CONSTRAINT campagne_regle_forme CHECK (
  (mode = 'taux_population' AND taux >= 0 AND montant IS NULL) OR (mode = 'forfait' AND montant >= 0 AND taux IS NULL) OR
  (mode = 'aucune' AND taux IS NULL AND montant IS NULL));
ALTER TABLE campagne_ligne ADD CONSTRAINT campagne_ligne_montant CHECK (montant >= 0);
ALTER TABLE serie ADD CONSTRAINT serie_prochain CHECK (prochain > 0);
ALTER TABLE titre ADD CONSTRAINT titre_montants CHECK ("montantTtc" = "montantHt" + "montantTva" AND "montantTtc" > 0),
  ADD CONSTRAINT titre_echeance CHECK (echeance >= "dateEmission");
ALTER TABLE titre_ligne ADD CONSTRAINT titre_ligne_tva CHECK (("categorieTva" = 'S') = ("tauxTva" > 0));

-- A souscription keeps the price it was asked at, its service and its author.
CREATE FUNCTION portail_souscription_figee() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW."serviceId", NEW."tarifId", NEW."prixUnitaire", NEW.periodicite, NEW."categorieTva", NEW."tauxTva", NEW."demandeParId", NEW."demandeLe")
     IS DISTINCT FROM
     (OLD."serviceId", OLD."tarifId", OLD."prixUnitaire", OLD.periodicite, OLD."categorieTva", OLD."tauxTva", OLD."demandeParId", OLD."demandeLe") THEN
    RAISE EXCEPTION 'Le service et le prix d''une souscription ne changent pas' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER figee BEFORE UPDATE ON souscription FOR EACH ROW EXECUTE FUNCTION portail_souscription_figee();

-- A price under which something was asked for keeps its value; only its end may be set.
CREATE FUNCTION portail_tarif_fige() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (NEW."serviceId", NEW."prixUnitaire", NEW.unite, NEW.periodicite, NEW."categorieTva", NEW."tauxTva", NEW.depuis)
     IS DISTINCT FROM (OLD."serviceId", OLD."prixUnitaire", OLD.unite, OLD.periodicite, OLD."categorieTva", OLD."tauxTva", OLD.depuis) THEN
    RAISE EXCEPTION 'Un tarif ne change pas : il se termine, un autre commence' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fige BEFORE UPDATE ON tarif FOR EACH ROW EXECUTE FUNCTION portail_tarif_fige();

-- Search by word and by typo.
CREATE INDEX collectivite_nom_trgm ON collectivite USING gin ("nomPlie" gin_trgm_ops);
CREATE INDEX service_recherche_trgm ON service USING gin (recherche gin_trgm_ops);

-- Counts over tenants: never fewer than three communes, never a name.
CREATE POLICY agregats ON adhesion FOR SELECT TO portail_agregats USING (true);
CREATE POLICY agregats ON souscription FOR SELECT TO portail_agregats USING (true);
GRANT SELECT ON adhesion, souscription TO portail_agregats;

CREATE FUNCTION portail_voisins_services(epci uuid) RETURNS TABLE ("serviceId" uuid, communes integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT s."serviceId", count(DISTINCT s."collectiviteId")::integer
  FROM souscription s JOIN collectivite c ON c.id = s."collectiviteId"
  WHERE c."epciId" = epci AND c.type = 'commune' AND s.etat = 'en_service'
  GROUP BY s."serviceId" HAVING count(DISTINCT s."collectiviteId") >= 3
$$;
-- Communes of an EPCI and how many are members; no row where either part is fewer than three communes.
CREATE FUNCTION portail_voisins_adherents(epci uuid) RETURNS TABLE (communes integer, adherentes integer)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT count(*)::integer, (count(*) FILTER (WHERE a.statut = 'adherent'))::integer
  FROM collectivite c LEFT JOIN adhesion a ON a."collectiviteId" = c.id AND a.jusqua IS NULL
  WHERE c."epciId" = epci AND c.type = 'commune'
  HAVING count(*) >= 3 AND (count(*) FILTER (WHERE a.statut = 'adherent')) >= 3
$$;
GRANT CREATE ON SCHEMA public TO portail_agregats;
ALTER FUNCTION portail_voisins_services(uuid) OWNER TO portail_agregats;
ALTER FUNCTION portail_voisins_adherents(uuid) OWNER TO portail_agregats;
REVOKE CREATE ON SCHEMA public FROM portail_agregats;
SET LOCAL ROLE portail_agregats;
REVOKE ALL ON FUNCTION portail_voisins_services(uuid), portail_voisins_adherents(uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION portail_voisins_services(uuid), portail_voisins_adherents(uuid) TO portail_membre, portail_agent;
RESET ROLE;
