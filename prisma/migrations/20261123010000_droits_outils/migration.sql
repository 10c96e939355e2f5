-- Who may open which tool, person by person; what the provider lists; what was asked for; the days of use.
CREATE TYPE "droit_fin" AS ENUM ('retire', 'echeance', 'habilitation', 'service');
CREATE TYPE "module_demande_etat" AS ENUM ('posee', 'accordee', 'refusee');

ALTER TABLE "module"
  ADD COLUMN "profils" TEXT[] NOT NULL DEFAULT '{Utilisateur}',
  ADD COLUMN "comptesInclus" INTEGER,
  ADD COLUMN "suspendu" BOOLEAN NOT NULL DEFAULT false;
ALTER TABLE module
  ADD CONSTRAINT module_profils CHECK (cardinality(profils) BETWEEN 1 AND 12),
  ADD CONSTRAINT module_comptes_inclus CHECK ("comptesInclus" > 0);

ALTER TABLE "module_acces" ADD COLUMN "listeLe" DATE;

CREATE TABLE "module_droit" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "serviceId" UUID NOT NULL,
    "personneId" UUID NOT NULL,
    "profil" TEXT NOT NULL,
    "depuis" DATE NOT NULL,
    "jusqua" DATE,
    "donneParId" UUID NOT NULL,
    "donneLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "finiLe" TIMESTAMPTZ(3),
    "finiParId" UUID,
    "fin" "droit_fin",

    CONSTRAINT "module_droit_pkey" PRIMARY KEY ("collectiviteId","id")
);
CREATE INDEX "module_droit_collectiviteId_serviceId_idx" ON "module_droit"("collectiviteId", "serviceId");
CREATE INDEX "module_droit_personneId_idx" ON "module_droit"("personneId");

CREATE TABLE "module_demande" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "serviceId" UUID NOT NULL,
    "personneId" UUID NOT NULL,
    "etat" "module_demande_etat" NOT NULL DEFAULT 'posee',
    "pourquoi" TEXT,
    "poseeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "repondueLe" TIMESTAMPTZ(3),
    "repondueParId" UUID,
    "motif" TEXT,

    CONSTRAINT "module_demande_pkey" PRIMARY KEY ("collectiviteId","id")
);
CREATE INDEX "module_demande_collectiviteId_serviceId_idx" ON "module_demande"("collectiviteId", "serviceId");

CREATE TABLE "module_compte" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "serviceId" UUID NOT NULL,
    "courriel" TEXT NOT NULL,
    "nom" TEXT NOT NULL,
    "profil" TEXT,
    "dernierUsageLe" DATE,

    CONSTRAINT "module_compte_pkey" PRIMARY KEY ("collectiviteId","id")
);
CREATE UNIQUE INDEX "module_compte_collectiviteId_serviceId_courriel_key" ON "module_compte"("collectiviteId", "serviceId", "courriel");

CREATE TABLE "module_usage" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "serviceId" UUID NOT NULL,
    "personneId" UUID NOT NULL,
    "jour" DATE NOT NULL,

    CONSTRAINT "module_usage_pkey" PRIMARY KEY ("collectiviteId","id")
);
CREATE UNIQUE INDEX "module_usage_collectiviteId_serviceId_personneId_jour_key" ON "module_usage"("collectiviteId", "serviceId", "personneId", "jour");
CREATE INDEX "module_usage_serviceId_idx" ON "module_usage"("serviceId");
CREATE INDEX "module_usage_jour_idx" ON "module_usage"("jour");

CREATE TABLE "module_liste" (
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "serviceId" UUID NOT NULL,
    "fichier" TEXT NOT NULL,
    "recueLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "recueParId" UUID NOT NULL,
    "comptes" INTEGER NOT NULL,
    "collectivites" INTEGER NOT NULL,
    "ecartees" JSONB NOT NULL,

    CONSTRAINT "module_liste_pkey" PRIMARY KEY ("id")
);
CREATE INDEX "module_liste_serviceId_recueLe_idx" ON "module_liste"("serviceId", "recueLe");

