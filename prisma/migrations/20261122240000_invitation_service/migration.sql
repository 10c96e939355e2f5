-- An EPCI invites its communes to a service: the worker tells them.
CREATE TABLE "invitation_service" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "serviceId" UUID NOT NULL,
    "message" TEXT,
    "parId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "envoyeeLe" TIMESTAMPTZ(3),
    "communes" INTEGER,

    CONSTRAINT "invitation_service_pkey" PRIMARY KEY ("collectiviteId","id")
);
CREATE INDEX "invitation_service_collectiviteId_serviceId_creeLe_idx" ON "invitation_service"("collectiviteId", "serviceId", "creeLe");
ALTER TABLE "invitation_service" ADD CONSTRAINT "invitation_service_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "invitation_service" ADD CONSTRAINT "invitation_service_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE invitation_service
  ADD CONSTRAINT invitation_service_message CHECK (length(message) BETWEEN 1 AND 500),
  ADD CONSTRAINT invitation_service_communes CHECK (communes >= 0 AND (communes IS NULL) = ("envoyeeLe" IS NULL));
CREATE INDEX invitation_service_a_envoyer ON invitation_service ("creeLe") WHERE "envoyeeLe" IS NULL;

SELECT portail_isoler('invitation_service', 'SELECT, INSERT', 'SELECT');
GRANT UPDATE ("envoyeeLe", communes) ON invitation_service TO portail_agent;

-- What was written never changes; that it was sent is said once.
CREATE FUNCTION portail_invitation_service_garde() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free constant text[] := ARRAY['collectiviteId', 'envoyeeLe', 'communes'];
BEGIN
  IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free OR (OLD."envoyeeLe" IS NOT NULL AND NEW IS DISTINCT FROM OLD) THEN
    RAISE EXCEPTION 'Une invitation ne change pas : une autre la suit' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER garde BEFORE UPDATE ON invitation_service FOR EACH ROW EXECUTE FUNCTION portail_invitation_service_garde();
CREATE TRIGGER immuable BEFORE DELETE ON invitation_service FOR EACH ROW EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable_table BEFORE TRUNCATE ON invitation_service FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable();

GRANT SELECT ON service_prerequis TO portail_agregats;

-- Communes of an EPCI that are members, may have this service and neither have nor ask for it. Read by the worker alone.
CREATE FUNCTION portail_communes_a_inviter(epci uuid, service uuid) RETURNS SETOF uuid
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT c.id FROM collectivite c
  JOIN service v ON v.id = portail_communes_a_inviter.service AND v.etat = 'publie' AND v.maturite = 'en_service'
    AND (v.types = '{}' OR 'commune' = ANY (v.types))
  JOIN adhesion a ON a."collectiviteId" = c.id AND a.jusqua IS NULL AND a.statut = 'adherent'
  CROSS JOIN operateur o
  LEFT JOIN population p ON p.code = coalesce(c."codeInsee", c."publicId") AND p.genre = o."populationGenre"
    AND p.millesime = o."populationMillesime"
  WHERE c."epciId" = portail_communes_a_inviter.epci AND c.type = 'commune'
    AND NOT EXISTS (SELECT FROM succession x WHERE x."predecesseurId" = c.id AND x.le <= (now() AT TIME ZONE 'Europe/Paris')::date)
    AND NOT EXISTS (SELECT FROM souscription s WHERE s."collectiviteId" = c.id AND s."serviceId" = v.id
      AND s.etat IN ('a_approuver', 'approuvee', 'en_service'))
    AND NOT EXISTS (SELECT FROM service_prerequis r WHERE r."serviceId" = v.id AND NOT EXISTS (
      SELECT FROM souscription s WHERE s."collectiviteId" = c.id AND s."serviceId" = r."requisId" AND s.etat = 'en_service'))
    AND (p.habitants IS NULL OR (p.habitants >= coalesce(v."populationMin", 0)
      AND p.habitants <= coalesce(v."populationMax", p.habitants)))
    AND (v.capacite IS NULL OR portail_places_prises(v.id) < v.capacite)
$$;
-- How many, for the EPCI of the session alone; none below three, as for the other counts over communes.
CREATE FUNCTION portail_invitables(epci uuid, service uuid) RETURNS integer
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp AS $$
  SELECT CASE WHEN count(*) >= 3 THEN count(*)::integer ELSE 0 END
  FROM portail_communes_a_inviter(portail_invitables.epci, portail_invitables.service)
  WHERE portail_invitables.epci = ANY (portail_collectivites())
$$;
GRANT CREATE ON SCHEMA public TO portail_agregats;
ALTER FUNCTION portail_communes_a_inviter(uuid, uuid) OWNER TO portail_agregats;
ALTER FUNCTION portail_invitables(uuid, uuid) OWNER TO portail_agregats;
REVOKE CREATE ON SCHEMA public FROM portail_agregats;
SET LOCAL ROLE portail_agregats;
REVOKE ALL ON FUNCTION portail_communes_a_inviter(uuid, uuid), portail_invitables(uuid, uuid) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION portail_communes_a_inviter(uuid, uuid) TO portail_agent;
GRANT EXECUTE ON FUNCTION portail_invitables(uuid, uuid) TO portail_membre;
RESET ROLE;
