-- CreateEnum
CREATE TYPE "fichier_genre" AS ENUM ('pes', 'acquit', 'justificatif', 'reglements');

-- CreateEnum
CREATE TYPE "bordereau_genre" AS ENUM ('ordinaire', 'annulation');

-- CreateEnum
CREATE TYPE "pes_fichier_etat" AS ENUM ('genere', 'transmis', 'acquitte', 'rejete');

-- CreateEnum
CREATE TYPE "depot_etat" AS ENUM ('a_deposer', 'incertain', 'depose', 'integre', 'mis_a_disposition', 'rejete', 'a_corriger');

-- CreateEnum
CREATE TYPE "regle_prorata" AS ENUM ('annee_pleine_suivante', 'mois_entames', 'jours_reels', 'annee_entiere');

-- CreateEnum
CREATE TYPE "cle_repartition" AS ENUM ('population', 'quantite', 'egale', 'pourcentage');

-- CreateEnum
CREATE TYPE "partage_etat" AS ENUM ('brouillon', 'valide', 'facture', 'abandonne');

-- CreateEnum
CREATE TYPE "reglement_recu_etat" AS ENUM ('a_affecter', 'affecte', 'ecarte');

-- CreateEnum
CREATE TYPE "reglement_moyen" AS ENUM ('virement', 'payfip', 'prelevement', 'cheque', 'autre');

-- CreateEnum
CREATE TYPE "titre_nature" AS ENUM ('recette', 'reduction', 'annulation');

-- CreateEnum
CREATE TYPE "titre_volet" AS ENUM ('cotisation', 'services_exoneres', 'services_taxes');

-- DropForeignKey
ALTER TABLE "titre_ligne" DROP CONSTRAINT "titre_ligne_collectiviteId_titreId_fkey";

-- DropIndex
DROP INDEX "campagne_ligne_collectiviteId_campagneId_key";

-- DropIndex
DROP INDEX "titre_collectiviteId_campagneId_key";

-- AlterTable
ALTER TABLE "service" ADD COLUMN     "regleProrata" "regle_prorata" NOT NULL DEFAULT 'mois_entames';

-- AlterTable
ALTER TABLE "tarif" ADD COLUMN     "deliberation" TEXT,
ADD COLUMN     "maximum" BIGINT,
ADD COLUMN     "minimum" BIGINT;

-- AlterTable
ALTER TABLE "campagne" ADD COLUMN     "avecServices" BOOLEAN NOT NULL DEFAULT false;

-- AlterTable
ALTER TABLE "campagne_regle" ADD COLUMN     "deliberation" TEXT,
ADD COLUMN     "maximum" BIGINT,
ADD COLUMN     "minimum" BIGINT;

-- AlterTable
ALTER TABLE "campagne_ligne" ADD COLUMN     "montantTva" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "volet" "titre_volet" NOT NULL DEFAULT 'cotisation';

-- AlterTable
ALTER TABLE "operateur" ADD COLUMN     "bic" TEXT,
ADD COLUMN     "canalParDefaut" "canal_envoi" NOT NULL DEFAULT 'pes',
ADD COLUMN     "iban" TEXT,
ADD COLUMN     "numeroTva" TEXT,
ADD COLUMN     "payfipNumero" TEXT,
ADD COLUMN     "pesBudget" TEXT NOT NULL DEFAULT '00',
ADD COLUMN     "pesCollectivite" TEXT,
ADD COLUMN     "pesPoste" TEXT,
ADD COLUMN     "regleProrata" "regle_prorata" NOT NULL DEFAULT 'annee_pleine_suivante',
ADD COLUMN     "relancesJours" INTEGER[] DEFAULT ARRAY[15, 45]::INTEGER[];

-- AlterTable
ALTER TABLE "regle_cotisation" ADD COLUMN     "deliberation" TEXT,
ADD COLUMN     "maximum" BIGINT,
ADD COLUMN     "minimum" BIGINT;

-- AlterTable
ALTER TABLE "titre" ADD COLUMN     "codeService" TEXT,
ADD COLUMN     "corrigeId" UUID,
ADD COLUMN     "horsChampTva" BOOLEAN NOT NULL DEFAULT true,
ADD COLUMN     "motif" TEXT,
ADD COLUMN     "nature" "titre_nature" NOT NULL DEFAULT 'recette',
ADD COLUMN     "numeroEngagement" TEXT,
ADD COLUMN     "periodeAu" DATE,
ADD COLUMN     "periodeDu" DATE,
ADD COLUMN     "surExerciceClos" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "volet" "titre_volet" NOT NULL DEFAULT 'cotisation';

