-- CreateEnum
CREATE TYPE "reglement_genre" AS ENUM ('paiement', 'annulation', 'remboursement');

-- CreateEnum
CREATE TYPE "relance_pause_genre" AS ENUM ('contestation', 'accord', 'autre', 'reprise');

-- AlterTable
ALTER TABLE "reglement" ADD COLUMN     "annuleId" UUID,
ADD COLUMN     "genre" "reglement_genre" NOT NULL DEFAULT 'paiement';

-- AlterTable
ALTER TABLE "reglement_recu" ADD COLUMN     "decideLe" TIMESTAMPTZ(3),
ADD COLUMN     "decideParId" UUID,
ADD COLUMN     "siren" TEXT;

-- CreateTable
CREATE TABLE "relance_pause" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "titreId" UUID NOT NULL,
    "genre" "relance_pause_genre" NOT NULL,
    "motif" TEXT,
    "parId" UUID,
    "le" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "relance_pause_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateIndex
CREATE INDEX "relance_pause_collectiviteId_titreId_le_idx" ON "relance_pause"("collectiviteId", "titreId", "le");

-- CreateIndex
CREATE UNIQUE INDEX "reglement_collectiviteId_annuleId_key" ON "reglement"("collectiviteId", "annuleId");

-- CreateIndex
CREATE UNIQUE INDEX "reglement_import_fichierId_key" ON "reglement_import"("fichierId");

-- AddForeignKey
ALTER TABLE "reglement" ADD CONSTRAINT "reglement_recuId_fkey" FOREIGN KEY ("recuId") REFERENCES "reglement_recu"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reglement" ADD CONSTRAINT "reglement_collectiviteId_annuleId_fkey" FOREIGN KEY ("collectiviteId", "annuleId") REFERENCES "reglement"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "relance_pause" ADD CONSTRAINT "relance_pause_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "relance_pause" ADD CONSTRAINT "relance_pause_collectiviteId_titreId_fkey" FOREIGN KEY ("collectiviteId", "titreId") REFERENCES "titre"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.
ALTER TABLE relance_pause ALTER COLUMN id SET DEFAULT portail_uuid7();
CREATE TRIGGER immuable BEFORE UPDATE OR DELETE ON relance_pause FOR EACH ROW EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable_table BEFORE TRUNCATE ON relance_pause FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable();
SELECT portail_isoler('relance_pause', 'SELECT', 'SELECT, INSERT');

ALTER TABLE reglement ADD CONSTRAINT reglement_genre CHECK (CASE genre
  WHEN 'paiement' THEN montant > 0 AND "annuleId" IS NULL
  WHEN 'remboursement' THEN montant < 0 AND "annuleId" IS NULL AND "recuId" IS NULL
  ELSE "annuleId" IS NOT NULL END);
ALTER TABLE relance ADD CONSTRAINT relance_rang CHECK (rang BETWEEN 1 AND 3);
ALTER TABLE relance_pause ADD CONSTRAINT relance_pause_motif CHECK (genre = 'reprise' OR motif <> '');
ALTER TABLE operateur ADD CONSTRAINT operateur_relances CHECK (cardinality("relancesJours") <= 3);

-- billed − cancelled − paid: what is left of one titre, below zero when it was paid too much.
CREATE FUNCTION portail_titre_du(de uuid, identifiant uuid) RETURNS bigint LANGUAGE sql STABLE AS $$
  SELECT (t."montantTtc"
    - (SELECT coalesce(sum(c."montantTtc"), 0) FROM titre c WHERE c."collectiviteId" = de AND c."corrigeId" = identifiant)
    - (SELECT coalesce(sum(r.montant), 0) FROM reglement r WHERE r."collectiviteId" = de AND r."titreId" = identifiant))::bigint
  FROM titre t WHERE t."collectiviteId" = de AND t.id = identifiant
$$;
GRANT EXECUTE ON FUNCTION portail_titre_du(uuid, uuid) TO portail_membre, portail_agent;

