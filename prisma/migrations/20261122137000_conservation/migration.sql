-- What the privacy page promises is applied by a job: accounts nobody uses, requests that led nowhere.
ALTER TABLE "personne"
  -- When she last signed in; who never did was last seen when her account was made.
  ADD COLUMN "vueLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
  -- When a mail last said that her account would be closed.
  ADD COLUMN "avertieLe" TIMESTAMPTZ(3),
  ADD COLUMN "effaceeLe" TIMESTAMPTZ(3),
  ADD CONSTRAINT personne_effacee CHECK ("effaceeLe" IS NULL OR "desactiveeLe" IS NOT NULL);
UPDATE personne p SET "vueLe" = greatest(p."creeLe", (
  SELECT max(j.le) FROM journal j WHERE j."personneId" = p.id AND j.evenement = 'session.opened'));
CREATE INDEX personne_vue ON personne ("vueLe") WHERE "effaceeLe" IS NULL;

ALTER TABLE "demande_adhesion" ADD COLUMN "contactEffaceLe" TIMESTAMPTZ(3);

-- An account is of use while its holder works for the operator, may sign, waits for an answer, is about to begin, or is
-- the last to administer a team.
CREATE FUNCTION portail_compte_sans_emploi(personne uuid, jour date) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT NOT EXISTS (SELECT FROM agent a WHERE a."personneId" = personne AND (a.jusqua IS NULL OR a.jusqua > jour))
    AND NOT EXISTS (SELECT FROM mandat m WHERE m."personneId" = personne AND (m.jusqua IS NULL OR m.jusqua > jour))
    AND NOT EXISTS (SELECT FROM delegation d WHERE d."personneId" = personne AND (d.jusqua IS NULL OR d.jusqua > jour))
    AND NOT EXISTS (SELECT FROM signataire_operateur s WHERE s."personneId" = personne AND (s.jusqua IS NULL OR s.jusqua > jour))
    AND NOT EXISTS (SELECT FROM demande_rattachement q WHERE q."personneId" = personne
      AND (q.etat = 'a_verifier' OR q.etat = 'code_envoye' AND q."codeExpireLe" > now()))
    AND NOT EXISTS (SELECT FROM rattachement r WHERE r."personneId" = personne AND r.depuis > jour)
    AND NOT EXISTS (SELECT FROM rattachement r WHERE r."personneId" = personne AND r.role = 'administrateur'
      AND daterange(r.depuis, r.jusqua) @> jour
      AND NOT EXISTS (SELECT FROM rattachement o WHERE o."collectiviteId" = r."collectiviteId" AND o."personneId" <> personne
        AND o.role = 'administrateur' AND daterange(o.depuis, o.jusqua) @> jour))
$$;
GRANT EXECUTE ON FUNCTION portail_compte_sans_emploi(uuid, date) TO portail_agent;

-- The job erases; what proves that a legal notice was sent, and what still waits for somebody, is out of its reach.
GRANT DELETE ON invitation, demande_rattachement, notification, courriel, preference_notification, resume_notification TO portail_agent;
GRANT DELETE ON agenda TO portail_identite;
CREATE POLICY effacement ON invitation AS RESTRICTIVE FOR DELETE TO portail_agent
  USING ("accepteeLe" IS NOT NULL OR "retireeLe" IS NOT NULL OR "expireLe" < now());
CREATE POLICY effacement ON demande_rattachement AS RESTRICTIVE FOR DELETE TO portail_agent
  USING (etat IN ('acceptee', 'refusee') OR etat = 'code_envoye' AND "codeExpireLe" < now());
CREATE POLICY effacement ON notification AS RESTRICTIVE FOR DELETE TO portail_agent USING (NOT legale);
CREATE POLICY effacement ON courriel AS RESTRICTIVE FOR DELETE TO portail_agent
  USING (genre = 'notification' AND EXISTS (SELECT FROM notification n
    WHERE n."collectiviteId" = courriel."collectiviteId" AND n.id = courriel."objetId" AND NOT n.legale));