-- AlterTable
ALTER TABLE "titre_ligne" ADD COLUMN     "acte" TEXT,
ADD COLUMN     "horsChampTva" BOOLEAN NOT NULL GENERATED ALWAYS AS ("categorieTva" = 'O') STORED,
ADD COLUMN     "pilierId" TEXT,
ADD COLUMN     "serviceId" UUID,
ADD COLUMN     "origine" TEXT;

-- CreateTable
CREATE TABLE "campagne_detail" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "ligneId" UUID NOT NULL,
    "rang" SMALLINT NOT NULL,
    "libelle" TEXT NOT NULL,
    "bases" TEXT NOT NULL,
    "quantite" DECIMAL(14,4) NOT NULL,
    "prixUnitaire" DECIMAL(14,6) NOT NULL,
    "montantHt" BIGINT NOT NULL,
    "categorieTva" "categorie_tva" NOT NULL,
    "tauxTva" DECIMAL(5,2) NOT NULL,
    "montantTva" BIGINT NOT NULL,
    "beneficiaireId" UUID NOT NULL,
    "beneficiaireNom" TEXT NOT NULL,
    "serviceId" UUID,
    "pilierId" TEXT,
    "acte" TEXT,
    "origine" TEXT,
    "base" JSONB NOT NULL,

    CONSTRAINT "campagne_detail_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "fichier_operateur" (
    "id" UUID NOT NULL,
    "genre" "fichier_genre" NOT NULL,
    "nom" TEXT NOT NULL,
    "mediaType" TEXT NOT NULL,
    "taille" INTEGER NOT NULL,
    "empreinte" TEXT NOT NULL,
    "adresse" TEXT NOT NULL,
    "cleEnveloppee" BYTEA NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "fichier_operateur_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pes_fichier" (
    "id" UUID NOT NULL,
    "exercice" SMALLINT NOT NULL,
    "budget" TEXT NOT NULL,
    "bordereau" INTEGER NOT NULL,
    "genre" "bordereau_genre" NOT NULL,
    "part" SMALLINT NOT NULL,
    "nom" TEXT NOT NULL,
    "etat" "pes_fichier_etat" NOT NULL DEFAULT 'genere',
    "montantHt" BIGINT NOT NULL,
    "montantTva" BIGINT NOT NULL,
    "fichierId" UUID NOT NULL,
    "translitterations" JSONB NOT NULL,
    "genereLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "transmisLe" TIMESTAMPTZ(3),
    "acquitteLe" TIMESTAMPTZ(3),
    "message" TEXT,

    CONSTRAINT "pes_fichier_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "pes_piece" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "titreId" UUID NOT NULL,
    "canal" "canal_envoi" NOT NULL GENERATED ALWAYS AS ('pes'::"canal_envoi") STORED,
    "fichierId" UUID NOT NULL,

    CONSTRAINT "pes_piece_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "depot" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "titreId" UUID NOT NULL,
    "canal" "canal_envoi" NOT NULL GENERATED ALWAYS AS ('depot'::"canal_envoi") STORED,
    "nomFichier" TEXT NOT NULL,
    "etat" "depot_etat" NOT NULL DEFAULT 'a_deposer',
    "numeroFlux" TEXT,
    "essais" SMALLINT NOT NULL DEFAULT 0,
    "prochainEssaiLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "message" TEXT,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deposeLe" TIMESTAMPTZ(3),

    CONSTRAINT "depot_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "depot_suivi" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "depotId" UUID NOT NULL,
    "etat" "depot_etat" NOT NULL,
    "le" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "message" TEXT,

    CONSTRAINT "depot_suivi_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "depense" (
    "id" UUID NOT NULL,
    "exercice" SMALLINT NOT NULL,
    "pilierId" TEXT,
    "serviceId" UUID,
    "fournisseur" TEXT NOT NULL,
    "libelle" TEXT NOT NULL,
    "dateFacture" DATE NOT NULL,
    "montantHt" BIGINT NOT NULL,
    "montantTva" BIGINT NOT NULL,
    "interne" BOOLEAN NOT NULL DEFAULT false,
    "nature" TEXT NOT NULL,
    "fichierId" UUID,
    "synthetique" BOOLEAN NOT NULL DEFAULT false,
    "creeParId" UUID,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "depense_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partage" (
    "id" UUID NOT NULL,
    "exercice" SMALLINT NOT NULL,
    "serviceId" UUID NOT NULL,
    "depenseId" UUID,
    "libelle" TEXT NOT NULL,
    "cle" "cle_repartition" NOT NULL,
    "populationGenre" "population_genre",
    "millesime" SMALLINT,
    "montant" BIGINT NOT NULL,
    "quotePart" DECIMAL(5,2) NOT NULL DEFAULT 0,
    "categorieTva" "categorie_tva" NOT NULL,
    "tauxTva" DECIMAL(5,2) NOT NULL,
    "etat" "partage_etat" NOT NULL DEFAULT 'brouillon',
    "creeParId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "valideParId" UUID,
    "valideLe" TIMESTAMPTZ(3),

    CONSTRAINT "partage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "partage_part" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "partageId" UUID NOT NULL,
    "poids" DECIMAL(18,6) NOT NULL,
    "montant" BIGINT NOT NULL,
    "payeurId" UUID NOT NULL,
    "explication" TEXT NOT NULL,

    CONSTRAINT "partage_part_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "exercice" (
    "annee" SMALLINT NOT NULL,
    "closLe" DATE,
    "closParId" UUID,

    CONSTRAINT "exercice_pkey" PRIMARY KEY ("annee")
);

-- CreateTable
CREATE TABLE "reglement_import" (
    "id" UUID NOT NULL,
    "nom" TEXT NOT NULL,
    "fichierId" UUID NOT NULL,
    "lignes" INTEGER NOT NULL,
    "ajoutees" INTEGER NOT NULL,
    "doublons" INTEGER NOT NULL,
    "rejets" JSONB NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "creeParId" UUID NOT NULL,

    CONSTRAINT "reglement_import_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reglement_recu" (
    "id" UUID NOT NULL,
    "importId" UUID,
    "ligne" INTEGER,
    "empreinte" TEXT NOT NULL,
    "recuLe" DATE NOT NULL,
    "montant" BIGINT NOT NULL,
    "payeur" TEXT NOT NULL,
    "reference" TEXT NOT NULL,
    "libelle" TEXT NOT NULL,
    "moyen" "reglement_moyen" NOT NULL,
    "etat" "reglement_recu_etat" NOT NULL DEFAULT 'a_affecter',
    "motif" TEXT,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reglement_recu_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "reglement" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "titreId" UUID NOT NULL,
    "montant" BIGINT NOT NULL,
    "recuLe" DATE NOT NULL,
    "moyen" "reglement_moyen" NOT NULL,
    "reference" TEXT NOT NULL,
    "recuId" UUID,
    "saisiParId" UUID,
    "note" TEXT,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "reglement_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "relance" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "titreId" UUID NOT NULL,
    "rang" SMALLINT NOT NULL,
    "reste" BIGINT NOT NULL,
    "le" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "relance_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "titre_message" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "titreId" UUID NOT NULL,
    "rang" SMALLINT,
    "agent" BOOLEAN NOT NULL,
    "auteurId" UUID NOT NULL,
    "texte" TEXT NOT NULL,
    "le" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "titre_message_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateIndex
CREATE UNIQUE INDEX "campagne_detail_collectiviteId_ligneId_rang_key" ON "campagne_detail"("collectiviteId", "ligneId", "rang");

-- CreateIndex
CREATE INDEX "fichier_operateur_adresse_idx" ON "fichier_operateur"("adresse");

-- CreateIndex
CREATE UNIQUE INDEX "pes_fichier_nom_key" ON "pes_fichier"("nom");

-- CreateIndex
CREATE UNIQUE INDEX "pes_fichier_exercice_budget_bordereau_genre_part_key" ON "pes_fichier"("exercice", "budget", "bordereau", "genre", "part");

-- CreateIndex
CREATE INDEX "pes_piece_fichierId_idx" ON "pes_piece"("fichierId");

-- CreateIndex
CREATE UNIQUE INDEX "pes_piece_collectiviteId_titreId_key" ON "pes_piece"("collectiviteId", "titreId");

-- CreateIndex
CREATE UNIQUE INDEX "depot_collectiviteId_nomFichier_key" ON "depot"("collectiviteId", "nomFichier");

-- CreateIndex
CREATE INDEX "depot_etat_prochainEssaiLe_idx" ON "depot"("etat", "prochainEssaiLe");

-- CreateIndex
CREATE UNIQUE INDEX "depot_collectiviteId_titreId_key" ON "depot"("collectiviteId", "titreId");

-- CreateIndex
CREATE INDEX "depot_suivi_collectiviteId_depotId_le_idx" ON "depot_suivi"("collectiviteId", "depotId", "le");

-- CreateIndex
CREATE INDEX "depense_exercice_pilierId_idx" ON "depense"("exercice", "pilierId");

-- CreateIndex
CREATE INDEX "partage_exercice_etat_idx" ON "partage"("exercice", "etat");

-- CreateIndex
CREATE UNIQUE INDEX "partage_part_collectiviteId_partageId_key" ON "partage_part"("collectiviteId", "partageId");

-- CreateIndex
CREATE UNIQUE INDEX "reglement_recu_empreinte_key" ON "reglement_recu"("empreinte");

-- CreateIndex
CREATE INDEX "reglement_recu_etat_recuLe_idx" ON "reglement_recu"("etat", "recuLe");

-- CreateIndex
CREATE INDEX "reglement_collectiviteId_titreId_idx" ON "reglement"("collectiviteId", "titreId");

-- CreateIndex
CREATE INDEX "reglement_recuId_idx" ON "reglement"("recuId");

-- CreateIndex
CREATE UNIQUE INDEX "relance_collectiviteId_titreId_rang_key" ON "relance"("collectiviteId", "titreId", "rang");

-- CreateIndex
CREATE INDEX "titre_message_collectiviteId_titreId_le_idx" ON "titre_message"("collectiviteId", "titreId", "le");

-- CreateIndex
CREATE UNIQUE INDEX "campagne_ligne_collectiviteId_campagneId_volet_key" ON "campagne_ligne"("collectiviteId", "campagneId", "volet");

-- CreateIndex
CREATE INDEX "titre_collectiviteId_corrigeId_idx" ON "titre"("collectiviteId", "corrigeId");

-- CreateIndex
CREATE UNIQUE INDEX "titre_collectiviteId_id_canal_key" ON "titre"("collectiviteId", "id", "canal");

-- CreateIndex
CREATE UNIQUE INDEX "titre_collectiviteId_id_horsChampTva_key" ON "titre"("collectiviteId", "id", "horsChampTva");

-- CreateIndex
CREATE UNIQUE INDEX "titre_collectiviteId_campagneId_volet_key" ON "titre"("collectiviteId", "campagneId", "volet");

-- AddForeignKey
ALTER TABLE "campagne_detail" ADD CONSTRAINT "campagne_detail_collectiviteId_ligneId_fkey" FOREIGN KEY ("collectiviteId", "ligneId") REFERENCES "campagne_ligne"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pes_fichier" ADD CONSTRAINT "pes_fichier_fichierId_fkey" FOREIGN KEY ("fichierId") REFERENCES "fichier_operateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pes_piece" ADD CONSTRAINT "pes_piece_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "pes_piece" ADD CONSTRAINT "pes_piece_collectiviteId_titreId_canal_fkey" FOREIGN KEY ("collectiviteId", "titreId", "canal") REFERENCES "titre"("collectiviteId", "id", "canal") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "pes_piece" ADD CONSTRAINT "pes_piece_fichierId_fkey" FOREIGN KEY ("fichierId") REFERENCES "pes_fichier"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "depot" ADD CONSTRAINT "depot_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "depot" ADD CONSTRAINT "depot_collectiviteId_titreId_canal_fkey" FOREIGN KEY ("collectiviteId", "titreId", "canal") REFERENCES "titre"("collectiviteId", "id", "canal") ON DELETE RESTRICT ON UPDATE RESTRICT;

-- AddForeignKey
ALTER TABLE "depot_suivi" ADD CONSTRAINT "depot_suivi_collectiviteId_depotId_fkey" FOREIGN KEY ("collectiviteId", "depotId") REFERENCES "depot"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "depense" ADD CONSTRAINT "depense_pilierId_fkey" FOREIGN KEY ("pilierId") REFERENCES "pilier"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "depense" ADD CONSTRAINT "depense_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "depense" ADD CONSTRAINT "depense_fichierId_fkey" FOREIGN KEY ("fichierId") REFERENCES "fichier_operateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partage" ADD CONSTRAINT "partage_serviceId_fkey" FOREIGN KEY ("serviceId") REFERENCES "service"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partage" ADD CONSTRAINT "partage_depenseId_fkey" FOREIGN KEY ("depenseId") REFERENCES "depense"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partage_part" ADD CONSTRAINT "partage_part_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "partage_part" ADD CONSTRAINT "partage_part_partageId_fkey" FOREIGN KEY ("partageId") REFERENCES "partage"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reglement_import" ADD CONSTRAINT "reglement_import_fichierId_fkey" FOREIGN KEY ("fichierId") REFERENCES "fichier_operateur"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reglement_recu" ADD CONSTRAINT "reglement_recu_importId_fkey" FOREIGN KEY ("importId") REFERENCES "reglement_import"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reglement" ADD CONSTRAINT "reglement_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "reglement" ADD CONSTRAINT "reglement_collectiviteId_titreId_fkey" FOREIGN KEY ("collectiviteId", "titreId") REFERENCES "titre"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "relance" ADD CONSTRAINT "relance_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "relance" ADD CONSTRAINT "relance_collectiviteId_titreId_fkey" FOREIGN KEY ("collectiviteId", "titreId") REFERENCES "titre"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "titre_message" ADD CONSTRAINT "titre_message_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "titre_message" ADD CONSTRAINT "titre_message_collectiviteId_titreId_fkey" FOREIGN KEY ("collectiviteId", "titreId") REFERENCES "titre"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "titre" ADD CONSTRAINT "titre_collectiviteId_corrigeId_fkey" FOREIGN KEY ("collectiviteId", "corrigeId") REFERENCES "titre"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "titre_ligne" ADD CONSTRAINT "titre_ligne_collectiviteId_titreId_horsChampTva_fkey" FOREIGN KEY ("collectiviteId", "titreId", "horsChampTva") REFERENCES "titre"("collectiviteId", "id", "horsChampTva") ON DELETE RESTRICT ON UPDATE RESTRICT;


-- What Prisma's schema language cannot say.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['campagne_detail', 'fichier_operateur', 'pes_fichier', 'pes_piece', 'depot', 'depot_suivi', 'depense', 'partage',
    'partage_part', 'reglement_import', 'reglement_recu', 'reglement', 'relance', 'titre_message'] LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN id SET DEFAULT portail_uuid7()', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['fichier_operateur', 'pes_piece', 'depot_suivi', 'reglement_import', 'reglement', 'relance', 'titre_message'] LOOP
    EXECUTE format('CREATE TRIGGER immuable BEFORE UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION portail_immuable()', t);
    EXECUTE format('CREATE TRIGGER immuable_table BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable()', t);
  END LOOP;
END $$;

SELECT portail_isoler('campagne_detail', '', 'SELECT, INSERT, UPDATE, DELETE');
SELECT portail_isoler('pes_piece', 'SELECT', 'SELECT, INSERT');
SELECT portail_isoler('depot', 'SELECT', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('depot_suivi', 'SELECT', 'SELECT, INSERT');
SELECT portail_isoler('reglement', 'SELECT', 'SELECT, INSERT');
SELECT portail_isoler('relance', 'SELECT', 'SELECT, INSERT');
SELECT portail_isoler('titre_message', 'SELECT, INSERT', 'SELECT, INSERT');
SELECT portail_isoler('partage_part', 'SELECT', 'SELECT, INSERT, UPDATE, DELETE');
GRANT SELECT, INSERT ON fichier_operateur, reglement_import TO portail_agent;
GRANT SELECT, INSERT, UPDATE ON pes_fichier, depense, partage, reglement_recu, exercice TO portail_agent;

-- A member's question is a member's; only staff answer as staff.
CREATE FUNCTION portail_titre_message_auteur() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.agent AND current_user = 'portail_membre' THEN
    RAISE EXCEPTION 'Seul l''opérateur répond en son nom' USING ERRCODE = 'insufficient_privilege';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER auteur BEFORE INSERT ON titre_message FOR EACH ROW EXECUTE FUNCTION portail_titre_message_auteur();

ALTER TABLE titre
  ADD CONSTRAINT titre_correction CHECK ((nature = 'recette') = ("corrigeId" IS NULL)),
  ADD CONSTRAINT titre_clos CHECK (nature <> 'recette' OR NOT "surExerciceClos"),
  ADD CONSTRAINT titre_periode CHECK ("periodeAu" >= "periodeDu"),
  ADD CONSTRAINT titre_volet_tva CHECK ((volet = 'cotisation') = "horsChampTva"),
  ADD CONSTRAINT titre_sans_tva CHECK (volet = 'services_taxes' OR "montantTva" = 0);
ALTER TABLE campagne_detail ADD CONSTRAINT campagne_detail_tva CHECK (("categorieTva" = 'S') = ("tauxTva" > 0));
ALTER TABLE reglement ADD CONSTRAINT reglement_montant CHECK (montant <> 0);
ALTER TABLE reglement_recu ADD CONSTRAINT reglement_recu_montant CHECK (montant > 0);
ALTER TABLE partage ADD CONSTRAINT partage_montant CHECK (montant > 0),
  ADD CONSTRAINT partage_tva CHECK (("categorieTva" = 'S') = ("tauxTva" > 0)),
  ADD CONSTRAINT partage_cle_population CHECK ((cle = 'population') = ("populationGenre" IS NOT NULL AND millesime IS NOT NULL));
ALTER TABLE partage_part ADD CONSTRAINT partage_part_montant CHECK (montant >= 0), ADD CONSTRAINT partage_part_poids CHECK (poids >= 0);
ALTER TABLE operateur
  ADD CONSTRAINT operateur_pes CHECK ("pesPoste" ~ '^[0-9A-Z]{7}$' AND "pesCollectivite" ~ '^[0-9]{3}$' AND "pesBudget" ~ '^[0-9]{2}$'),
  ADD CONSTRAINT operateur_payfip CHECK ("payfipNumero" ~ '^[0-9]{6}$');
-- What lowers a titre never goes below zero, whoever acts at the same time; the titre corrected is locked first.
CREATE FUNCTION portail_titre_correction() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE origine titre; deja bigint;
BEGIN
  IF NEW.nature = 'recette' THEN RETURN NEW; END IF;
  SELECT * INTO origine FROM titre WHERE "collectiviteId" = NEW."collectiviteId" AND id = NEW."corrigeId";
  PERFORM pg_advisory_xact_lock(hashtextextended('titre-correction:' || NEW."corrigeId", 0));
  SELECT coalesce(sum("montantTtc"), 0) INTO deja FROM titre WHERE "collectiviteId" = NEW."collectiviteId" AND "corrigeId" = NEW."corrigeId";
  IF origine.nature <> 'recette' OR deja + NEW."montantTtc" > origine."montantTtc" THEN
    RAISE EXCEPTION 'Une correction ne dépasse pas ce qui reste du titre' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
CREATE TRIGGER correction BEFORE INSERT ON titre FOR EACH ROW WHEN (NEW.nature <> 'recette') EXECUTE FUNCTION portail_titre_correction();

CREATE TRIGGER transition BEFORE UPDATE ON depot FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"a_deposer":["incertain","depose","a_corriger"],"incertain":["a_deposer","depose","a_corriger"],"depose":["integre","rejete"],"integre":["mis_a_disposition","rejete"],"mis_a_disposition":["rejete"],"rejete":["a_deposer"],"a_corriger":["a_deposer"]}');
CREATE TRIGGER transition BEFORE UPDATE ON pes_fichier FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"genere":["transmis"],"transmis":["acquitte","rejete"]}');
CREATE TRIGGER transition BEFORE UPDATE ON partage FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"brouillon":["valide","abandonne"],"valide":["facture","brouillon","abandonne"]}');
CREATE TRIGGER transition BEFORE UPDATE ON reglement_recu FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"a_affecter":["affecte","ecarte"],"affecte":["a_affecter"],"ecarte":["a_affecter"]}');