ALTER TABLE "module_droit" ADD CONSTRAINT "module_droit_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "module_droit" ADD CONSTRAINT "module_droit_personneId_fkey" FOREIGN KEY ("personneId") REFERENCES "personne"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "module_demande" ADD CONSTRAINT "module_demande_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "module_demande" ADD CONSTRAINT "module_demande_personneId_fkey" FOREIGN KEY ("personneId") REFERENCES "personne"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "module_compte" ADD CONSTRAINT "module_compte_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "module_usage" ADD CONSTRAINT "module_usage_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "module_usage" ADD CONSTRAINT "module_usage_personneId_fkey" FOREIGN KEY ("personneId") REFERENCES "personne"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "module_liste" ADD CONSTRAINT "module_liste_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE module_droit
  ADD CONSTRAINT module_droit_periode CHECK (jusqua > depuis),
  ADD CONSTRAINT module_droit_fini CHECK ((fin IS NULL) = ("finiLe" IS NULL));
-- One right at a time of a person in a tool of a collectivité: of two given at once, one is.
CREATE UNIQUE INDEX module_droit_en_cours ON module_droit ("collectiviteId", "serviceId", "personneId") WHERE fin IS NULL;
ALTER TABLE module_demande ADD CONSTRAINT module_demande_repondue CHECK ((etat = 'posee') = ("repondueLe" IS NULL));
CREATE UNIQUE INDEX module_demande_posee ON module_demande ("collectiviteId", "serviceId", "personneId") WHERE etat = 'posee';
ALTER TABLE module_compte ADD CONSTRAINT module_compte_courriel CHECK (courriel = lower(courriel));
ALTER TABLE module_liste ADD CONSTRAINT module_liste_comptes CHECK (comptes >= 0 AND collectivites >= 0);

SELECT portail_isoler('module_droit', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('module_demande', 'SELECT, INSERT, UPDATE', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('module_compte', 'SELECT', 'SELECT, INSERT, DELETE');
SELECT portail_isoler('module_usage', 'SELECT, INSERT', 'SELECT, INSERT, DELETE');
GRANT SELECT, INSERT ON module_liste TO portail_agent;

-- A right that was given never changes: it ends, once, and another is given.
CREATE FUNCTION portail_droit_garde() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free constant text[] := ARRAY['collectiviteId', 'finiLe', 'finiParId', 'fin'];
BEGIN
  IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free OR (OLD.fin IS NOT NULL AND NEW IS DISTINCT FROM OLD) THEN
    RAISE EXCEPTION 'Un accès donné ne change pas : il prend fin, et un autre est donné' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER garde BEFORE UPDATE ON module_droit FOR EACH ROW EXECUTE FUNCTION portail_droit_garde();
CREATE TRIGGER immuable BEFORE DELETE ON module_droit FOR EACH ROW EXECUTE FUNCTION portail_immuable();
-- The same transitions as lib/outils/types.ts.
CREATE TRIGGER transition BEFORE UPDATE ON module_demande FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"posee":["accordee","refusee"]}');

-- Acts for this collectivité that day: attached to it, and, for who is there only as an élu, with a mandate that holds where one is recorded.
CREATE FUNCTION portail_habilitee(collectivite uuid, personne uuid, jour date) RETURNS boolean
LANGUAGE sql STABLE SET search_path = public, pg_temp AS $$
  SELECT EXISTS (
    SELECT FROM rattachement r
    WHERE r."collectiviteId" = portail_habilitee.collectivite AND r."personneId" = portail_habilitee.personne
      AND daterange(r.depuis, r.jusqua) @> portail_habilitee.jour
      AND (r.role <> 'elu'
        OR NOT EXISTS (SELECT FROM mandat m WHERE m."collectiviteId" = r."collectiviteId" AND m."personneId" = r."personneId")
        OR EXISTS (SELECT FROM mandat m WHERE m."collectiviteId" = r."collectiviteId" AND m."personneId" = r."personneId"
          AND daterange(m.depuis, m.jusqua) @> portail_habilitee.jour)))
$$;
