-- CreateEnum
CREATE TYPE "projet_titre_etat" AS ENUM ('propose', 'emis', 'refuse', 'retire');

-- AlterTable
ALTER TABLE "operateur" ADD COLUMN     "imputationMandats" TEXT NOT NULL DEFAULT '673',
ADD COLUMN     "premierBordereau" INTEGER NOT NULL DEFAULT 1,
ADD COLUMN     "serieMandats" TEXT NOT NULL DEFAULT 'M673';

-- AlterTable
ALTER TABLE "exercice" ADD COLUMN     "bilan" JSONB,
ADD COLUMN     "demandeLe" TIMESTAMPTZ(3),
ADD COLUMN     "demandeParId" UUID,
ADD COLUMN     "secondePersonne" BOOLEAN NOT NULL DEFAULT true;

-- AlterTable
ALTER TABLE "titre_ligne" ADD COLUMN     "rangCorrige" SMALLINT;

-- CreateTable
CREATE TABLE "projet_titre" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "etat" "projet_titre_etat" NOT NULL DEFAULT 'propose',
    "nature" "titre_nature" NOT NULL DEFAULT 'recette',
    "corrigeId" UUID,
    "volet" "titre_volet" NOT NULL,
    "objet" TEXT NOT NULL,
    "fondement" TEXT NOT NULL,
    "imputation" TEXT NOT NULL,
    "motif" TEXT,
    "numeroEngagement" TEXT,
    "codeService" TEXT,
    "lignes" JSONB NOT NULL,
    "montantHt" BIGINT NOT NULL,
    "montantTva" BIGINT NOT NULL,
    "justificatifId" UUID,
    "nouveauDebiteurId" UUID,
    "secondePersonne" BOOLEAN NOT NULL,
    "proposeParId" UUID NOT NULL,
    "proposeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decideParId" UUID,
    "decideLe" TIMESTAMPTZ(3),
    "decisionMotif" TEXT,
    "titreId" UUID,

    CONSTRAINT "projet_titre_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateIndex
CREATE INDEX "projet_titre_etat_proposeLe_idx" ON "projet_titre"("etat", "proposeLe");

-- CreateIndex
CREATE INDEX "projet_titre_collectiviteId_corrigeId_idx" ON "projet_titre"("collectiviteId", "corrigeId");

-- AddForeignKey
ALTER TABLE "projet_titre" ADD CONSTRAINT "projet_titre_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projet_titre" ADD CONSTRAINT "projet_titre_collectiviteId_corrigeId_fkey" FOREIGN KEY ("collectiviteId", "corrigeId") REFERENCES "titre"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projet_titre" ADD CONSTRAINT "projet_titre_collectiviteId_justificatifId_fkey" FOREIGN KEY ("collectiviteId", "justificatifId") REFERENCES "document"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "projet_titre" ADD CONSTRAINT "projet_titre_collectiviteId_titreId_fkey" FOREIGN KEY ("collectiviteId", "titreId") REFERENCES "titre"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.
ALTER TABLE projet_titre ALTER COLUMN id SET DEFAULT portail_uuid7();
SELECT portail_isoler('projet_titre', '', 'SELECT, INSERT, UPDATE');
ALTER TABLE projet_titre
  ADD CONSTRAINT projet_titre_correction CHECK ((nature = 'recette') = ("corrigeId" IS NULL)),
  ADD CONSTRAINT projet_titre_motif CHECK (nature = 'recette' OR motif IS NOT NULL),
  ADD CONSTRAINT projet_titre_debiteur CHECK ("nouveauDebiteurId" IS NULL OR (nature <> 'recette' AND "nouveauDebiteurId" <> "collectiviteId")),
  ADD CONSTRAINT projet_titre_montant CHECK ("montantHt" > 0 AND "montantTva" >= 0),
  ADD CONSTRAINT projet_titre_decision CHECK ((etat = 'propose') = ("decideParId" IS NULL) AND (etat = 'emis') = ("titreId" IS NOT NULL)),
  ADD CONSTRAINT projet_titre_seconde_personne CHECK (NOT "secondePersonne" OR etat <> 'emis' OR "decideParId" <> "proposeParId");
-- One correction of a titre waits at a time: what is left of it is then known to both people.
CREATE UNIQUE INDEX projet_titre_en_attente ON projet_titre ("collectiviteId", "corrigeId") WHERE etat = 'propose';
CREATE TRIGGER transition BEFORE UPDATE ON projet_titre FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"propose":["emis","refuse","retire"]}');
-- What was proposed is what is approved; what was decided stays.
CREATE FUNCTION portail_projet_titre_fige() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.etat <> 'propose' OR to_jsonb(NEW) - 'etat' - 'decideParId' - 'decideLe' - 'decisionMotif' - 'titreId'
     IS DISTINCT FROM to_jsonb(OLD) - 'etat' - 'decideParId' - 'decideLe' - 'decisionMotif' - 'titreId' THEN
    RAISE EXCEPTION 'Un projet de titre ne change pas : retirez-le et proposez-en un autre' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER fige BEFORE UPDATE ON projet_titre FOR EACH ROW EXECUTE FUNCTION portail_projet_titre_fige();

