-- CreateEnum
CREATE TYPE "bal_origine" AS ENUM ('fichier', 'source', 'intercommunalite');

-- CreateEnum
CREATE TYPE "bal_depot_etat" AS ENUM ('recu', 'analyse', 'refuse', 'illisible');

-- CreateEnum
CREATE TYPE "bal_frequence" AS ENUM ('jour', 'semaine', 'mois');

-- CreateEnum
CREATE TYPE "bal_correction_genre" AS ENUM ('voie', 'doublon', 'forme');

-- CreateEnum
CREATE TYPE "bal_correction_etat" AS ENUM ('proposee', 'acceptee', 'ecartee');

-- CreateEnum
CREATE TYPE "bal_signalement_genre" AS ENUM ('fourreau_bouche', 'fourreau_casse', 'fourreau_absent', 'logement_non_couvert', 'autre');

-- CreateEnum
CREATE TYPE "bal_signalement_etat" AS ENUM ('declare', 'transmis', 'pris_en_charge', 'resolu', 'sans_suite');

-- CreateEnum
CREATE TYPE "bal_campagne_etat" AS ENUM ('ouverte', 'close');

-- CreateTable
CREATE TABLE "bal_depot" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "origine" "bal_origine" NOT NULL,
    "etat" "bal_depot_etat" NOT NULL DEFAULT 'recu',
    "fichierNom" TEXT NOT NULL,
    "taille" INTEGER NOT NULL,
    "empreinte" TEXT NOT NULL,
    "deposeParId" UUID,
    "provenance" TEXT,
    "deposeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "termineLe" TIMESTAMPTZ(3),
    "motif" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "bal_depot_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "bal_fichier" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "depotId" UUID NOT NULL,
    "contenu" BYTEA NOT NULL,

    CONSTRAINT "bal_fichier_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "bal_version" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "depotId" UUID NOT NULL,
    "communeId" UUID NOT NULL,
    "codeInsee" TEXT NOT NULL,
    "numero" INTEGER NOT NULL,
    "courante" BOOLEAN NOT NULL DEFAULT true,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "profil" TEXT NOT NULL,
    "valide" BOOLEAN NOT NULL,
    "encodage" TEXT NOT NULL,
    "separateur" TEXT NOT NULL,
    "lignes" INTEGER NOT NULL,
    "lignesValides" INTEGER NOT NULL,
    "adresses" INTEGER NOT NULL,
    "bloquees" INTEGER NOT NULL,
    "deplacees" INTEGER NOT NULL,
    "certifiees" INTEGER NOT NULL,
    "parcelles" INTEGER NOT NULL,
    "toponymes" INTEGER NOT NULL,
    "p1" INTEGER NOT NULL,
    "p2" INTEGER NOT NULL,
    "p3" INTEGER NOT NULL,
    "p4" INTEGER NOT NULL,
    "ecartees" INTEGER NOT NULL,
    "voies" INTEGER NOT NULL,
    "indice" DECIMAL(4,1),
    "niveaux" JSONB NOT NULL,
    "nombres" JSONB NOT NULL,
    "fichier" JSONB NOT NULL,
    "nonVerifie" JSONB NOT NULL,
    "differences" JSONB,

    CONSTRAINT "bal_version_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "bal_voie" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "rang" INTEGER NOT NULL,
    "nom" TEXT,
    "deleguee" TEXT,
    "adresses" INTEGER NOT NULL,
    "bloquees" INTEGER NOT NULL,
    "deplacees" INTEGER NOT NULL,
    "certifiees" INTEGER NOT NULL,
    "parcelles" INTEGER NOT NULL,
    "toponymes" INTEGER NOT NULL,
    "p1" INTEGER NOT NULL,
    "p2" INTEGER NOT NULL,
    "p3" INTEGER NOT NULL,
    "p4" INTEGER NOT NULL,
    "ecartees" INTEGER NOT NULL,
    "codes" TEXT[],
    "lignes" JSONB NOT NULL,

    CONSTRAINT "bal_voie_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "bal_exception" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "communeId" UUID NOT NULL,
    "code" TEXT NOT NULL,
    "cible" TEXT NOT NULL,
    "adresse" TEXT NOT NULL,
    "motif" TEXT NOT NULL,
    "parId" UUID NOT NULL,
    "le" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "leveeLe" TIMESTAMPTZ(3),
    "leveeParId" UUID,

    CONSTRAINT "bal_exception_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "bal_source" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "url" TEXT NOT NULL,
    "frequence" "bal_frequence" NOT NULL,
    "active" BOOLEAN NOT NULL DEFAULT true,
    "etag" TEXT,
    "modifieLe" TEXT,
    "empreinte" TEXT,
    "prochaineLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "derniereLe" TIMESTAMPTZ(3),
    "resultat" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',
    "echecs" INTEGER NOT NULL DEFAULT 0,
    "creeParId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bal_source_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "bal_correction" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "rang" INTEGER NOT NULL,
    "genre" "bal_correction_genre" NOT NULL,
    "etat" "bal_correction_etat" NOT NULL DEFAULT 'proposee',
    "proposition" JSONB NOT NULL,
    "choix" TEXT,
    "decideParId" UUID,
    "decideLe" TIMESTAMPTZ(3),

    CONSTRAINT "bal_correction_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "bal_avis" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "versionId" UUID NOT NULL,
    "auteur" TEXT NOT NULL,
    "remplace" INTEGER,
    "le" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "vuLe" TIMESTAMPTZ(3),
    "vuParId" UUID,

    CONSTRAINT "bal_avis_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "bal_signalement" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "genre" "bal_signalement_genre" NOT NULL,
    "etat" "bal_signalement_etat" NOT NULL DEFAULT 'declare',
    "adresse" TEXT NOT NULL,
    "precisions" TEXT,
    "contact" TEXT,
    "reference" TEXT,
    "declareParId" UUID NOT NULL,
    "declareLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "version" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "bal_signalement_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "bal_signalement_suivi" (
    "collectiviteId" UUID NOT NULL,
    "id" UUID NOT NULL,
    "signalementId" UUID NOT NULL,
    "etat" "bal_signalement_etat" NOT NULL,
    "le" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "personneId" UUID,
    "note" TEXT,

    CONSTRAINT "bal_signalement_suivi_pkey" PRIMARY KEY ("collectiviteId","id")
);

