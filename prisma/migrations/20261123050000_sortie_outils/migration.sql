-- Leaving the portal leaves the tools: where each is told (OpenID Connect Back-Channel Logout 1.0), and where its own leaving may lead.
ALTER TABLE "module"
  ADD COLUMN "deconnexion" TEXT,
  ADD COLUMN "retoursSortie" TEXT[] NOT NULL DEFAULT '{}';
ALTER TABLE module ADD CONSTRAINT module_retours_sortie CHECK (cardinality("retoursSortie") <= 5);

-- What a session of the portal opened; its identifier is the `sid` that the tool was given.
CREATE TABLE "session_outil" (
    "id" UUID NOT NULL DEFAULT gen_random_uuid(),
    "sessionId" UUID NOT NULL,
    "serviceId" UUID NOT NULL,
    "compte" TEXT NOT NULL,

    CONSTRAINT "session_outil_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "session_outil_sessionId_serviceId_compte_key" ON "session_outil"("sessionId", "serviceId", "compte");
ALTER TABLE "session_outil" ADD CONSTRAINT "session_outil_sessionId_fkey" FOREIGN KEY ("sessionId") REFERENCES "session"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "session_outil" ADD CONSTRAINT "session_outil_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

CREATE TYPE "module_sortie_motif" AS ENUM ('session', 'droit');
-- What a tool is still to be told; gone once it has heard, kept for the staff when it would not.
CREATE TABLE "module_sortie" (
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "serviceId" UUID NOT NULL,
    "compte" TEXT NOT NULL,
    "sid" UUID,
    "motif" "module_sortie_motif" NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "essais" SMALLINT NOT NULL DEFAULT 0,
    "prochainEssaiLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "reponse" TEXT,
    "abandonneeLe" TIMESTAMPTZ(3),

    CONSTRAINT "module_sortie_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "module_sortie_abandonneeLe_prochainEssaiLe_idx" ON "module_sortie"("abandonneeLe", "prochainEssaiLe");
ALTER TABLE "module_sortie" ADD CONSTRAINT "module_sortie_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE module_sortie ADD CONSTRAINT module_sortie_sid CHECK ((motif = 'session') = (sid IS NOT NULL));

GRANT SELECT, INSERT, DELETE ON session_outil TO portail_identite;
GRANT SELECT ("id", "slug") ON service TO portail_identite;
GRANT SELECT ("serviceId", "connexion", "deconnexion") ON module TO portail_identite;

-- Whoever ends a session or a right adds to the queue, a member for her own collectivité; the operator's jobs alone read it.
ALTER TABLE module_sortie ENABLE ROW LEVEL SECURITY;
ALTER TABLE module_sortie FORCE ROW LEVEL SECURITY;
CREATE POLICY migration ON module_sortie TO portail_migration USING (true) WITH CHECK (true);
CREATE POLICY agent ON module_sortie TO portail_agent USING (true) WITH CHECK (true);
CREATE POLICY identite ON module_sortie FOR INSERT TO portail_identite WITH CHECK (true);
CREATE POLICY membre ON module_sortie FOR INSERT TO portail_membre
  WITH CHECK (split_part(compte, '.', 2)::uuid = ANY (portail_collectivites()));
GRANT SELECT, INSERT, UPDATE, DELETE ON module_sortie TO portail_agent;
GRANT INSERT ON module_sortie TO portail_identite, portail_membre;

-- By triggers: whatever ends a session or a right, today or in a page yet to come, tells the tool.
CREATE FUNCTION portail_sortie_session() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO module_sortie ("serviceId", compte, sid, motif)
  SELECT OLD."serviceId", OLD.compte, OLD.id, 'session' FROM module m
  WHERE m."serviceId" = OLD."serviceId" AND m.connexion = 'federee' AND m.deconnexion IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER sortie AFTER DELETE ON session_outil FOR EACH ROW EXECUTE FUNCTION portail_sortie_session();
CREATE FUNCTION portail_sortie_droit() RETURNS trigger LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
  INSERT INTO module_sortie ("serviceId", compte, motif)
  SELECT NEW."serviceId", NEW."personneId" || '.' || NEW."collectiviteId", 'droit' FROM module m
  WHERE m."serviceId" = NEW."serviceId" AND m.connexion = 'federee' AND m.deconnexion IS NOT NULL;
  RETURN NULL;
END $$;
CREATE TRIGGER sortie AFTER UPDATE ON module_droit FOR EACH ROW WHEN (OLD.fin IS NULL AND NEW.fin IS NOT NULL)
  EXECUTE FUNCTION portail_sortie_droit();
