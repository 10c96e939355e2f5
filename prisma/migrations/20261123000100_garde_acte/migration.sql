-- Who signs for the operator is not read by the members' login. One condition with the state before the question held only as long as
-- PostgreSQL planned it anew each time: after some signatures on one connection it keeps a plan, which asks for the right in advance.
CREATE OR REPLACE FUNCTION portail_acte_garde() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free constant text[] := ARRAY['collectiviteId', 'etat', 'motif', 'empreinte', 'documentId', 'scelleDocumentId', 'niveau',
  'parapheurRef', 'essais', 'prochainEssaiLe', 'erreur'];
BEGIN
  IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free
     OR (OLD.empreinte IS NOT NULL AND (NEW.empreinte, NEW."documentId") IS DISTINCT FROM (OLD.empreinte, OLD."documentId"))
     OR (OLD."scelleDocumentId" IS NOT NULL AND NEW."scelleDocumentId" IS DISTINCT FROM OLD."scelleDocumentId") THEN
    RAISE EXCEPTION 'Un acte établi ne change pas : il devient caduc, un autre est établi' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.etat IS NOT DISTINCT FROM OLD.etat THEN RETURN NEW; END IF;
  IF current_user = 'portail_membre' AND NEW.etat NOT IN ('signe', 'refuse') THEN
    RAISE EXCEPTION 'Seul l''opérateur mène un acte à « % »', NEW.etat USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.etat = 'signe' AND NOT EXISTS (
    SELECT FROM signature s JOIN mandat m ON m."collectiviteId" = s."collectiviteId" AND m.id = s."mandatId"
    LEFT JOIN delegation d ON d."collectiviteId" = s."collectiviteId" AND d.id = s."delegationId" AND d."mandatId" = m.id,
      LATERAL (SELECT (s.le AT TIME ZONE 'Europe/Paris')::date AS jour) paris
    WHERE s."collectiviteId" = NEW."collectiviteId" AND s."acteId" = NEW.id AND s.rang = 1 AND s.empreinte = NEW.empreinte
      AND daterange(m.depuis, m.jusqua) @> paris.jour
      AND CASE WHEN s."delegationId" IS NULL THEN m."personneId" = s."personneId"
        ELSE d."personneId" = s."personneId" AND daterange(d.depuis, d.jusqua) @> paris.jour END) THEN
    RAISE EXCEPTION 'Aucune signature valable de la collectivité sur ce document' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.etat = 'contresigne' THEN
    IF NOT EXISTS (
      SELECT FROM signature s JOIN signataire_operateur o ON o.id = s."signataireOperateurId"
      WHERE s."collectiviteId" = NEW."collectiviteId" AND s."acteId" = NEW.id AND s.rang = 2 AND s.empreinte = NEW.empreinte
        AND o."personneId" = s."personneId" AND daterange(o.depuis, o.jusqua) @> (s.le AT TIME ZONE 'Europe/Paris')::date) THEN
      RAISE EXCEPTION 'Aucune signature valable de l''opérateur sur ce document' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW.etat = 'scelle' AND NEW."scelleDocumentId" IS NULL THEN
    RAISE EXCEPTION 'Un acte scellé a son document' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