-- CreateTable
CREATE TABLE "bal_reglage" (
    "id" SMALLINT NOT NULL DEFAULT 1,
    "poidsSansBal" INTEGER NOT NULL DEFAULT 100,
    "poidsBloquantes" INTEGER NOT NULL DEFAULT 60,
    "poidsDeplacees" INTEGER NOT NULL DEFAULT 20,
    "poidsNonCertifiees" INTEGER NOT NULL DEFAULT 20,
    "poidsCuivre" INTEGER NOT NULL DEFAULT 50,
    "controleBan" BOOLEAN NOT NULL DEFAULT false,
    "majLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bal_reglage_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bal_commune" (
    "concerneId" UUID NOT NULL,
    "contour" JSONB,
    "long" DECIMAL(9,6),
    "lat" DECIMAL(9,6),
    "lot" TEXT,
    "fermetureCommercialeLe" DATE,
    "fermetureTechniqueLe" DATE,
    "source" TEXT NOT NULL,
    "majLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bal_commune_pkey" PRIMARY KEY ("concerneId")
);

-- CreateTable
CREATE TABLE "bal_campagne" (
    "id" UUID NOT NULL,
    "nom" TEXT NOT NULL,
    "objectif" TEXT NOT NULL,
    "etat" "bal_campagne_etat" NOT NULL DEFAULT 'ouverte',
    "echeance" DATE,
    "creeParId" UUID NOT NULL,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bal_campagne_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "bal_campagne_commune" (
    "campagneId" UUID NOT NULL,
    "concerneId" UUID NOT NULL,
    "rang" INTEGER NOT NULL,
    "points" INTEGER NOT NULL,
    "indiceDepart" DECIMAL(4,1),
    "visitePrevueLe" DATE,
    "visiteFaiteLe" DATE,
    "note" TEXT,

    CONSTRAINT "bal_campagne_commune_pkey" PRIMARY KEY ("campagneId","concerneId")
);

-- CreateTable
CREATE TABLE "bal_guide" (
    "id" UUID NOT NULL,
    "campagneId" UUID,
    "titre" TEXT NOT NULL,
    "texte" TEXT NOT NULL,
    "url" TEXT,
    "creeLe" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "bal_guide_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "bal_depot_etat_deposeLe_idx" ON "bal_depot"("etat", "deposeLe");

-- CreateIndex
CREATE INDEX "bal_depot_collectiviteId_deposeLe_idx" ON "bal_depot"("collectiviteId", "deposeLe");

-- CreateIndex
CREATE UNIQUE INDEX "bal_fichier_collectiviteId_depotId_key" ON "bal_fichier"("collectiviteId", "depotId");

-- CreateIndex
CREATE INDEX "bal_version_courante_communeId_idx" ON "bal_version"("courante", "communeId");

-- CreateIndex
CREATE UNIQUE INDEX "bal_version_collectiviteId_communeId_numero_key" ON "bal_version"("collectiviteId", "communeId", "numero");

-- CreateIndex
CREATE UNIQUE INDEX "bal_voie_collectiviteId_versionId_rang_key" ON "bal_voie"("collectiviteId", "versionId", "rang");

-- CreateIndex
CREATE INDEX "bal_exception_collectiviteId_communeId_idx" ON "bal_exception"("collectiviteId", "communeId");

-- CreateIndex
CREATE INDEX "bal_source_active_prochaineLe_idx" ON "bal_source"("active", "prochaineLe");

-- CreateIndex
CREATE UNIQUE INDEX "bal_source_collectiviteId_key" ON "bal_source"("collectiviteId");

-- CreateIndex
CREATE UNIQUE INDEX "bal_correction_collectiviteId_versionId_rang_key" ON "bal_correction"("collectiviteId", "versionId", "rang");

-- CreateIndex
CREATE UNIQUE INDEX "bal_avis_collectiviteId_versionId_key" ON "bal_avis"("collectiviteId", "versionId");

-- CreateIndex
CREATE INDEX "bal_signalement_etat_declareLe_idx" ON "bal_signalement"("etat", "declareLe");

-- CreateIndex
CREATE INDEX "bal_signalement_suivi_collectiviteId_signalementId_le_idx" ON "bal_signalement_suivi"("collectiviteId", "signalementId", "le");

-- CreateIndex
CREATE INDEX "bal_campagne_commune_concerneId_idx" ON "bal_campagne_commune"("concerneId");

-- AddForeignKey
ALTER TABLE "bal_depot" ADD CONSTRAINT "bal_depot_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bal_fichier" ADD CONSTRAINT "bal_fichier_collectiviteId_depotId_fkey" FOREIGN KEY ("collectiviteId", "depotId") REFERENCES "bal_depot"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bal_version" ADD CONSTRAINT "bal_version_collectiviteId_depotId_fkey" FOREIGN KEY ("collectiviteId", "depotId") REFERENCES "bal_depot"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bal_voie" ADD CONSTRAINT "bal_voie_collectiviteId_versionId_fkey" FOREIGN KEY ("collectiviteId", "versionId") REFERENCES "bal_version"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bal_exception" ADD CONSTRAINT "bal_exception_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bal_source" ADD CONSTRAINT "bal_source_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bal_correction" ADD CONSTRAINT "bal_correction_collectiviteId_versionId_fkey" FOREIGN KEY ("collectiviteId", "versionId") REFERENCES "bal_version"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bal_avis" ADD CONSTRAINT "bal_avis_collectiviteId_versionId_fkey" FOREIGN KEY ("collectiviteId", "versionId") REFERENCES "bal_version"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bal_signalement" ADD CONSTRAINT "bal_signalement_collectiviteId_fkey" FOREIGN KEY ("collectiviteId") REFERENCES "collectivite"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bal_signalement_suivi" ADD CONSTRAINT "bal_signalement_suivi_collectiviteId_signalementId_fkey" FOREIGN KEY ("collectiviteId", "signalementId") REFERENCES "bal_signalement"("collectiviteId", "id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bal_campagne_commune" ADD CONSTRAINT "bal_campagne_commune_campagneId_fkey" FOREIGN KEY ("campagneId") REFERENCES "bal_campagne"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "bal_guide" ADD CONSTRAINT "bal_guide_campagneId_fkey" FOREIGN KEY ("campagneId") REFERENCES "bal_campagne"("id") ON DELETE CASCADE ON UPDATE CASCADE;


-- What Prisma's schema language cannot say.
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['bal_depot', 'bal_fichier', 'bal_version', 'bal_voie', 'bal_exception', 'bal_source', 'bal_correction',
    'bal_avis', 'bal_signalement', 'bal_signalement_suivi', 'bal_campagne', 'bal_guide'] LOOP
    EXECUTE format('ALTER TABLE %I ALTER COLUMN id SET DEFAULT portail_uuid7()', t);
  END LOOP;
END $$;

-- The analysis is the worker's; a member hands in, sets exceptions aside (which changes the counts) and accepts corrections.
SELECT portail_isoler('bal_depot', 'SELECT, INSERT', 'SELECT, INSERT, UPDATE');
SELECT portail_isoler('bal_fichier', 'SELECT, INSERT', 'SELECT, INSERT');
SELECT portail_isoler('bal_version',
  'SELECT, UPDATE (adresses, bloquees, deplacees, certifiees, parcelles, toponymes, p1, p2, p3, p4, ecartees, indice, nombres)',
  'SELECT, INSERT, UPDATE');
SELECT portail_isoler('bal_voie',
  'SELECT, UPDATE (adresses, bloquees, deplacees, certifiees, parcelles, toponymes, p1, p2, p3, p4, ecartees, lignes)',
  'SELECT, INSERT, UPDATE, DELETE');
SELECT portail_isoler('bal_exception', 'SELECT, INSERT, UPDATE', 'SELECT');
SELECT portail_isoler('bal_source', 'SELECT, INSERT, UPDATE', 'SELECT, UPDATE');
SELECT portail_isoler('bal_correction', 'SELECT, UPDATE (etat, choix, "decideParId", "decideLe")', 'SELECT, INSERT');
SELECT portail_isoler('bal_avis', 'SELECT, UPDATE ("vuLe", "vuParId")', 'SELECT, INSERT');
SELECT portail_isoler('bal_signalement', 'SELECT, INSERT, UPDATE', 'SELECT, UPDATE');
SELECT portail_isoler('bal_signalement_suivi', 'SELECT, INSERT', 'SELECT, INSERT');
GRANT SELECT ON bal_reglage, bal_commune, bal_guide TO portail_membre;
GRANT SELECT, INSERT, UPDATE ON bal_reglage, bal_commune, bal_campagne TO portail_agent;
GRANT SELECT, INSERT, UPDATE, DELETE ON bal_campagne_commune, bal_guide TO portail_agent;
INSERT INTO bal_reglage (id) VALUES (1);

CREATE TRIGGER immuable BEFORE UPDATE OR DELETE ON bal_signalement_suivi FOR EACH ROW EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable_table BEFORE TRUNCATE ON bal_signalement_suivi FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable BEFORE UPDATE OR DELETE ON bal_fichier FOR EACH ROW EXECUTE FUNCTION portail_immuable();
CREATE TRIGGER immuable_table BEFORE TRUNCATE ON bal_fichier FOR EACH STATEMENT EXECUTE FUNCTION portail_immuable();

-- The same as lib/bal/types.ts.
CREATE TRIGGER transition BEFORE UPDATE ON bal_depot FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"recu":["analyse","refuse","illisible"]}');
CREATE TRIGGER transition BEFORE UPDATE ON bal_correction FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"proposee":["acceptee","ecartee"],"acceptee":["ecartee"],"ecartee":["acceptee"]}');
CREATE TRIGGER transition BEFORE UPDATE ON bal_signalement FOR EACH ROW EXECUTE FUNCTION portail_transition(
  '{"declare":["transmis","sans_suite"],"transmis":["pris_en_charge","resolu","sans_suite"],"pris_en_charge":["resolu","sans_suite"]}');
CREATE TRIGGER transition BEFORE UPDATE ON bal_campagne FOR EACH ROW EXECUTE FUNCTION portail_transition('{"ouverte":["close"]}');

CREATE UNIQUE INDEX bal_version_courante ON bal_version ("collectiviteId", "communeId") WHERE courante;
CREATE UNIQUE INDEX bal_exception_active ON bal_exception ("collectiviteId", "communeId", code, cible) WHERE "leveeLe" IS NULL;
ALTER TABLE bal_depot ADD CONSTRAINT bal_depot_taille CHECK (taille >= 0),
  ADD CONSTRAINT bal_depot_motif CHECK (etat NOT IN ('refuse', 'illisible') OR motif IS NOT NULL);
ALTER TABLE bal_version ADD CONSTRAINT bal_version_indice CHECK (indice BETWEEN 0 AND 100);
ALTER TABLE bal_correction ADD CONSTRAINT bal_correction_choix CHECK (etat <> 'acceptee' OR genre <> 'voie' OR choix IS NOT NULL);
ALTER TABLE bal_reglage ADD CONSTRAINT bal_reglage_unique CHECK (id = 1),
  ADD CONSTRAINT bal_reglage_poids CHECK (
    least("poidsSansBal", "poidsBloquantes", "poidsDeplacees", "poidsNonCertifiees", "poidsCuivre") >= 0
    AND greatest("poidsSansBal", "poidsBloquantes", "poidsDeplacees", "poidsNonCertifiees", "poidsCuivre") <= 1000);
ALTER TABLE bal_commune ADD CONSTRAINT bal_commune_centre CHECK ((long IS NULL) = (lat IS NULL));
