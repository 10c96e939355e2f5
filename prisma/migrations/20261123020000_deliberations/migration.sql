-- What the operator's assembly voted, with its file: a tariff, a rule of cotisation, the way a service is paid point to it.
CREATE TABLE "deliberation" (
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "organe" TEXT NOT NULL,
    "numero" TEXT NOT NULL,
    "objet" TEXT NOT NULL,
    "delibereLe" DATE NOT NULL,
    "transmiseLe" DATE,
    "recueLe" DATE,
    "actesNumero" TEXT,
    "publieeLe" DATE,
    "publique" BOOLEAN NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "creeParId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "deliberation_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "deliberation_organe_numero_key" ON "deliberation"("organe", "numero");
ALTER TABLE "deliberation" ADD CONSTRAINT deliberation_dates CHECK (
  "transmiseLe" >= "delibereLe" AND "publieeLe" >= "delibereLe" AND ("recueLe" IS NULL OR coalesce("transmiseLe" <= "recueLe", false)));

CREATE TABLE "deliberation_fichier" (
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "deliberationId" UUID NOT NULL,
    "version" SMALLINT NOT NULL,
    "nom" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "taille" INTEGER NOT NULL,
    "empreinte" TEXT NOT NULL,
    "adresse" TEXT NOT NULL,
    "cleEnveloppee" BYTEA NOT NULL,
    "deposeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deposeParId" UUID NOT NULL,

    CONSTRAINT "deliberation_fichier_pkey" PRIMARY KEY ("id")
);
CREATE UNIQUE INDEX "deliberation_fichier_deliberationId_version_key" ON "deliberation_fichier"("deliberationId", "version");
CREATE INDEX "deliberation_fichier_adresse_idx" ON "deliberation_fichier"("adresse");
ALTER TABLE "deliberation_fichier" ADD CONSTRAINT "deliberation_fichier_deliberationId_fkey" FOREIGN KEY ("deliberationId") REFERENCES "deliberation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "deliberation_fichier" ADD CONSTRAINT deliberation_fichier_version CHECK (version > 0 AND taille > 0);
CREATE TRIGGER immuable BEFORE UPDATE OR DELETE ON deliberation_fichier FOR EACH ROW EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable_table BEFORE TRUNCATE ON deliberation_fichier FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable();

-- What was voted does not change once something rests on it; its way to the prefecture and its publication follow.
CREATE FUNCTION portail_deliberation_figee() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free constant text[] := ARRAY['transmiseLe', 'recueLe', 'actesNumero', 'publieeLe', 'publique', 'version'];
BEGIN
  IF to_jsonb(NEW) - free IS NOT DISTINCT FROM to_jsonb(OLD) - free THEN RETURN NEW; END IF;
  IF NEW.id <> OLD.id OR EXISTS (SELECT FROM tarif WHERE "deliberationId" = OLD.id)
    OR EXISTS (SELECT FROM regle_cotisation WHERE "deliberationId" = OLD.id)
    OR EXISTS (SELECT FROM campagne_regle WHERE "deliberationId" = OLD.id)
    OR EXISTS (SELECT FROM simulation_tarif WHERE "deliberationId" = OLD.id)
    OR EXISTS (SELECT FROM service WHERE "deliberationId" = OLD.id) THEN
    RAISE EXCEPTION 'Une délibération qui fixe un tarif ne change pas' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fige BEFORE UPDATE ON deliberation FOR EACH ROW EXECUTE FUNCTION portail_deliberation_figee();
CREATE TRIGGER immuable BEFORE DELETE ON deliberation FOR EACH ROW EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable_table BEFORE TRUNCATE ON deliberation FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable();

GRANT SELECT ON deliberation, deliberation_fichier TO portail_membre;
GRANT SELECT, INSERT, UPDATE ON deliberation TO portail_agent;
GRANT SELECT, INSERT ON deliberation_fichier TO portail_agent;

-- What rests on it. The words of before stay beside, for what was voted before the portal kept the act itself.
ALTER TABLE "tarif" ADD COLUMN "deliberationId" UUID;
ALTER TABLE "regle_cotisation" ADD COLUMN "deliberationId" UUID;
ALTER TABLE "campagne_regle" ADD COLUMN "deliberationId" UUID;
ALTER TABLE "simulation_tarif" ADD COLUMN "deliberationId" UUID;
ALTER TABLE "service" ADD COLUMN "deliberationId" UUID;
ALTER TABLE "tarif" ADD CONSTRAINT "tarif_deliberationId_fkey" FOREIGN KEY ("deliberationId") REFERENCES "deliberation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "regle_cotisation" ADD CONSTRAINT "regle_cotisation_deliberationId_fkey" FOREIGN KEY ("deliberationId") REFERENCES "deliberation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "campagne_regle" ADD CONSTRAINT "campagne_regle_deliberationId_fkey" FOREIGN KEY ("deliberationId") REFERENCES "deliberation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "simulation_tarif" ADD CONSTRAINT "simulation_tarif_deliberationId_fkey" FOREIGN KEY ("deliberationId") REFERENCES "deliberation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "service" ADD CONSTRAINT "service_deliberationId_fkey" FOREIGN KEY ("deliberationId") REFERENCES "deliberation"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "tarif_deliberationId_idx" ON "tarif"("deliberationId");

-- A vote is an act: those recorded from now on point to it.
ALTER TABLE simulation_tarif ADD CONSTRAINT simulation_tarif_acte CHECK (etat <> 'votee' OR "deliberationId" IS NOT NULL) NOT VALID;

-- A tariff begins with the délibération that voted it, unless the operator decides otherwise.
ALTER TABLE "operateur" ADD COLUMN "deliberationExigee" BOOLEAN NOT NULL DEFAULT true;

-- A price that had none may receive its délibération, once.
CREATE OR REPLACE FUNCTION portail_tarif_fige() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free text[] := ARRAY['jusqua'];
BEGIN
  IF OLD."deliberationId" IS NULL THEN free := free || ARRAY['deliberation', 'deliberationId']; END IF;
  IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
    RAISE EXCEPTION 'Un tarif ne change pas : il se termine, un autre commence' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
