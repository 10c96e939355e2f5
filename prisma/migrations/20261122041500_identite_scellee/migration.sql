-- Mail that carries a secret (sign-in link, invitation, code) waits sealed in one table: whoever causes it may add to it
-- in her own transaction, and only the identity login takes it out.
GRANT INSERT ON courriel_connexion TO portail_membre, portail_agent;

-- A signed-in person asks for a collectivité that is not yet hers, and confirms the code that its mailbox received.
CREATE POLICY personne_demande ON demande_rattachement FOR INSERT TO portail_membre
  WITH CHECK ("personneId" = portail_personne() AND etat = 'code_envoye');
CREATE POLICY personne_confirme ON demande_rattachement FOR UPDATE TO portail_membre
  USING ("personneId" = portail_personne() AND etat = 'code_envoye')
  WITH CHECK ("personneId" = portail_personne() AND etat IN ('code_envoye', 'a_verifier'));
CREATE POLICY personne_ecriture ON journal FOR INSERT TO portail_membre
  WITH CHECK ("personneId" = portail_personne() AND evenement LIKE 'rattachement.%');
-- One request at a time for one collectivité.
CREATE UNIQUE INDEX demande_rattachement_en_cours ON demande_rattachement ("collectiviteId", "personneId")
  WHERE etat IN ('code_envoye', 'a_verifier');
-- One open invitation for one address.
CREATE UNIQUE INDEX invitation_en_cours ON invitation ("collectiviteId", courriel)
  WHERE "accepteeLe" IS NULL AND "retireeLe" IS NULL;
