-- Who pays for whom: by service, from a day, all of it or a part; the beneficiary keeps a copy in her own file.
ALTER TABLE "souscription" DROP COLUMN "payeurId", DROP COLUMN "payeurNom";

DROP INDEX "prise_en_charge_ouverte";
DROP INDEX "prise_en_charge_collectiviteId_souscriptionRef_idx";
ALTER TABLE "prise_en_charge" DROP COLUMN "souscriptionRef", DROP COLUMN "montantAnnuel",
ADD COLUMN     "serviceId" UUID NOT NULL,
ADD COLUMN     "part" DECIMAL(5,2) NOT NULL,
ADD COLUMN     "depuis" DATE NOT NULL,
ADD COLUMN     "jusqua" DATE,
ADD COLUMN     "fondement" TEXT NOT NULL,
ADD COLUMN     "porteeLe" TIMESTAMPTZ(3);
ALTER TABLE "prise_en_charge" ADD CONSTRAINT "prise_en_charge_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
CREATE INDEX "prise_en_charge_beneficiaireId_serviceId_idx" ON "prise_en_charge"("beneficiaireId", "serviceId");
-- What waits to be carried to the beneficiary: the work of the worker.
CREATE INDEX prise_en_charge_a_porter ON prise_en_charge ("proposeeLe") WHERE "porteeLe" IS NULL;

CREATE TABLE "prise_en_charge_recue" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "payeurId" UUID NOT NULL,
    "payeurNom" TEXT NOT NULL,
    "serviceId" UUID NOT NULL,
    "part" DECIMAL(5,2) NOT NULL,
    "depuis" DATE NOT NULL,
    "jusqua" DATE,

    CONSTRAINT "prise_en_charge_recue_pkey" PRIMARY KEY ("collectiviteId","id")
);
ALTER TABLE "prise_en_charge_recue" ADD CONSTRAINT "prise_en_charge_recue_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "prise_en_charge_recue" ADD CONSTRAINT "prise_en_charge_recue_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;
SELECT portail_isoler('prise_en_charge_recue', 'SELECT', 'SELECT, INSERT, UPDATE');

ALTER TABLE prise_en_charge ADD CONSTRAINT prise_en_charge_part CHECK (part > 0 AND part <= 100),
  ADD CONSTRAINT prise_en_charge_dates CHECK (jusqua IS NULL OR jusqua >= depuis),
  ADD CONSTRAINT prise_en_charge_autre CHECK ("beneficiaireId" <> "collectiviteId");

-- What was declared stays; the operator accepts it, since only it sees what others pay: never more than the whole on any day.
CREATE FUNCTION portail_prise_en_charge_garde() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free constant text[] := ARRAY['collectiviteId', 'etat', 'jusqua', 'motif', 'porteeLe', 'decideParId', 'decideLe'];
BEGIN
  IF TG_OP = 'UPDATE' AND to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free THEN
    RAISE EXCEPTION 'Une prise en charge ne change pas : elle se termine, une autre commence' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.etat NOT IN ('acceptee', 'terminee') OR (TG_OP = 'UPDATE' AND NEW.etat IS NOT DISTINCT FROM OLD.etat) THEN RETURN NEW; END IF;
  IF current_user = 'portail_membre' AND NEW.etat = 'acceptee' THEN
    RAISE EXCEPTION 'Une prise en charge déclarée est acceptée par l''opérateur' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.etat = 'acceptee' AND EXISTS (
    SELECT FROM (
      SELECT p.depuis AS jour FROM prise_en_charge p
      WHERE p."beneficiaireId" = NEW."beneficiaireId" AND p."serviceId" = NEW."serviceId" AND p.etat IN ('acceptee', 'terminee')
        AND daterange(NEW.depuis, NEW.jusqua) @> p.depuis
      UNION SELECT NEW.depuis) jours
    WHERE NEW.part + (SELECT coalesce(sum(p.part), 0) FROM prise_en_charge p
      WHERE p."beneficiaireId" = NEW."beneficiaireId" AND p."serviceId" = NEW."serviceId" AND p.etat IN ('acceptee', 'terminee')
        AND (p."collectiviteId", p.id) <> (NEW."collectiviteId", NEW.id) AND daterange(p.depuis, p.jusqua) @> jours.jour) > 100) THEN
    RAISE EXCEPTION 'Plus que le tout serait pris en charge' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER garde BEFORE INSERT OR UPDATE ON prise_en_charge FOR EACH ROW EXECUTE FUNCTION portail_prise_en_charge_garde();
