-- The follow-up of a titre is dated by the payment that moved it, not by the clock: what is taken over from the past keeps its days.
DROP TRIGGER apres ON reglement;
DROP TRIGGER reduit ON titre_suivi;
DROP FUNCTION portail_reglement_apres(), portail_titre_reduit(), portail_titre_paye(uuid, uuid, titre_suivi_etat[]);

CREATE FUNCTION portail_titre_paye(de uuid, identifiant uuid, quand timestamptz, si titre_suivi_etat[]) RETURNS void LANGUAGE plpgsql AS $$
DECLARE actuel titre_suivi; avant titre_suivi_etat; nouveau titre_suivi_etat; paye bigint;
BEGIN
  SELECT * INTO actuel FROM titre_suivi s WHERE s."collectiviteId" = de AND s."titreId" = identifiant ORDER BY s.le DESC, s.id DESC LIMIT 1;
  IF actuel.id IS NULL OR actuel.etat = 'annule' THEN RETURN; END IF;
  SELECT s.etat INTO avant FROM titre_suivi s WHERE s."collectiviteId" = de AND s."titreId" = identifiant
    AND s.etat NOT IN ('partiellement_regle', 'solde') ORDER BY s.le DESC, s.id DESC LIMIT 1;
  SELECT coalesce(sum(montant), 0) INTO paye FROM reglement r WHERE r."collectiviteId" = de AND r."titreId" = identifiant;
  nouveau := CASE WHEN paye <= 0 THEN coalesce(avant, actuel.etat)
    WHEN portail_titre_du(de, identifiant) <= 0 THEN 'solde' ELSE 'partiellement_regle' END;
  IF nouveau <> actuel.etat AND (si IS NULL OR nouveau = ANY (si)) THEN
    INSERT INTO titre_suivi ("collectiviteId", "titreId", etat, le, "personneId")
    VALUES (de, identifiant, nouveau, greatest(quand, actuel.le + interval '1 millisecond'), portail_personne());
  END IF;
END $$;

CREATE FUNCTION portail_reglement_apres() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."recuId" IS NOT NULL THEN
    UPDATE reglement_recu u SET etat = s.etat, "decideParId" = portail_personne(), "decideLe" = NEW."creeLe"
    FROM (SELECT CASE WHEN sum(r.montant) = m.montant THEN 'affecte' ELSE 'a_affecter' END::reglement_recu_etat AS etat
      FROM reglement_recu m JOIN reglement r ON r."recuId" = m.id WHERE m.id = NEW."recuId" GROUP BY m.montant) s
    WHERE u.id = NEW."recuId";
  END IF;
  PERFORM portail_titre_paye(NEW."collectiviteId", NEW."titreId", NEW."creeLe", NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER apres AFTER INSERT ON reglement FOR EACH ROW EXECUTE FUNCTION portail_reglement_apres();

CREATE FUNCTION portail_titre_reduit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM portail_titre_paye(NEW."collectiviteId", NEW."titreId", NEW.le, ARRAY['solde']::titre_suivi_etat[]);
  RETURN NULL;
END $$;
CREATE TRIGGER reduit AFTER INSERT ON titre_suivi FOR EACH ROW WHEN (NEW.etat = 'reduit') EXECUTE FUNCTION portail_titre_reduit();
