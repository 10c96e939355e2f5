-- What the cost was before its quote-part; and the share of mutualised costs that members bear together, in percent.
ALTER TABLE partage ADD COLUMN cout BIGINT NOT NULL, ADD CONSTRAINT partage_cout CHECK (cout > 0 AND montant >= cout);
ALTER TABLE operateur ADD COLUMN "partMembres" DECIMAL(5,2) NOT NULL DEFAULT 50,
  ADD CONSTRAINT operateur_part_membres CHECK ("partMembres" BETWEEN 0 AND 100);

-- What the services that everybody has cost in a year, by pillar and in general: sums only, no supplier, no member.
GRANT SELECT ON depense, partage TO portail_agregats;
CREATE FUNCTION portail_couts_mutualises(annee integer) RETURNS TABLE ("pilierId" text, montant bigint)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT d."pilierId", sum(d."montantHt" + d."montantTva")::bigint
  FROM depense d LEFT JOIN service s ON s.id = d."serviceId"
  WHERE d.exercice = annee AND (s.id IS NULL OR s.mode = 'inclus')
    AND NOT EXISTS (SELECT FROM partage p WHERE p."depenseId" = d.id AND p.etat <> 'abandonne')
  GROUP BY d."pilierId"
$$;
GRANT CREATE ON SCHEMA public TO portail_agregats;
ALTER FUNCTION portail_couts_mutualises(integer) OWNER TO portail_agregats;
REVOKE CREATE ON SCHEMA public FROM portail_agregats;
SET LOCAL ROLE portail_agregats;
REVOKE ALL ON FUNCTION portail_couts_mutualises(integer) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION portail_couts_mutualises(integer) TO portail_membre, portail_agent;
RESET ROLE;
