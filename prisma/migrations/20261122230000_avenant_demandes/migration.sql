-- A change that a member asks for herself: approved by an élu where it costs more, then answered by an amendment or a reason.
CREATE TYPE "avenant_demande_etat" AS ENUM ('a_approuver', 'demandee', 'etablie', 'refusee', 'annulee');

CREATE TABLE "avenant_demande" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL DEFAULT portail_uuid7(),
    "souscriptionId" UUID NOT NULL,
    "etat" "avenant_demande_etat" NOT NULL,
    "quantiteAvant" INTEGER NOT NULL,
    "quantiteApres" INTEGER NOT NULL,
    "changements" JSONB NOT NULL,
    "effetLe" DATE NOT NULL,
    "motif" TEXT NOT NULL,
    "demandeParId" UUID NOT NULL,
    "demandeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decideParId" UUID,
    "decideLe" TIMESTAMPTZ(3),
    "reponse" TEXT,
    "avenantId" UUID,

    CONSTRAINT "avenant_demande_pkey" PRIMARY KEY ("collectiviteId","id")
);
CREATE INDEX "avenant_demande_collectiviteId_souscriptionId_idx" ON "avenant_demande"("collectiviteId", "souscriptionId");
CREATE INDEX "avenant_demande_etat_idx" ON "avenant_demande"("etat");
ALTER TABLE "avenant_demande" ADD CONSTRAINT "avenant_demande_collectiviteId_souscriptionId_fkey" FOREIGN KEY ("collectiviteId", "souscriptionId") REFERENCES "souscription"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;
ALTER TABLE "avenant_demande" ADD CONSTRAINT "avenant_demande_collectiviteId_avenantId_fkey" FOREIGN KEY ("collectiviteId", "avenantId") REFERENCES "avenant"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

ALTER TABLE avenant_demande ADD CONSTRAINT avenant_demande_quantites CHECK ("quantiteAvant" > 0 AND "quantiteApres" > 0);
-- One at a time.
CREATE UNIQUE INDEX avenant_demande_ouverte ON avenant_demande ("collectiviteId", "souscriptionId") WHERE etat IN ('a_approuver', 'demandee');

SELECT portail_isoler('avenant_demande', 'SELECT, INSERT, UPDATE', 'SELECT, UPDATE');
-- The same transitions as lib/souscriptions/types.ts.
CREATE TRIGGER transition BEFORE UPDATE ON avenant_demande FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"a_approuver":["demandee","refusee","annulee"],"demandee":["etablie","refusee","annulee"]}');

-- What was asked never changes; the member approves and cancels, the operator draws up the amendment.
CREATE FUNCTION portail_avenant_demande_garde() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE free constant text[] := ARRAY['collectiviteId', 'etat', 'decideParId', 'decideLe', 'reponse', 'avenantId'];
BEGIN
  IF to_jsonb(NEW) - free IS DISTINCT FROM to_jsonb(OLD) - free
     OR (OLD.etat NOT IN ('a_approuver', 'demandee') AND NEW IS DISTINCT FROM OLD) THEN
    RAISE EXCEPTION 'Une demande d''avenant ne change pas : une autre la suit' USING ERRCODE = 'restrict_violation';
  END IF;
  IF NEW.etat = OLD.etat THEN RETURN NEW; END IF;
  IF (current_user = 'portail_membre' AND (NEW.etat = 'etablie' OR (OLD.etat = 'demandee' AND NEW.etat = 'refusee')))
     OR (current_user = 'portail_agent' AND NEW.etat IN ('demandee', 'annulee')) THEN
    RAISE EXCEPTION 'La collectivité approuve ou annule sa demande, l''opérateur y répond' USING ERRCODE = 'insufficient_privilege';
  END IF;
  IF NEW.etat = 'etablie' AND NOT EXISTS (SELECT FROM avenant a WHERE a."collectiviteId" = NEW."collectiviteId" AND a.id = NEW."avenantId"
    AND a."souscriptionId" = NEW."souscriptionId") THEN
    RAISE EXCEPTION 'Une demande établie a son avenant' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER garde BEFORE UPDATE ON avenant_demande FOR EACH ROW EXECUTE FUNCTION portail_avenant_demande_garde();
CREATE TRIGGER immuable BEFORE DELETE ON avenant_demande FOR EACH ROW EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable_table BEFORE TRUNCATE ON avenant_demande FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable();