-- One at a time for a titre, corrections included: the second sees what the first did.
CREATE FUNCTION portail_reglement_avant() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE objet titre; annule reglement; recu reglement_recu; paye bigint;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtextextended('titre-correction:' || NEW."titreId", 0));
  SELECT * INTO objet FROM titre WHERE "collectiviteId" = NEW."collectiviteId" AND id = NEW."titreId";
  IF objet.nature <> 'recette' THEN
    RAISE EXCEPTION 'Seul un titre de recette se paie' USING ERRCODE = 'check_violation';
  END IF;
  SELECT coalesce(sum(montant), 0) INTO paye FROM reglement WHERE "collectiviteId" = NEW."collectiviteId" AND "titreId" = NEW."titreId";
  IF paye + NEW.montant < 0 THEN
    RAISE EXCEPTION 'Plus serait rendu que payé' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.genre = 'remboursement' AND portail_titre_du(NEW."collectiviteId", NEW."titreId") - NEW.montant > 0 THEN
    RAISE EXCEPTION 'Un remboursement ne dépasse pas le trop-perçu' USING ERRCODE = 'check_violation';
  END IF;
  IF NEW.genre = 'annulation' THEN
    SELECT * INTO annule FROM reglement WHERE "collectiviteId" = NEW."collectiviteId" AND id = NEW."annuleId";
    IF annule.genre = 'annulation' OR annule."titreId" <> NEW."titreId" OR annule.montant <> -NEW.montant
      OR annule."recuId" IS DISTINCT FROM NEW."recuId" THEN
      RAISE EXCEPTION 'Une annulation est la ligne contraire d''un règlement' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  IF NEW."recuId" IS NOT NULL THEN
    SELECT * INTO recu FROM reglement_recu WHERE id = NEW."recuId" FOR UPDATE;
    SELECT coalesce(sum(montant), 0) INTO paye FROM reglement WHERE "recuId" = NEW."recuId";
    IF recu.etat = 'ecarte' OR paye + NEW.montant > recu.montant OR paye + NEW.montant < 0 THEN
      RAISE EXCEPTION 'Un paiement reçu ne s''affecte pas au-delà de son montant' USING ERRCODE = 'check_violation';
    END IF;
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER avant BEFORE INSERT ON reglement FOR EACH ROW EXECUTE FUNCTION portail_reglement_avant();

-- The follow-up of a titre says what its payments make of it; a payment taken back gives it the state it had before.
CREATE FUNCTION portail_titre_paye(de uuid, identifiant uuid, si titre_suivi_etat[]) RETURNS void LANGUAGE plpgsql AS $$
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
    VALUES (de, identifiant, nouveau, greatest(clock_timestamp(), actuel.le + interval '1 millisecond'), portail_personne());
  END IF;
END $$;

CREATE FUNCTION portail_reglement_apres() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW."recuId" IS NOT NULL THEN
    UPDATE reglement_recu u SET etat = s.etat, "decideParId" = portail_personne(), "decideLe" = clock_timestamp()
    FROM (SELECT CASE WHEN sum(r.montant) = m.montant THEN 'affecte' ELSE 'a_affecter' END::reglement_recu_etat AS etat
      FROM reglement_recu m JOIN reglement r ON r."recuId" = m.id WHERE m.id = NEW."recuId" GROUP BY m.montant) s
    WHERE u.id = NEW."recuId";
  END IF;
  PERFORM portail_titre_paye(NEW."collectiviteId", NEW."titreId", NULL);
  RETURN NULL;
END $$;
CREATE TRIGGER apres AFTER INSERT ON reglement FOR EACH ROW EXECUTE FUNCTION portail_reglement_apres();

-- A titre lowered to what was already paid is settled.
CREATE FUNCTION portail_titre_reduit() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM portail_titre_paye(NEW."collectiviteId", NEW."titreId", ARRAY['solde']::titre_suivi_etat[]);
  RETURN NULL;
END $$;
CREATE TRIGGER reduit AFTER INSERT ON titre_suivi FOR EACH ROW WHEN (NEW.etat = 'reduit') EXECUTE FUNCTION portail_titre_reduit();
