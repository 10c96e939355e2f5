-- Mail that carries a secret (sign-in link, invitation, code) waits sealed in one table: whoever causes it adds to it
-- in her own transaction, and only the identity login reads it and takes it out.
GRANT INSERT ON courriel_connexion TO portail_membre, portail_agent;

-- A person asks for a collectivité that is not yet hers: neither a member of it nor staff, so the identity login does it.
CREATE POLICY identite ON demande_rattachement TO portail_identite USING (true) WITH CHECK (true);
GRANT SELECT, INSERT, UPDATE ON demande_rattachement TO portail_identite;
-- One request at a time for one collectivité, one open invitation for one address.
CREATE UNIQUE INDEX demande_rattachement_en_cours ON demande_rattachement ("collectiviteId", "personneId")
  WHERE etat IN ('code_envoye', 'a_verifier');
CREATE UNIQUE INDEX invitation_en_cours ON invitation ("collectiviteId", courriel)
  WHERE "accepteeLe" IS NULL AND "retireeLe" IS NULL;