ALTER TABLE operateur ADD CONSTRAINT operateur_bordereau CHECK ("premierBordereau" > 0);

-- Closing an exercice is asked by one person, done by another, and never undone.
ALTER TABLE exercice
  ADD CONSTRAINT exercice_clos CHECK (("closLe" IS NULL) = ("closParId" IS NULL) AND ("closLe" IS NULL OR "demandeParId" IS NOT NULL)),
  ADD CONSTRAINT exercice_seconde_personne CHECK (NOT "secondePersonne" OR "closParId" IS NULL OR "closParId" <> "demandeParId");
CREATE FUNCTION portail_exercice_clos() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD."closLe" IS NOT NULL THEN
    RAISE EXCEPTION 'L''exercice % est clos : il le reste', OLD.annee USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN coalesce(NEW, OLD);
END $$;
CREATE TRIGGER clos BEFORE UPDATE OR DELETE ON exercice FOR EACH ROW EXECUTE FUNCTION portail_exercice_clos();

-- Nothing is issued in a closed exercice; a correction follows the titre it lowers: in its exercice while it is open, as a mandat
-- of the present one after. The lock makes who closes wait for who issues, and the other way round.
CREATE FUNCTION portail_titre_exercice() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE an smallint;
BEGIN
  FOR an IN SELECT DISTINCT x.a FROM (SELECT n.exercice AS a FROM neufs n UNION ALL SELECT o.exercice FROM neufs n
      JOIN titre o ON o."collectiviteId" = n."collectiviteId" AND o.id = n."corrigeId") x ORDER BY 1 LOOP
    PERFORM pg_advisory_xact_lock_shared(hashtextextended('exercice:' || an, 0));
  END LOOP;
  IF EXISTS (SELECT FROM neufs n JOIN exercice x ON x.annee = n.exercice WHERE x."closLe" IS NOT NULL) THEN
    RAISE EXCEPTION 'Un exercice clos ne reçoit plus de titre' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT FROM neufs n JOIN titre o ON o."collectiviteId" = n."collectiviteId" AND o.id = n."corrigeId"
    LEFT JOIN exercice x ON x.annee = o.exercice
    WHERE n."surExerciceClos" <> (x."closLe" IS NOT NULL) OR (NOT n."surExerciceClos" AND n.exercice <> o.exercice)
      OR n.volet <> o.volet OR n.canal <> o.canal OR n.motif IS NULL) THEN
    RAISE EXCEPTION 'Une correction suit le titre qu''elle corrige : son exercice, son volet, son canal' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER exercice AFTER INSERT ON titre REFERENCING NEW TABLE AS neufs FOR EACH STATEMENT EXECUTE FUNCTION portail_titre_exercice();

-- Each line of a correction lowers one line of its titre, of the same VAT, and never below zero.
CREATE FUNCTION portail_titre_ligne_correction() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (
    SELECT FROM neuves n JOIN titre t ON t."collectiviteId" = n."collectiviteId" AND t.id = n."titreId"
    WHERE (t.nature = 'recette') <> (n."rangCorrige" IS NULL)) THEN
    RAISE EXCEPTION 'Chaque ligne d''une correction nomme la ligne qu''elle corrige' USING ERRCODE = 'check_violation';
  END IF;
  IF EXISTS (
    SELECT FROM neuves n JOIN titre t ON t."collectiviteId" = n."collectiviteId" AND t.id = n."titreId" AND t.nature <> 'recette'
    LEFT JOIN titre_ligne o ON o."collectiviteId" = t."collectiviteId" AND o."titreId" = t."corrigeId" AND o.rang = n."rangCorrige"
    CROSS JOIN LATERAL (SELECT sum(l."montantHt") AS ht, sum(l."montantTva") AS tva FROM titre k
      JOIN titre_ligne l ON l."collectiviteId" = k."collectiviteId" AND l."titreId" = k.id AND l."rangCorrige" = n."rangCorrige"
      WHERE k."collectiviteId" = t."collectiviteId" AND k."corrigeId" = t."corrigeId") deja
    WHERE o.id IS NULL OR o."categorieTva" <> n."categorieTva" OR o."tauxTva" <> n."tauxTva" OR n."montantHt" <= 0 OR n."montantTva" < 0
      OR deja.ht > o."montantHt" OR deja.tva > o."montantTva") THEN
    RAISE EXCEPTION 'Une correction ne dépasse pas ce qui reste de la ligne' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER correction AFTER INSERT ON titre_ligne REFERENCING NEW TABLE AS neuves FOR EACH STATEMENT
  EXECUTE FUNCTION portail_titre_ligne_correction();

-- Titres that no campaign issued: their pages are looked for among these alone.
CREATE INDEX titre_hors_campagne ON titre ("emisLe") WHERE "campagneId" IS NULL;
