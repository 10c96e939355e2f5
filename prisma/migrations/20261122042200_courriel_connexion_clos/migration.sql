-- Anyone may leave a sealed message to be sent; only the identity login reads what waits.
ALTER TABLE courriel_connexion ENABLE ROW LEVEL SECURITY;
ALTER TABLE courriel_connexion FORCE ROW LEVEL SECURITY;
CREATE POLICY migration ON courriel_connexion TO portail_migration USING (true) WITH CHECK (true);
CREATE POLICY identite ON courriel_connexion TO portail_identite USING (true) WITH CHECK (true);
CREATE POLICY depot ON courriel_connexion FOR INSERT TO portail_membre, portail_agent WITH CHECK (true);
